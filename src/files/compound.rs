//! A compound file: streams and folders of them in sectors of one file ([MS-CFB] 2.2 to 2.6), versions 3 and 4.
//!
//! Sectors are chained by tables that can lie, lead in circles or point outside. No chain is followed for more steps than the
//! file has sectors, so that reading takes time and memory in proportion to the file at most.

use super::Error;
use super::bytes::{u16_at, u32_at};
use std::string::String;
use std::vec;
use std::vec::Vec;

/// The bytes that such a file begins with.
pub const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const HEADER: usize = 512;
const IN_HEADER: usize = 109;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const LARGEST_SECTOR: u32 = 0xFFFF_FFFA;
const NO_STREAM: u32 = 0xFFFF_FFFF;
const MINI_SECTOR: usize = 64;
const ENTRY: usize = 128;

/// A compound file in memory.
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The sector that follows each.
    next: Vec<u32>,
    /// The same for the small sectors within the root's stream.
    next_mini: Vec<u32>,
    /// Streams shorter than this stand in small sectors.
    cutoff: u64,
    directory: Vec<u8>,
    /// Whether sizes of streams have 64 bits.
    long: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Folder,
    Stream,
}

struct Entry {
    name: String,
    kind: Kind,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.as_chunks().0.iter().map(|&it| u32::from_le_bytes(it))
}

impl<'a> Compound<'a> {
    /// A compound file by its bytes.
    ///
    /// # Errors
    /// [`Error::Truncated`] where its tables point behind its end, [`Error::Damaged`] where they make no sense.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let header = bytes.get(..HEADER).ok_or(Error::Truncated)?;
        let number = |at| u32_at(header, at).ok_or(Error::Damaged);
        let version = u16_at(header, 0x1A);
        let sector = match (header.starts_with(SIGNATURE), version, u16_at(header, 0x1E)) {
            (true, Some(3), Some(9)) => 512,
            (true, Some(4), Some(12)) => 4096,
            _ => return Err(Error::Damaged),
        };
        let mut file = Compound {
            bytes,
            sector,
            next: Vec::new(),
            next_mini: Vec::new(),
            cutoff: number(0x38)?.into(),
            directory: Vec::new(),
            long: version == Some(4),
        };
        // Where the table of chains stands: the first sectors in the header, the others in a chain of their own.
        let mut tables: Vec<u32> = numbers(&header[HEADER - 4 * IN_HEADER..]).collect();
        let mut more = number(0x44)?;
        let most = file.sectors();
        for _ in 0..most {
            if more > LARGEST_SECTOR {
                break;
            }
            let listed = file.sector_at(more)?;
            let (list, link) = listed.split_at(listed.len() - 4);
            tables.extend(numbers(list));
            more = u32_at(link, 0).unwrap_or(END_OF_CHAIN);
        }
        if more <= LARGEST_SECTOR || tables.iter().filter(|it| **it <= LARGEST_SECTOR).count() > most {
            return Err(Error::Damaged);
        }
        for table in tables.into_iter().take_while(|it| *it <= LARGEST_SECTOR) {
            let listed = file.sector_at(table)?;
            file.next.extend(numbers(listed));
        }
        file.directory = file.chain(number(0x30)?, None)?;
        let minis = number(0x3C)?;
        if minis <= LARGEST_SECTOR {
            file.next_mini = numbers(&file.chain(minis, None)?).collect();
        }
        Ok(file)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// A sector; the last one of a file may be cut behind what is used of it.
    fn sector_at(&self, index: u32) -> Result<&'a [u8], Error> {
        let start = (index as usize).checked_add(1).and_then(|it| it.checked_mul(self.sector)).ok_or(Error::Damaged)?;
        let end = self.bytes.len().min(start.saturating_add(self.sector));
        self.bytes.get(start..end).filter(|it| it.len() >= 4).ok_or(Error::Truncated)
    }

    /// The sectors of a chain, all of them or as many bytes as wanted.
    fn chain(&self, start: u32, size: Option<usize>) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        let mut at = start;
        for _ in 0..=self.sectors() {
            if size.is_some_and(|size| out.len() >= size) || at > LARGEST_SECTOR {
                return cut(out, size);
            }
            out.extend_from_slice(self.sector_at(at)?);
            at = *self.next.get(at as usize).ok_or(Error::Damaged)?;
        }
        Err(Error::Damaged)
    }

    fn entry(&self, index: u32) -> Option<Entry> {
        let start = (index as usize).checked_mul(ENTRY)?;
        let bytes = self.directory.get(start..start + ENTRY)?;
        let kind = match bytes[0x42] {
            1 | 5 => Kind::Folder,
            2 => Kind::Stream,
            _ => return None,
        };
        // With the zero behind it.
        let length = usize::from(u16_at(bytes, 0x40)?).clamp(2, 64) - 2;
        let units = bytes[..length].as_chunks().0.iter().map(|&it| u16::from_le_bytes(it));
        let size = u64::from(u32_at(bytes, 0x78)?);
        let high = if self.long { u64::from(u32_at(bytes, 0x7C)?) << 32 } else { 0 };
        Some(Entry {
            name: char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
            kind,
            left: u32_at(bytes, 0x44)?,
            right: u32_at(bytes, 0x48)?,
            child: u32_at(bytes, 0x4C)?,
            start: u32_at(bytes, 0x74)?,
            size: high | size,
        })
    }

    /// An entry of a folder. Every entry there is looked at: their order is not to be relied on.
    fn find_in(&self, folder: &Entry, name: &str) -> Option<Entry> {
        let mut seen = vec![false; self.directory.len() / ENTRY];
        let mut waiting = vec![folder.child];
        while let Some(index) = waiting.pop() {
            let Some(seen) = seen.get_mut(index as usize).filter(|it| !**it) else { continue };
            *seen = true;
            let Some(entry) = self.entry(index) else { continue };
            if entry.name.eq_ignore_ascii_case(name) {
                return Some(entry);
            }
            waiting.extend([entry.left, entry.right].into_iter().filter(|it| *it != NO_STREAM));
        }
        None
    }

    fn find(&self, path: &str) -> Option<Entry> {
        path.split('/').try_fold(self.entry(0)?, |folder, name| self.find_in(&folder, name))
    }

    /// Whether there is a stream or a folder of this path, such as `WordDocument` or `ObjectPool/_1/Workbook`.
    pub fn has(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// A stream by its path; none where there is no such stream.
    ///
    /// # Errors
    /// [`Error::Truncated`] where it stands behind the end of the file, [`Error::Damaged`] where its chain makes no sense.
    pub fn stream(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(entry) = self.find(path).filter(|it| it.kind == Kind::Stream) else { return Ok(None) };
        let size = usize::try_from(entry.size).ok().filter(|it| *it <= self.bytes.len()).ok_or(Error::Truncated)?;
        if entry.size >= self.cutoff {
            return self.chain(entry.start, Some(size)).map(Some);
        }
        let root = self.entry(0).ok_or(Error::Damaged)?;
        let minis = self.chain(root.start, None)?;
        let mut out = Vec::new();
        let mut at = entry.start;
        for _ in 0..=self.next_mini.len() {
            if out.len() >= size || at > LARGEST_SECTOR {
                return cut(out, Some(size)).map(Some);
            }
            let start = (at as usize).checked_mul(MINI_SECTOR).ok_or(Error::Damaged)?;
            let end = minis.len().min(start.saturating_add(MINI_SECTOR));
            out.extend_from_slice(minis.get(start..end).ok_or(Error::Damaged)?);
            at = *self.next_mini.get(at as usize).ok_or(Error::Damaged)?;
        }
        Err(Error::Damaged)
    }
}

/// As many bytes as a stream has; there may not be fewer.
fn cut(mut bytes: Vec<u8>, size: Option<usize>) -> Result<Vec<u8>, Error> {
    let Some(size) = size else { return Ok(bytes) };
    if bytes.len() < size {
        return Err(Error::Damaged);
    }
    bytes.truncate(size);
    Ok(bytes)
}
