//! .docx: the text of a WordprocessingML document (ECMA-376-1, 17).

use super::package::{LARGEST_PART, Package};
use super::xml::{Element, Namespace, Step, Xml};
use super::zip::Archive;
use super::{Beside, Document, Error, Fields, is_text};
#[cfg(feature = "sheets")]
use super::{grid::Workbook, tables::Tables};
use std::io::BufRead;
use std::mem;
use std::string::String;
use std::vec::Vec;

/// Styles that unpack to more are refused: those of a large document take some hundred kilobytes.
const LARGEST_STYLES: usize = 4 << 20;

/// The text of a document.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let package = Package::new(Archive::open(bytes)?);
    let main = package.main_part()?.ok_or(Error::Damaged)?;
    let related = package.relationships(&main)?;
    let part = |kind: &str, limit| {
        let path = related.iter().find(|it| it.kind == kind).map(|it| it.target.as_str());
        path.map_or(Ok(None), |path| package.part(path, limit))
    };
    let styles = part("styles", LARGEST_STYLES)?.map(Styles::read).transpose()?.unwrap_or_default();
    let mut out = Document::default();
    let body = package.part(&main, LARGEST_PART)?.ok_or(Error::Damaged)?;
    Reader::new(&styles, &mut out.text, &mut out.beside.text_boxes).read(body)?;
    for kind in ["footnotes", "endnotes"] {
        if let Some(notes) = part(kind, LARGEST_PART)? {
            let Beside { notes: text, text_boxes } = &mut out.beside;
            Reader::new(&styles, text, text_boxes).read(notes)?;
        }
    }
    Ok(out)
}

/// The tables of a document, each a sheet: text beside them is left out.
///
/// # Errors
/// Why it cannot be read.
#[cfg(feature = "sheets")]
pub fn tables(bytes: &[u8]) -> Result<Workbook, Error> {
    let package = Package::new(Archive::open(bytes)?);
    let main = package.main_part()?.ok_or(Error::Damaged)?;
    let related = package.relationships(&main)?;
    let styles = related.iter().find(|it| it.kind == "styles");
    let styles = styles.map_or(Ok(None), |it| package.part(&it.target, LARGEST_STYLES))?;
    let styles = styles.map(Styles::read).transpose()?.unwrap_or_default();
    let (mut text, mut text_boxes, mut tables) = (String::new(), String::new(), Tables::default());
    let body = package.part(&main, LARGEST_PART)?.ok_or(Error::Damaged)?;
    let mut reader = Reader::new(&styles, &mut text, &mut text_boxes);
    reader.tables = Some(&mut tables);
    reader.read(body)?;
    tables.finish()
}

/// What a sign of a symbol font shows, as far as forms use them: a box that is ticked or not.
#[cfg(feature = "sheets")]
fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()? & 0xFF;
    match (font, code) {
        ("Wingdings 2", 0x50..=0x54) | ("Wingdings", 0xFB..=0xFE) => Some('☑'),
        ("Wingdings 2", 0x2A | 0x30 | 0xA3) | ("Wingdings", 0x6F..=0x72 | 0xA8) => Some('☐'),
        _ => None,
    }
}

/// Whether a property that is there is on (ECMA-376-1, 17.17.4).
fn is_on(element: &Element) -> bool {
    !matches!(element.attribute(Namespace::Word, "val").as_deref(), Some("0" | "false" | "off"))
}

/// A table of changes keeps how things were formatted before; what stands in it is no more.
fn is_former(name: &str) -> bool {
    name.ends_with("Change")
}

/// Which styles hide their text.
#[derive(Default)]
struct Styles {
    hidden: Vec<String>,
    /// Whether the style of paragraphs that name none hides.
    paragraphs: bool,
}

#[derive(Default)]
struct Style {
    id: String,
    based_on: String,
    hides: Option<bool>,
}

/// Word itself knows no more styles than some 4,000.
const MOST_STYLES: usize = 4096;
/// Styles based on others in a row; Word allows eleven.
const LONGEST_ROW: usize = 16;

impl Styles {
    fn read<R: BufRead>(mut xml: Xml<R>) -> Result<Self, Error> {
        let mut all: Vec<Style> = Vec::new();
        let mut default = None;
        loop {
            let element = match xml.step()? {
                Step::Done => break,
                Step::Start(element) if element.namespace == Namespace::Word => element,
                _ => continue,
            };
            let attribute = |name| element.attribute(Namespace::Word, name).unwrap_or_default();
            match (element.name(), all.last_mut()) {
                ("style", _) => {
                    if all.len() == MOST_STYLES {
                        return Err(Error::TooLarge);
                    }
                    if attribute("type") == "paragraph" && matches!(&*attribute("default"), "1" | "true" | "on") {
                        default = Some(all.len());
                    }
                    all.push(Style { id: attribute("styleId").into(), ..Style::default() });
                }
                ("basedOn", Some(style)) => style.based_on = attribute("val").into(),
                ("vanish", Some(style)) => style.hides = Some(is_on(&element)),
                (name, _) if is_former(name) => xml.skip()?,
                _ => {}
            }
        }
        let hides = |style: &Style| {
            let mut style = style;
            for _ in 0..LONGEST_ROW {
                match style.hides {
                    Some(hides) => return hides,
                    None if style.based_on.is_empty() => break,
                    None => {}
                }
                let Some(base) = all.iter().find(|it| it.id == style.based_on) else { break };
                style = base;
            }
            false
        };
        let paragraphs = default.and_then(|at| all.get(at)).is_some_and(hides);
        let hidden = all.iter().filter(|style| hides(style)).map(|style| style.id.clone()).collect();
        Ok(Styles { hidden, paragraphs })
    }

    /// Whether the style that an element names hides.
    fn hides(&self, element: &Element) -> bool {
        element.attribute(Namespace::Word, "val").is_some_and(|id| self.hidden.iter().any(|it| *it == id))
    }
}

/// What an open element is to the reader.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Role {
    #[default]
    Other,
    Paragraph,
    ParagraphProperties,
    /// Of the mark that ends a paragraph.
    MarkProperties,
    Run,
    RunProperties,
    Text,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    /// Ends with a line break, whatever stands in it.
    Story,
    /// The text of a text box.
    Box,
    Alternatives,
    Alternative,
    #[cfg(feature = "sheets")]
    Table,
    /// A check box of a form of Word 2003.
    #[cfg(feature = "sheets")]
    CheckBox,
}

#[derive(Clone, Copy, Default)]
struct Paragraph {
    style_hides: bool,
    mark_hides: Option<bool>,
    mark_deleted: bool,
}

impl Paragraph {
    /// Its mark is deleted or hidden: its last word goes on in the next paragraph.
    fn goes_on(&self) -> bool {
        self.mark_deleted || self.mark_hides.unwrap_or(self.style_hides)
    }
}

#[derive(Clone, Copy, Default)]
struct Run {
    style_hides: bool,
    hides: Option<bool>,
}

/// An open element, with what is restored at its end.
#[derive(Default)]
struct Open {
    role: Role,
    /// Nothing in it is counted.
    gone: bool,
    paragraph: Paragraph,
    run: Run,
    fields: Fields,
    /// How much text there was at its beginning.
    from: usize,
    /// Of a text: its spaces at both ends count. Of alternatives: one was read. Of a check box: it is ticked.
    flag: bool,
}

/// Walks through a part and takes its text.
struct Reader<'a> {
    styles: &'a Styles,
    text: &'a mut String,
    text_boxes: &'a mut String,
    open: Vec<Open>,
    /// How many open elements are gone.
    gone: usize,
    /// How many text boxes are open.
    boxes: usize,
    paragraph: Paragraph,
    run: Run,
    fields: Fields,
    /// Where tables are wanted in place of the text.
    #[cfg(feature = "sheets")]
    tables: Option<&'a mut Tables>,
}

impl<'a> Reader<'a> {
    fn new(styles: &'a Styles, text: &'a mut String, text_boxes: &'a mut String) -> Self {
        Reader {
            styles,
            text,
            text_boxes,
            open: Vec::new(),
            gone: 0,
            boxes: 0,
            paragraph: Paragraph::default(),
            run: Run::default(),
            fields: Fields::default(),
            #[cfg(feature = "sheets")]
            tables: None,
        }
    }

    fn read<R: BufRead>(mut self, mut xml: Xml<R>) -> Result<(), Error> {
        loop {
            match xml.step()? {
                Step::Start(element) if self.is_read(&element) => self.start(&element),
                Step::Start(_) => xml.skip()?,
                Step::Text(text) => self.take(&text),
                Step::End => self.end()?,
                Step::Done => return Ok(()),
            }
        }
    }

    /// Of alternatives only the first in which something stands is read: Word writes a text box twice, for itself and for
    /// programs before 2010, and an emoji once as a symbol of its own and once as text.
    fn is_read(&self, element: &Element) -> bool {
        match element.namespace {
            Namespace::Word => !is_former(element.name()),
            Namespace::Compatibility => {
                !self.open.last().is_some_and(|parent| parent.role == Role::Alternatives && parent.flag)
            }
            _ => true,
        }
    }

    fn out(&mut self) -> &mut String {
        if self.boxes > 0 { self.text_boxes } else { self.text }
    }

    fn length(&self) -> usize {
        self.text.len() + self.text_boxes.len()
    }

    /// Whether text that stands here is counted.
    fn is_seen(&self) -> bool {
        self.gone == 0 && !self.fields.in_instruction() && !self.is_hidden()
    }

    /// The styles of a paragraph and of a run turn each other around (ECMA-376-1, 17.7.3); what the run itself says wins.
    fn is_hidden(&self) -> bool {
        self.run.hides.unwrap_or(self.paragraph.style_hides != self.run.style_hides)
    }

    fn push(&mut self, c: char) {
        if self.is_seen() {
            self.out().push(c);
        }
    }

    fn end_line(&mut self) {
        if self.gone == 0 {
            self.out().push('\n');
        }
    }

    /// Nothing in an open element is counted from here on; `up` is 0 for the last.
    fn lose(&mut self, up: usize) {
        let at = self.open.len().checked_sub(up + 1);
        if let Some(open) = at.and_then(|at| self.open.get_mut(at)).filter(|it| !it.gone) {
            open.gone = true;
            self.gone += 1;
        }
    }

    fn start(&mut self, element: &Element) {
        let parent = self.open.last().map_or(Role::Other, |it| it.role);
        // Alternatives stand between an element and what it belongs to.
        let belongs = |role: &Role| !matches!(role, Role::Alternatives | Role::Alternative);
        let around = self.open.iter().rev().map(|it| it.role).find(belongs).unwrap_or_default();
        let from = self.length();
        self.open.push(Open { from, paragraph: self.paragraph, run: self.run, ..Open::default() });
        let role = match element.namespace {
            Namespace::Word => self.start_word(element, around),
            Namespace::Compatibility if element.name() == "AlternateContent" => Role::Alternatives,
            Namespace::Compatibility if parent == Role::Alternatives => Role::Alternative,
            _ => Role::Other,
        };
        let preserved = role == Role::Text && element.attribute(Namespace::Xml, "space").as_deref() == Some("preserve");
        if let Some(open) = self.open.last_mut() {
            open.role = role;
            open.flag |= preserved;
            if role == Role::Text {
                open.from = if self.boxes > 0 { self.text_boxes.len() } else { self.text.len() };
            }
        }
    }

    /// What only tables ask for; none where nothing is to be done.
    #[cfg(feature = "sheets")]
    fn start_in_table(&mut self, element: &Element, parent: Role) -> Option<Role> {
        let value = |name| element.attribute(Namespace::Word, name).unwrap_or_default();
        let number = || value("val").parse().unwrap_or(0u16);
        let (is_lost, from) = (self.gone > 0, self.text.len());
        let tables = self.tables.as_deref_mut()?;
        match (element.name(), parent) {
            ("tbl", _) => {
                tables.open(from);
                return Some(Role::Table);
            }
            ("tr", Role::Table) if !is_lost => tables.row(),
            ("gridBefore", Role::RowProperties) => tables.skip(number()),
            ("tc", Role::Row) => tables.cell(from),
            ("gridSpan", Role::CellProperties) => tables.span(number()),
            ("vMerge", Role::CellProperties) => tables.merge(value("val") == "restart"),
            ("sym", Role::Run) => {
                if let Some(sign) = symbol(&value("font"), &value("char")) {
                    self.push(sign);
                }
            }
            ("checkBox", _) => return Some(Role::CheckBox),
            ("default" | "checked", Role::CheckBox) => {
                let at = self.open.len().checked_sub(2);
                if let Some(of) = at.and_then(|at| self.open.get_mut(at)) {
                    of.flag = is_on(element);
                }
            }
            _ => {}
        }
        None
    }

    fn start_word(&mut self, element: &Element, parent: Role) -> Role {
        #[cfg(feature = "sheets")]
        if let Some(role) = self.start_in_table(element, parent) {
            return role;
        }
        match (element.name(), parent) {
            ("p", _) => {
                self.paragraph = Paragraph { style_hides: self.styles.paragraphs, ..Paragraph::default() };
                // What is said of the run in which a text box hangs says nothing of the text in it.
                self.run = Run::default();
                return Role::Paragraph;
            }
            ("pPr", Role::Paragraph) => return Role::ParagraphProperties,
            ("rPr", Role::ParagraphProperties) => return Role::MarkProperties,
            ("pStyle", Role::ParagraphProperties) => self.paragraph.style_hides = self.styles.hides(element),
            ("vanish", Role::MarkProperties) => self.paragraph.mark_hides = Some(is_on(element)),
            ("del" | "moveFrom", Role::MarkProperties) => self.paragraph.mark_deleted = true,
            ("r", _) => {
                self.run = Run::default();
                return Role::Run;
            }
            ("rPr", Role::Run) => return Role::RunProperties,
            ("rStyle", Role::RunProperties) => self.run.style_hides = self.styles.hides(element),
            ("vanish", Role::RunProperties) => self.run.hides = Some(is_on(element)),
            ("t", Role::Run) => return Role::Text,
            ("tab" | "ptab", Role::Run) => self.push('\t'),
            ("br" | "cr", Role::Run) => self.push('\n'),
            // Part of its word, as the hyphen that it looks like.
            ("noBreakHyphen", Role::Run) => self.push('-'),
            ("fldChar", Role::Run) => match element.attribute(Namespace::Word, "fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => self.fields.separate(),
                Some("end") => self.fields.end(),
                _ => {}
            },
            ("tbl", _) => self.end_line(),
            ("tr", _) => return Role::Row,
            ("trPr", Role::Row) => return Role::RowProperties,
            ("tc", _) => return Role::Cell,
            ("tcPr", Role::Cell) => return Role::CellProperties,
            ("del", Role::RowProperties) | ("cellDel", Role::CellProperties) => self.lose(2),
            ("del" | "moveFrom" | "rt", _) => self.lose(0),
            ("txbxContent", _) => {
                if self.is_hidden() {
                    self.lose(0);
                }
                self.boxes += 1;
                let outside = mem::take(&mut self.fields);
                if let Some(open) = self.open.last_mut() {
                    open.fields = outside;
                }
                return Role::Box;
            }
            ("footnote" | "endnote", _) => {
                // The lines that part notes from the text are notes of a type.
                let kind = element.attribute(Namespace::Word, "type");
                if kind.is_some_and(|kind| kind != "normal") {
                    self.lose(0);
                }
                return Role::Story;
            }
            _ => {}
        }
        Role::Other
    }

    fn take(&mut self, text: &str) {
        let in_text = self.open.last().is_some_and(|it| it.role == Role::Text);
        if in_text && self.is_seen() {
            // Line breaks and tabs are elements; where they stand in the text they are spaces.
            let seen = text.chars().filter(|c| is_text(*c));
            self.out().extend(seen.map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
        }
    }

    fn end(&mut self) -> Result<(), Error> {
        let length = self.length();
        let Some(open) = self.open.pop() else { return Ok(()) };
        match open.role {
            #[cfg(feature = "sheets")]
            Role::Table => self.tables.as_deref_mut().map_or(Ok(()), |tables| tables.close(self.text))?,
            #[cfg(feature = "sheets")]
            Role::Cell if self.tables.is_some() => {
                self.tables.as_deref_mut().map_or(Ok(()), |tables| tables.end_cell(self.text))?;
            }
            #[cfg(feature = "sheets")]
            Role::CheckBox if self.gone == 0 => self.out().push(if open.flag { '☑' } else { '☐' }),
            Role::Text if !open.flag => trim(self.out(), open.from),
            Role::Paragraph => {
                if !self.paragraph.goes_on() {
                    self.end_line();
                }
                (self.paragraph, self.run) = (open.paragraph, open.run);
            }
            Role::Run => self.run = open.run,
            Role::Cell | Role::Story => self.end_line(),
            Role::Box => {
                self.end_line();
                self.boxes = self.boxes.saturating_sub(1);
                self.fields = open.fields;
            }
            Role::Alternative => {
                if let Some(parent) = self.open.last_mut() {
                    parent.flag |= length > open.from;
                }
            }
            _ => {}
        }
        self.gone -= usize::from(open.gone);
        Ok(())
    }
}

/// Takes the spaces from both ends of what was added to a text: without `xml:space="preserve"` Word does so.
fn trim(text: &mut String, from: usize) {
    text.truncate(from + text[from..].trim_end_matches(' ').len());
    let spaces = text[from..].len() - text[from..].trim_start_matches(' ').len();
    text.drain(from..from + spaces);
}
