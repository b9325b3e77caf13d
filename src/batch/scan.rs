//! JSON as programs mostly write it, read in one go. Whatever else a line holds, right or wrong, is left to serde_json.

use crate::answer::json::{DEEPEST, Keys, read_input};
use crate::answer::{Answers, Input};
use crate::rulebook::Field;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Enters the answers of a line. `None` where it holds more than objects, lists, spaces, numbers, `true`, `false`, `null`
/// and texts without `\u`: some answers may have been entered then.
pub(super) fn answers(line: &str, fields: &[Field], keys: &mut Keys, answers: &mut Answers) -> Option<()> {
    let mut scan = Scan { text: line, at: 0 };
    keys.begin();
    scan.each(b'{', b'}', |scan| {
        scan.peek()?;
        let key = match keys.next(&line.as_bytes()[scan.at..]) {
            Some((key, length)) => {
                scan.at += length;
                key
            }
            None => keys.find(fields, &scan.string()?),
        };
        scan.take(b':')?;
        // Most are texts, which go by the shortest way.
        let input = if scan.peek()? == b'"' { Input::Text(scan.string()?) } else { scan.value(0)? };
        keys.enter(key, input, fields, answers);
        Some(())
    })?;
    (scan.at == line.len()).then_some(())
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    /// The next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at)? {
                b' ' => self.at += 1,
                byte => return Some(*byte),
            }
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// What stands between brackets, parted by commas.
    fn each(&mut self, open: u8, close: u8, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.take(open)?;
        if self.peek()? == close {
            return self.take(close);
        }
        loop {
            one(self)?;
            if self.peek()? == close {
                return self.take(close);
            }
            self.take(b',')?;
        }
    }

    fn value(&mut self, depth: u8) -> Option<Input<'a>> {
        if depth == DEEPEST {
            return None;
        }
        match self.peek()? {
            b'"' => self.string().map(Input::Text),
            b'[' => {
                let mut items = Vec::new();
                self.each(b'[', b']', |scan| {
                    items.push(scan.value(depth + 1)?);
                    Some(())
                })?;
                Some(Input::List(items))
            }
            b'{' => {
                let mut entries = Vec::new();
                self.each(b'{', b'}', |scan| {
                    let key = scan.string()?;
                    scan.take(b':')?;
                    entries.push((key, scan.value(depth + 1)?));
                    Some(())
                })?;
                Some(Input::Object(entries))
            }
            b't' => self.word("true", Input::Bool(true)),
            b'f' => self.word("false", Input::Bool(false)),
            b'n' => self.word("null", Input::Nothing),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, input: Input<'a>) -> Option<Input<'a>> {
        self.text.as_bytes()[self.at..].starts_with(word.as_bytes()).then(|| {
            self.at += word.len();
            input
        })
    }

    /// Which number it is, serde_json says where it is not plain to see.
    fn number(&mut self) -> Option<Input<'a>> {
        let rest = self.text.get(self.at..)?;
        let length =
            rest.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')).count();
        self.at += length;
        // Most are whole and short: no float has to be read for them.
        if (1..=15).contains(&length)
            && (length == 1 || !rest.starts_with('0'))
            && rest[..length].bytes().all(|byte| byte.is_ascii_digit())
        {
            let number = rest[..length].bytes().fold(0, |n, digit| n * 10 + u64::from(digit - b'0'));
            return Some(Input::Number(number as f64));
        }
        let mut reader = serde_json::Deserializer::from_str(&rest[..length]);
        let number = read_input(&mut reader).ok()?;
        reader.end().ok()?;
        Some(number)
    }

    #[inline(always)]
    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.take(b'"')?;
        let piece = self.piece()?;
        if self.text.as_bytes().get(self.at)? == &b'"' {
            self.at += 1;
            return Some(Cow::Borrowed(piece));
        }
        self.unescape(piece).map(Cow::Owned)
    }

    #[inline(never)]
    fn unescape(&mut self, piece: &str) -> Option<String> {
        let mut text = String::from(piece);
        while self.text.as_bytes().get(self.at)? != &b'"' {
            text.push(self.escape()?);
            text.push_str(self.piece()?);
        }
        self.at += 1;
        Some(text)
    }

    /// Up to the next quote, backslash or control character.
    fn piece(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.at += plain(&self.text.as_bytes()[start..]);
        self.text.get(start..self.at)
    }

    fn escape(&mut self) -> Option<char> {
        let &[b'\\', sign] = self.text.as_bytes()[self.at..].first_chunk()? else { return None };
        self.at += 2;
        Some(match sign {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'"' | b'\\' | b'/' => char::from(sign),
            _ => return None,
        })
    }
}

/// How many bytes stand before the first quote, backslash or control character, which end a piece of a text.
fn plain(bytes: &[u8]) -> usize {
    let (blocks, rest) = bytes.as_chunks();
    for (at, block) in blocks.iter().enumerate() {
        if let Some(within) = first_end(block) {
            return block.len() * at + within;
        }
    }
    let is_end = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    bytes.len() - rest.len() + rest.iter().position(is_end).unwrap_or(rest.len())
}

/// Where among sixteen bytes the first is that ends a piece.
#[cfg(target_feature = "simd128")]
#[inline(always)]
fn first_end(block: &[u8; 16]) -> Option<usize> {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u64x2, v128_or};
    let [low, high] = [0, 8].map(|at| u64::from_le_bytes(core::array::from_fn(|i| block[at + i])));
    let bytes = u64x2(low, high);
    let quotes = v128_or(u8x16_eq(bytes, u8x16_splat(b'"')), u8x16_eq(bytes, u8x16_splat(b'\\')));
    let found = u8x16_bitmask(v128_or(quotes, u8x16_lt(bytes, u8x16_splat(0x20))));
    (found != 0).then(|| found.trailing_zeros() as usize)
}

/// Where among eight bytes the first is that ends a piece.
#[cfg(not(target_feature = "simd128"))]
fn first_end(block: &[u8; 8]) -> Option<usize> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // Where a subtraction borrows, the top bit of a byte is set; in bytes that had it before, it says nothing. A borrow
    // may reach later bytes, never earlier ones.
    let word = u64::from_le_bytes(*block);
    let quote = (word ^ (EACH * u64::from(b'"'))).wrapping_sub(EACH);
    let backslash = (word ^ (EACH * u64::from(b'\\'))).wrapping_sub(EACH);
    let control = word.wrapping_sub(EACH * 0x20);
    let found = (quote | backslash | control) & !word & (EACH * 0x80);
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
}
