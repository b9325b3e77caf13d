//! The module that reads .docx, .doc and .txt.

use super::failure::failure;
use crate::files::{Document, Error, Kind, Wanted, read_document, txt};
use std::mem;
use std::string::String;
use wasm_bindgen::prelude::*;

fn error(error: Error) -> js_sys::Error {
    failure(error.code(), error.message(Wanted::Document))
}

/// A document that was read.
#[wasm_bindgen(js_name = Document)]
pub struct ReadDocument {
    kind: Kind,
    document: Document,
}

#[wasm_bindgen(js_class = Document)]
impl ReadDocument {
    /// Reads a file. `decode` is called where it is plain text, and gives its text: the decoders of browser and Node know
    /// GB18030, which would weigh more here than everything else.
    pub fn read(bytes: &[u8], decode: &js_sys::Function) -> Result<ReadDocument, JsValue> {
        let (kind, document) = match read_document(bytes) {
            Err(Error::Other(Kind::Text)) => {
                let text = decode.call0(&JsValue::NULL)?.as_string().unwrap_or_default();
                (Kind::Text, txt::read(text).map_err(error)?)
            }
            read => read.map_err(error)?,
        };
        Ok(ReadDocument { kind, document })
    }

    /// Kind, counts and what stands beside, as JSON.
    pub fn describe(&self) -> String {
        self.document.to_json(self.kind)
    }

    /// Hands its text over: there is none any more.
    pub fn text(&mut self) -> String {
        mem::take(&mut self.document.text)
    }
}
