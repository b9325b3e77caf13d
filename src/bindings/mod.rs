//! What JavaScript sees: types in, types out, no logic.

// wasm-bindgen's macro writes the unsafe glue.
#![allow(unsafe_code, missing_docs)]

#[cfg(feature = "compiler")]
mod compiler;
#[cfg(feature = "documents")]
mod documents;
#[cfg(any(feature = "node", feature = "compiler", feature = "documents", feature = "sheets"))]
mod failure;
#[cfg(feature = "node")]
mod node;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "sheets")]
mod sheets;

/// Of the modules that a page loads: lighter than std's own, and quick with many small texts.
#[cfg(all(target_arch = "wasm32", any(feature = "page", feature = "documents", feature = "sheets")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
