//! A zip archive, read from its central directory (APPNOTE.TXT of PKWARE, 4.3 and 4.4).
//!
//! Nothing is unpacked before it is asked for, and never beyond a limit that the caller sets. The directory is walked anew for
//! each look-up, so that an archive costs no memory but for what is being unpacked.

use super::Error;
use super::bytes::{u16_at, u32_at, u64_at};
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use std::boxed::Box;
use std::io::{self, BufRead, ErrorKind, Read};
use std::vec;
use std::vec::Vec;

/// An archive in memory.
#[derive(Clone, Copy)]
pub struct Archive<'a> {
    bytes: &'a [u8],
    directory: &'a [u8],
    /// How many bytes stand before the archive: offsets count from there.
    before: usize,
}

/// A file of the archive.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its path, parted by `/`; not always UTF-8.
    pub name: &'a [u8],
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    header: u64,
}

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const ENCRYPTED: u16 = 1;

/// Where the central directory begins and how long it is, by the record at the end of the archive.
fn directory_place(bytes: &[u8]) -> Option<(usize, usize, usize)> {
    const LENGTH: usize = 22;
    let last = bytes.len().checked_sub(LENGTH)?;
    // A comment of up to 65,535 bytes may follow the record.
    let first = last.saturating_sub(usize::from(u16::MAX));
    let fits = |at: usize| u16_at(bytes, at + 20).is_some_and(|comment| usize::from(comment) <= last - at);
    let at = (first..=last).rev().find(|&at| bytes[at..].starts_with(b"PK\x05\x06") && fits(at))?;
    let (length, start) = (u32_at(bytes, at + 12)?, u32_at(bytes, at + 16)?);
    if length != u32::MAX && start != u32::MAX {
        return Some((start as usize, length as usize, at));
    }
    // Zip64: a locator before the record leads to one with longer numbers.
    let locator = at.checked_sub(20).filter(|&it| bytes[it..].starts_with(b"PK\x06\x07"))?;
    let at = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
    bytes.get(at..)?.starts_with(b"PK\x06\x06").then_some(())?;
    let (length, start) = (u64_at(bytes, at + 40)?, u64_at(bytes, at + 48)?);
    Some((usize::try_from(start).ok()?, usize::try_from(length).ok()?, at))
}

impl<'a> Archive<'a> {
    /// An archive by its bytes.
    ///
    /// # Errors
    /// [`Error::Truncated`] where its directory, which stands at the end, is not there.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let (start, length, end) = directory_place(bytes).ok_or(Error::Truncated)?;
        // What stands before the archive is not counted by its offsets.
        let at = end.checked_sub(length).ok_or(Error::Truncated)?;
        let before = at.checked_sub(start).ok_or(Error::Damaged)?;
        Ok(Archive { bytes, directory: &bytes[at..end], before })
    }

    /// Its files, in the order of the directory; ends where the directory makes no sense.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let mut rest = self.directory;
        std::iter::from_fn(move || {
            let (entry, length) = read_entry(rest)?;
            rest = &rest[length..];
            Some(entry)
        })
    }

    /// A file by its path. Letters of ASCII are compared whatever their case, as names of parts are (ECMA-376-2, 7.3.6).
    pub fn find(&self, name: &str) -> Option<Entry<'a>> {
        self.entries().find(|entry| same_name(entry.name, name.as_bytes()))
    }

    /// Unpacks a file bit by bit; more than `limit` bytes are refused.
    ///
    /// # Errors
    /// [`Error::Encrypted`], or [`Error::Damaged`] where the file is not where the directory says or is packed in another way
    /// than stored or deflated. Errors of the reader itself are turned back by [`error_of`].
    pub fn unpack(&self, entry: Entry<'a>, limit: usize) -> Result<Unpacked<'a>, Error> {
        if entry.flags & ENCRYPTED != 0 {
            return Err(Error::Encrypted);
        }
        let inflate = match entry.method {
            STORED => None,
            DEFLATED => Some(InflateState::new_boxed(DataFormat::Raw)),
            _ => return Err(Error::Damaged),
        };
        let packed = self.packed(entry).ok_or(Error::Damaged)?;
        Ok(Unpacked {
            packed,
            inflate,
            window: vec![0; WINDOW],
            start: 0,
            end: 0,
            left: limit,
            crc: !0,
            entry,
            done: false,
        })
    }

    /// Unpacks a file as a whole: see [`Archive::unpack`].
    ///
    /// # Errors
    /// As of [`Archive::unpack`], and [`Error::TooLarge`] beyond `limit`.
    pub fn read(&self, entry: Entry<'a>, limit: usize) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        self.unpack(entry, limit)?.read_to_end(&mut out).map_err(|error| error_of(&error))?;
        Ok(out)
    }

    /// The packed bytes of a file, behind its own header. Its length stands in the directory alone for certain: where a file was
    /// written as a stream, its header has none.
    fn packed(&self, entry: Entry) -> Option<&'a [u8]> {
        let header = self.before.checked_add(usize::try_from(entry.header).ok()?)?;
        self.bytes.get(header..)?.starts_with(b"PK\x03\x04").then_some(())?;
        let (name, extra) = (u16_at(self.bytes, header + 26)?, u16_at(self.bytes, header + 28)?);
        let start = header + 30 + usize::from(name) + usize::from(extra);
        self.bytes.get(start..start.checked_add(usize::try_from(entry.packed).ok()?)?)
    }
}

/// An entry of the directory and its length there.
fn read_entry(bytes: &[u8]) -> Option<(Entry<'_>, usize)> {
    const LENGTH: usize = 46;
    bytes.starts_with(b"PK\x01\x02").then_some(())?;
    let name_end = LENGTH + usize::from(u16_at(bytes, 28)?);
    let extra_end = name_end + usize::from(u16_at(bytes, 30)?);
    let end = extra_end + usize::from(u16_at(bytes, 32)?);
    let name = bytes.get(LENGTH..name_end)?;
    let mut extra = bytes.get(name_end..extra_end)?;
    bytes.get(extra_end..end)?;
    let unpacked = u32_at(bytes, 24)?;
    let mut entry = Entry {
        name,
        flags: u16_at(bytes, 8)?,
        method: u16_at(bytes, 10)?,
        crc: u32_at(bytes, 16)?,
        packed: u32_at(bytes, 20)?.into(),
        header: u32_at(bytes, 42)?.into(),
    };
    // Zip64: numbers that are too long for their place stand in an extra field, in this order.
    while let (Some(id), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let Some(field) = extra.get(4..4 + usize::from(length)) else { break };
        if id == 1 {
            let mut at = if unpacked == u32::MAX { 8 } else { 0 };
            for number in [&mut entry.packed, &mut entry.header] {
                if *number == u64::from(u32::MAX) {
                    *number = u64_at(field, at)?;
                    at += 8;
                }
            }
        }
        extra = &extra[4 + field.len()..];
    }
    Some((entry, end))
}

/// Some writers on Windows part paths by `\`.
fn same_name(a: &[u8], b: &[u8]) -> bool {
    let plain = |byte: &u8| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
    a.len() == b.len() && a.iter().map(plain).eq(b.iter().map(plain))
}

/// What went wrong while a file was unpacked.
pub fn error_of(error: &io::Error) -> Error {
    match error.kind() {
        ErrorKind::FileTooLarge => Error::TooLarge,
        _ => Error::Damaged,
    }
}

const WINDOW: usize = 32 * 1024;

/// A file as it is unpacked. What does not fit its check sum is refused at its end.
pub struct Unpacked<'a> {
    packed: &'a [u8],
    inflate: Option<Box<InflateState>>,
    window: Vec<u8>,
    start: usize,
    end: usize,
    /// How many bytes may still come.
    left: usize,
    crc: u32,
    entry: Entry<'a>,
    done: bool,
}

impl Unpacked<'_> {
    /// The next bytes into the window.
    fn refill(&mut self) -> io::Result<()> {
        let (read, written, done) = match &mut self.inflate {
            None => {
                let length = self.packed.len().min(WINDOW);
                self.window[..length].copy_from_slice(&self.packed[..length]);
                (length, length, length == self.packed.len())
            }
            Some(state) => {
                let result = inflate(state, self.packed, &mut self.window, MZFlush::None);
                let done = match result.status {
                    Ok(MZStatus::StreamEnd) => true,
                    Ok(MZStatus::Ok) if result.bytes_consumed + result.bytes_written > 0 => false,
                    _ => return Err(ErrorKind::InvalidData.into()),
                };
                (result.bytes_consumed, result.bytes_written, done)
            }
        };
        self.packed = &self.packed[read..];
        self.left = self.left.checked_sub(written).ok_or(ErrorKind::FileTooLarge)?;
        (self.start, self.end, self.done) = (0, written, done);
        self.crc = crc_after(self.crc, &self.window[..written]);
        if done && !self.crc != self.entry.crc {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(())
    }
}

impl BufRead for Unpacked<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.start == self.end && !self.done {
            self.refill()?;
        }
        Ok(&self.window[self.start..self.end])
    }

    fn consume(&mut self, count: usize) {
        self.start = self.end.min(self.start + count);
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let count = bytes.len().min(out.len());
        out[..count].copy_from_slice(&bytes[..count]);
        self.consume(count);
        Ok(count)
    }
}

/// CRC-32 of zip (APPNOTE.TXT, 4.4.7), four bits a step: a table for eight would weigh a kilobyte.
const CRC: [u32; 16] = {
    let mut table = [0; 16];
    let mut half = 0;
    while half < 16 {
        let mut crc = half as u32;
        let mut bit = 0;
        while bit < 4 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[half] = crc;
        half += 1;
    }
    table
};

fn crc_after(crc: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(crc, |crc, &byte| {
        let crc = crc ^ u32::from(byte);
        let crc = crc >> 4 ^ CRC[(crc & 15) as usize];
        crc >> 4 ^ CRC[(crc & 15) as usize]
    })
}
