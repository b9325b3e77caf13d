//! Numbers among bytes, the least byte first.

macro_rules! numbers {
    ($($at:ident $number:ident)*) => {$(
        pub(super) fn $at(bytes: &[u8], at: usize) -> Option<$number> {
            bytes.get(at..)?.first_chunk().map(|&it| $number::from_le_bytes(it))
        }
    )*};
}
numbers! { u16_at u16 u32_at u32 u64_at u64 }
