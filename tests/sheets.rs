//! Tables from files: what is read of sound ones, and that no bytes do harm.
#![cfg(feature = "sheets")]

use leifeng_form::files::grid::{Value, Workbook};
use leifeng_form::files::table::{self, Column, Names, Progress, Sought};
use leifeng_form::files::workbook::{self, Content};
use leifeng_form::files::{Error, Kind};
use leifeng_form::rulebook::{Kind as FieldKind, built_in};
use std::path::{Path, PathBuf};

/// The system's allocator, counting what is held at once.
mod counted {
    use std::alloc::{GlobalAlloc, Layout, System};
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    pub struct Counted;
    static HELD: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);

    #[allow(unsafe_code)]
    // SAFETY: every call is handed on as it came.
    unsafe impl GlobalAlloc for Counted {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
            MOST.fetch_max(held, Relaxed);
            unsafe { System.alloc(layout) }
        }
        unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
            HELD.fetch_sub(layout.size(), Relaxed);
            unsafe { System.dealloc(at, layout) }
        }
    }

    /// The most that was held at once since this was last asked.
    pub fn most() -> usize {
        MOST.swap(HELD.load(Relaxed), Relaxed)
    }
}

#[global_allocator]
static ALLOCATOR: counted::Counted = counted::Counted;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(bytes: &[u8]) -> Result<Workbook, Error> {
    match workbook::read(bytes)? {
        Content::Workbook(_, book) => Ok(book),
        Content::Text => Err(Error::Other(Kind::Text)),
    }
}

/// Sound files, but for strict.xlsx: calamine finds shared texts only where Excel puts them.
const SOUND: [&str; 7] = [
    "sheets/pile.xlsx",
    "sheets/nomination.xlsx",
    "sheets/cells.xlsx",
    "sheets/since-1904.xlsx",
    "sheets/old.xls",
    "samples/roster.xlsx",
    "samples/roster.xls",
];

/// The names of a form of the built-in rulebook.
fn names(form: &str) -> Names {
    let book = built_in("mengyin-2012").expect("a built-in rulebook");
    let form = book.forms.iter().find(|it| it.id == form).expect("a form");
    let column = |field: &leifeng_form::rulebook::Field| Column {
        id: field.id.clone(),
        names: field.names().map(String::from).collect(),
        required: field.required,
    };
    let mut names = Names::default();
    for field in &form.fields {
        match &field.kind {
            FieldKind::Table { table } => {
                names.tables.push((field.id.clone(), table.columns.iter().map(column).collect()));
            }
            _ => names.fields.push(column(field)),
        }
    }
    names
}

mod oracle {
    //! The crate calamine reads the same cells.
    use super::*;
    use calamine::{Data, Reader, open_workbook_auto};

    /// A cell as text, of ours and of theirs alike.
    fn ours(book: &Workbook, sheet: usize) -> Vec<(u32, u16, String)> {
        let cells = book.sheets[sheet].rows().flat_map(|row| {
            row.cells.iter().map(move |&(column, value)| {
                let text = match value {
                    Value::Text(text) => book.texts.get(text).into(),
                    Value::Number(number) => number.to_string(),
                    Value::Bool(value) => value.to_string(),
                };
                (row.number, column, text)
            })
        });
        cells.collect()
    }

    fn theirs(data: &Data) -> Option<String> {
        let text = match data {
            Data::Empty => return None,
            Data::String(text) => text.clone(),
            Data::Int(number) => number.to_string(),
            Data::Float(number) => number.to_string(),
            Data::Bool(value) => value.to_string(),
            Data::Error(error) => error.to_string(),
            Data::DateTime(date) if date.is_duration() || date.as_f64() < 1.0 => {
                let seconds = (date.as_f64() * 86400.0).round() as u64;
                format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
            }
            Data::DateTime(date) => {
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            }
            Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().into(),
            other => panic!("{other:?}"),
        };
        (!text.is_empty()).then_some(text)
    }

    #[test]
    fn every_cell_of_every_sound_file_is_what_calamine_reads() {
        let mut compared = 0;
        for name in SOUND {
            let book = read(&bytes(name)).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            let mut other = open_workbook_auto(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            let sheets: Vec<String> = other.sheet_names();
            assert_eq!(book.sheets.iter().map(|it| it.name.clone()).collect::<Vec<_>>(), sheets, "{name}");
            for (at, sheet) in sheets.iter().enumerate().filter(|(at, _)| !book.sheets[*at].hidden) {
                let range = other.worksheet_range(sheet).unwrap_or_else(|error| panic!("{name}: {error}"));
                let (row, column) = range.start().unwrap_or_default();
                let cells: Vec<_> = range
                    .used_cells()
                    .filter_map(|(y, x, data)| Some((y as u32 + row + 1, x as u16 + column as u16, theirs(data)?)))
                    .collect();
                // A formula without a result is empty there and told here.
                let mut own = ours(&book, at);
                own.retain(|(.., text)| !text.starts_with('='));
                compared += own.len();
                assert_eq!(own, cells, "{name}, {sheet}");
            }
        }
        assert!(compared > 900, "{compared} cells");
    }
}

/// What `sheets.json` says of a file: the layout and the records as JSON Lines.
fn table_of(name: &str, form: &str, field: Option<&str>) -> (String, table::Records) {
    let names = names(form);
    let table = |field| names.tables.iter().position(|(id, _)| id == field).expect("a table");
    let wanted = field.map_or(Sought::Records, |field| Sought::Table(table(field)));
    let book = read(&bytes(name)).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let found = table::find(&names, wanted, &book).unwrap_or_else(|error| panic!("{name}: {error}")).remove(0);
    let sheet = &book.sheets[found.sheet];
    (found.layout.to_json(&names, &sheet.name), found.layout.read(&names, &book.texts, sheet, &mut Progress::default()))
}

#[test]
fn tables_are_found_and_read() {
    let cases: serde_json::Value = serde_json::from_slice(&bytes("sheets.json")).expect("sheets.json");
    for case in cases.as_array().expect("a list") {
        let text = |key: &str| case[key].as_str();
        let name = text("file").expect("a file");
        if name.ends_with(".csv") {
            continue; // decoded in JavaScript: tests/node/sheets.test.mjs
        }
        let (layout, records) = table_of(name, text("form").expect("a form"), text("field"));
        let layout: serde_json::Value = serde_json::from_str(&layout).expect("JSON");
        for key in ["sheet", "header", "columns", "unknown"] {
            assert_eq!(layout[key], case[key], "{name}: {key}");
        }
        let lines: Vec<serde_json::Value> =
            records.lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines.len(), records.rows.len(), "{name}");
        assert_eq!(records.rows, serde_json::from_value::<Vec<u32>>(case["rows"].clone()).expect("rows"), "{name}");
        for (row, record) in case["records"].as_object().expect("records") {
            let at = records.rows.iter().position(|it| it.to_string() == *row).expect("a row");
            assert_eq!(lines[at], *record, "{name}, row {row}");
        }
    }
}
