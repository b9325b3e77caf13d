//! XML, element by element, names by their namespaces.
//!
//! Parts of an OOXML package carry no document type (ECMA-376-2, 8.1.4), so one is refused, and with it every entity but
//! the five of XML and references to characters.

use super::Error;
use super::zip::error_of;
use quick_xml::errors::Error as ReadError;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;
use std::borrow::Cow;
use std::io::{self, BufRead, ErrorKind, Read};
use std::string::String;
use std::vec::Vec;

/// Elements deeper than this stand in no honest file: Word nests tables to some 30 levels of four elements each.
const DEEPEST: usize = 256;
/// Bytes of one tag or one text beyond which no honest file goes.
const LONGEST: usize = 4 << 20;
/// Namespaces in scope; Word declares some 40.
const MOST_NAMESPACES: usize = 256;

/// Namespaces that the readers know; those of ISO Strict and Transitional are the same here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// A name without one: nearly every attribute but those of WordprocessingML.
    None,
    /// WordprocessingML.
    Word,
    /// SpreadsheetML.
    Sheet,
    /// PresentationML.
    Presentation,
    /// Attributes that name a relationship.
    Relationship,
    /// The parts that list relationships.
    Relationships,
    /// Markup compatibility: `mc:AlternateContent`.
    Compatibility,
    /// The attributes `xml:…`.
    Xml,
    /// Any other.
    Other,
}

impl Namespace {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Namespace::Word,
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Namespace::Sheet,
            "http://schemas.openxmlformats.org/presentationml/2006/main"
            | "http://purl.oclc.org/ooxml/presentationml/main" => Namespace::Presentation,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Namespace::Relationship,
            "http://schemas.openxmlformats.org/package/2006/relationships" => Namespace::Relationships,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Namespace::Compatibility,
            "http://www.w3.org/XML/1998/namespace" => Namespace::Xml,
            _ => Namespace::Other,
        }
    }

    fn resolved(result: ResolveResult) -> Self {
        match result {
            ResolveResult::Bound(namespace) => Namespace::of(namespace.into_inner()),
            ResolveResult::Unbound => Namespace::None,
            ResolveResult::Unknown(_) => Namespace::Other,
        }
    }
}

/// A step through a file.
pub enum Step<'a> {
    /// An element begins; one without content ends with the next step.
    Start(Element<'a>),
    /// The element that began last, of those still open, ends.
    End,
    /// Text, or a part of one: a reference to a character is a part of its own.
    Text(Cow<'a, str>),
    /// The file ends.
    Done,
}

/// An element that begins.
pub struct Element<'a> {
    tag: BytesStart<'a>,
    resolver: &'a NamespaceResolver,
    /// The namespace of its name.
    pub namespace: Namespace,
}

impl Element<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// Whether it is this one.
    pub fn is(&self, namespace: Namespace, name: &str) -> bool {
        self.namespace == namespace && self.name() == name
    }

    /// An attribute by its namespace and name.
    pub fn attribute(&self, namespace: Namespace, name: &str) -> Option<Cow<'_, str>> {
        let wanted = |Attribute { key, .. }: &Attribute| {
            let (bound, local) = self.resolver.resolve_attribute(*key);
            local.into_inner() == name && Namespace::resolved(bound) == namespace
        };
        // Without checks: those for doubled names take quadratic time.
        let attribute = self.tag.attributes().with_checks(false).map_while(Result::ok).find(wanted)?;
        match attribute.value {
            Cow::Borrowed(value) => unescape(value).ok(),
            Cow::Owned(value) => Some(value.into()),
        }
    }
}

/// A file of XML as it is read.
pub struct Xml<R> {
    reader: NsReader<Metered<Decoded<R>>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    /// Reads from the beginning of a file.
    pub fn new(source: R) -> Self {
        let mut reader = NsReader::from_reader(Metered { source: Decoded::new(source), left: LONGEST });
        reader.config_mut().expand_empty_elements = true;
        reader.resolver_mut().set_max_namespace_bindings(MOST_NAMESPACES);
        Xml { reader, buffer: Vec::new(), depth: 0 }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The next step.
    ///
    /// # Errors
    /// [`Error::TooDeep`], [`Error::TooLarge`] for one tag or text, what the source says, or [`Error::Damaged`] for what is not
    /// well formed.
    pub fn step(&mut self) -> Result<Step<'_>, Error> {
        self.buffer.clear();
        self.reader.get_mut().left = LONGEST;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(damage)?;
        Ok(match event {
            Event::Start(tag) | Event::Empty(tag) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Error::TooDeep);
                }
                let resolver = self.reader.resolver();
                let namespace = Namespace::resolved(resolver.resolve_element(tag.name()).0);
                Step::Start(Element { tag, resolver, namespace })
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Step::End
            }
            Event::Text(text) => Step::Text(text.into_inner()),
            Event::CData(text) => Step::Text(text.into_inner()),
            Event::GeneralRef(name) => Step::Text(match name.resolve_char_ref() {
                Ok(Some(c)) => Cow::Owned(c.into()),
                Ok(None) => Cow::Borrowed(resolve_predefined_entity(&name).ok_or(Error::Damaged)?),
                Err(_) => return Err(Error::Damaged),
            }),
            // No text, and no reason to read on in here: what is borrowed could not be given out of a loop.
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Step::Text(Cow::Borrowed("")),
            Event::DocType(_) => return Err(Error::Damaged),
            Event::Eof if self.depth > 0 => return Err(Error::Damaged),
            Event::Eof => Step::Done,
        })
    }

    /// Reads on to behind the element that began last.
    ///
    /// # Errors
    /// As of [`Xml::step`].
    pub fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Step::Done = self.step()? {
                break;
            }
        }
        Ok(())
    }
}

fn damage(error: ReadError) -> Error {
    match error {
        ReadError::Io(error) => error_of(&error),
        _ => Error::Damaged,
    }
}

/// UTF-16 made UTF-8; what is neither marked as such nor begins so is left as it is.
struct Decoded<R> {
    source: R,
    /// How a unit is read from two bytes; unknown before the first.
    unit: Option<fn([u8; 2]) -> u16>,
    begun: bool,
    /// What is decoded, and how much of it is read.
    text: String,
    read: usize,
    /// Bytes of a character that is not whole yet.
    rest: Vec<u8>,
}

impl<R: BufRead> Decoded<R> {
    fn new(source: R) -> Self {
        Decoded { source, unit: None, begun: false, text: String::new(), read: 0, rest: Vec::new() }
    }

    fn begin(&mut self) -> io::Result<()> {
        let (unit, mark): (fn([u8; 2]) -> u16, _) = match self.source.fill_buf()? {
            [0xFF, 0xFE, ..] => (u16::from_le_bytes, 2),
            [0xFE, 0xFF, ..] => (u16::from_be_bytes, 2),
            [b'<', 0, ..] => (u16::from_le_bytes, 0),
            [0, b'<', ..] => (u16::from_be_bytes, 0),
            _ => return Ok(()),
        };
        self.unit = Some(unit);
        self.source.consume(mark);
        Ok(())
    }

    /// The next characters; none at the end.
    fn refill(&mut self, unit: fn([u8; 2]) -> u16) -> io::Result<()> {
        self.text.clear();
        self.read = 0;
        while self.text.is_empty() {
            let bytes = self.source.fill_buf()?;
            let count = bytes.len();
            self.rest.extend_from_slice(bytes);
            self.source.consume(count);
            let mut units: Vec<u16> = self.rest.as_chunks().0.iter().map(|&it| unit(it)).collect();
            // The first half of a character waits for the second.
            if count > 0 && units.last().is_some_and(|it| matches!(it, 0xD800..=0xDBFF)) {
                units.pop();
            }
            self.rest.drain(..2 * units.len());
            self.text.extend(char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)));
            if count == 0 {
                break;
            }
        }
        Ok(())
    }
}

impl<R: BufRead> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if !core::mem::replace(&mut self.begun, true) {
            self.begin()?;
        }
        let Some(unit) = self.unit else { return self.source.fill_buf() };
        if self.read >= self.text.len() {
            self.refill(unit)?;
        }
        Ok(self.text.as_bytes().get(self.read..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        match self.unit {
            Some(_) => self.read += count,
            None => self.source.consume(count),
        }
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(out)?;
        self.consume(count);
        Ok(count)
    }
}

/// Stops what takes too many bytes for one tag or text: quick-xml holds each as a whole.
struct Metered<R> {
    source: R,
    left: usize,
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.source.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.source.consume(count);
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.source.read(out)
    }
}
