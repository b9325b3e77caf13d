//! Tables from files: what is read of sound ones, and that no bytes do harm.
#![cfg(feature = "sheets")]

use leifeng_form::files::columns::{Columns, Sought};
use leifeng_form::files::grid::{Sheet, Value, Workbook};
use leifeng_form::files::stream::Stream;
use leifeng_form::files::table::{self, Progress, Records};
use leifeng_form::files::workbook::{self, Content};
use leifeng_form::files::{Error, Kind, Note, Refusal, Undecodable};
use leifeng_form::rulebook::built_in;
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
        Content::Text(kind) => Err(Error::Other(kind)),
    }
}

/// Sound files, but for strict.xlsx: calamine finds shared texts only where Excel puts them.
const SOUND: [&str; 8] = [
    "sheets/pile.xlsx",
    "sheets/nomination.xlsx",
    "sheets/cells.xlsx",
    "sheets/since-1904.xlsx",
    "sheets/old.xls",
    "sheets/small.xls",
    "samples/roster.xlsx",
    "samples/roster.xls",
];

/// What the columns of a form of the built-in rulebook can be.
fn columns(form: &str) -> Columns {
    let book = built_in("mengyin-2012").expect("a built-in rulebook").to_bytes();
    Columns::of_book(&book, form).expect("a form")
}

/// The cells of the first sheet as texts.
fn cells(book: &Workbook) -> Vec<(u32, u16, String)> {
    cells_of(book, 0)
}

/// The row, the column and the text of each cell of a sheet.
fn cells_of(book: &Workbook, sheet: usize) -> Vec<(u32, u16, String)> {
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

/// A file in which some bytes, where they first stand, are others.
fn changed(name: &str, changes: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut file = bytes(name);
    for (from, to) in changes {
        let at = file.windows(from.len()).position(|it| it == *from).expect("the bytes");
        file[at..at + to.len()].copy_from_slice(to);
    }
    file
}

mod odd {
    //! What some programs write wrong costs a cell at most.
    use super::*;

    /// How the record of shared texts of small.xls begins: its length, and how many there are.
    const SHARED: [u8; 12] = [0xFC, 0, 0x45, 0, 6, 0, 0, 0, 6, 0, 0, 0];

    #[test]
    fn a_wrong_count_of_shared_texts_means_nothing() {
        let right = cells(&read(&bytes("sheets/small.xls")).expect("a workbook"));
        for count in [0, 3, 9] {
            let counts = [0xFC, 0, 0x45, 0, count, 0, 0, 0, count, 0, 0, 0];
            let file = changed("sheets/small.xls", &[(&SHARED, &counts)]);
            assert_eq!(cells(&read(&file).expect("a workbook")), right, "{count}");
        }
    }

    #[test]
    fn a_shared_text_that_is_not_there_costs_its_cell() {
        // The cell A2.
        let cell = [0xFD, 0, 10, 0, 1, 0, 0, 0];
        let file = changed("sheets/small.xls", &[(&cell, &[&cell[..], &[17, 0, 99, 0, 0, 0]].concat())]);
        let found = cells(&read(&file).expect("a workbook"));
        assert_eq!(found[3], (2, 0, "\u{FFFD}".into()));
        assert_eq!(found[4], (2, 1, "100".into()));
    }

    #[test]
    fn a_text_can_stand_in_its_cell() {
        let cell = [0xFD, 0, 10, 0, 1, 0, 0, 0];
        let label = |text: [u8; 4]| [&[4, 2, 10, 0, 1, 0, 0, 0, 17, 0], &text[..]].concat();
        let one = changed("sheets/small.xls", &[(&cell, &label([1, 0, 0, b'A']))]);
        assert_eq!(cells(&read(&one).expect("a workbook"))[3], (2, 0, "A".into()));
        let none = changed("sheets/small.xls", &[(&cell, &label([0, 0, 0, 0]))]);
        assert_eq!(cells(&read(&none).expect("a workbook"))[3], (2, 1, "100".into()));
    }

    #[test]
    fn a_number_that_is_none_is_an_error_in_its_cell() {
        let file = changed("sheets/old.xls", &[(&1_234_567.891_f64.to_le_bytes(), &f64::NAN.to_le_bytes())]);
        let all = cells(&read(&file).expect("a workbook"));
        assert_eq!(all.iter().filter(|(.., text)| text == "#NUM!").count(), 1);
        assert_eq!(all.len(), cells(&read(&bytes("sheets/old.xls")).expect("a workbook")).len());
    }

    #[test]
    fn a_format_that_makes_no_sense_is_none() {
        // The length of `yyyy"年"m"月"d"日"`.
        let code: Vec<u8> = "yyyy\"年\"m".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let [from, to] = [[15, 0, 1], [0xFF, 0xFF, 1]].map(|it| [&it[..], &code].concat());
        let file = changed("sheets/old.xls", &[(&from, &to)]);
        assert!(cells(&read(&file).expect("a workbook")).contains(&(3, 4, "41019".into())));
    }
}

#[test]
fn what_excel_encrypts_with_its_own_key_is_read_and_what_has_a_password_is_not() {
    for (name, plain) in [
        ("sheets/protected-97.xls", "sheets/small.xls"),
        ("sheets/protected-2003.xls", "sheets/small.xls"),
        ("sheets/protected-2007.xlsx", "sheets/since-1904.xlsx"),
        ("sheets/protected-2010.xlsx", "sheets/since-1904.xlsx"),
    ] {
        let [found, expected] = [name, plain].map(|name| cells(&read(&bytes(name)).expect(name)));
        assert_eq!(found, expected, "{name}");
    }
    for name in ["sheets/password.xls", "documents/password.docx"] {
        assert_eq!(read(&bytes(name)).err(), Some(Error::Encrypted), "{name}");
    }
}

mod oracle {
    //! The crate calamine reads the same cells.
    use super::*;
    use calamine::{Data, Reader, open_workbook_auto};

    /// A cell as text, as [`cells`] has those of ours.
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
                let mut own = cells_of(&book, at);
                own.retain(|(.., text)| !text.starts_with('='));
                compared += own.len();
                assert_eq!(own, cells, "{name}, {sheet}");
            }
        }
        assert!(compared > 900, "{compared} cells");
    }
}

/// What `sheets.json` says of a file: the layout and the records as JSON Lines.
fn table_of(name: &str, form: &str, field: Option<&str>) -> (String, Records) {
    let known = columns(form);
    let wanted = known.sought(field.unwrap_or_default()).expect("a table");
    let book = read(&bytes(name)).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let found = table::find(&known, wanted, &book).unwrap_or_else(|error| panic!("{name}: {error:?}")).found.remove(0);
    let sheet = &book.sheets[found.sheet];
    let records = found.layout.read(&known, &book.texts, sheet, &mut Progress::default(), true);
    (found.layout.to_json(&known, &sheet.name), records)
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

#[test]
fn a_formula_without_a_result_is_no_number_and_shows_the_formula() {
    let (_, records) = table_of("sheets/strict.xlsx", "application", None);
    let record: serde_json::Value = serde_json::from_str(&records.lines).expect("JSON");
    assert_eq!((&record["unit_name"], &record["submitted_on"]), (&"示例 单位".into(), &"2012-04-20".into()));
    let volunteers = record["volunteers"].as_str().expect("a text");
    assert!(volunteers.starts_with("=SUM(1,2)（"), "{volunteers}");
}

/// What a table of text is read as, its cells parted by commas.
fn read_text(text: &str, field: &str) -> Result<Records, Refusal> {
    let known = columns("application");
    let wanted = known.sought(field)?;
    let mut stream = Stream::new(known, wanted);
    stream.push(text, true)?;
    Ok(stream.read())
}

#[test]
fn rows_that_are_left_out_are_told_with_their_numbers() {
    let notes = |text: &str| read_text(text, "roster").expect("a roster").notes;
    let below = |rows: &[u32], text: &str| Note::RowsBelow { rows: rows.into(), text: text.into() };
    let roster = "序号,姓名,服务时长（小时）,联系电话\n1,甲,120,13800000000\n";
    assert_eq!(notes(&format!("{roster}\n合计,1人,120,\n")), []);
    assert_eq!(
        notes(&format!("{roster},,,示例医院（盖章）\n,,,2012年4月20日\n")),
        [below(&[3, 4], "示例医院（盖章）")]
    );
    let sample = "序号,姓名,服务时长（小时）\n（例）,某某,120\n1,甲,120\n";
    assert_eq!(notes(sample), [Note::SampleRow { row: 2 }]);
}

/// A workbook of texts.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Workbook {
    let mut book = Workbook::default();
    for (name, rows) in sheets {
        let mut sheet = Sheet::new((*name).into(), false);
        for (y, cells) in rows.iter().enumerate() {
            for (x, text) in cells.iter().enumerate() {
                let value = Value::Text(book.texts.push(text).expect("a text"));
                sheet.push(y as u32 + 1, x as u16, value).expect("a cell");
            }
        }
        sheet.finish();
        book.sheets.push(sheet);
    }
    book
}

#[test]
fn sheets_that_are_left_out_are_told_with_their_names() {
    let book = workbook(&[
        ("申报", &[&["单位名称", "岗位名称", "志愿者人数", "所属县区", "申报级别", "申报渠道"], &["甲", "岗", "20"]]),
        ("通讯录", &[&["单位名称", "岗位名称", "备注"], &["甲", "岗", "无"]]),
        ("活动", &[&["月份", "场次"], &["一月", "三"]]),
        ("空", &[]),
    ]);
    let contents = table::find(&columns("application"), Sought::Any, &book).expect("applications");
    let found: Vec<usize> = contents.found.iter().map(|found| found.sheet).collect();
    assert_eq!(found, [0]);
    assert_eq!(
        contents.notes,
        [Note::SheetWithoutHeader { sheet: "活动".into() }, Note::SheetOfOthers { sheet: "通讯录".into() }]
    );
}

#[test]
fn a_roster_of_two_volunteers_a_row_is_refused_with_both_columns() {
    let head = ["序号", "姓名", "服务时长（小时）"];
    let row = ["1", "甲", "120"];
    let (head, row) = ([head, head].concat(), [row, row].concat());
    let book = workbook(&[("名册", &[&head, &row])]);
    let known = columns("application");
    let wanted = known.sought("roster").expect("a table");
    let found = table::find(&known, wanted, &book).expect("a roster").found;
    let places = ["B 列", "E 列"].map(String::from);
    assert_eq!(found[0].layout.fault, Some(Refusal::ColumnTwice { title: "姓名".into(), places }));
}

#[test]
fn tables_that_cannot_be_read_are_refused_with_the_place() {
    let refused = |text: &str, field: &str| read_text(text, field).map(|records| records.lines);
    let header = "单位名称,岗位名称,志愿者人数\n";
    assert_eq!(refused("", ""), Err(Refusal::NoRows));
    assert!(matches!(refused("甲,乙\n1,2\n", ""), Err(Refusal::NoHeader { labels }) if !labels.is_empty()));
    assert_eq!(refused(header, "none"), Err(Refusal::NoSuchTable { table: "none".into() }));
    let two = format!("{header}甲,岗,20\n\n序号,姓名,服务时长（小时）,联系电话\n1,甲,120,13800000000\n");
    assert_eq!(refused(&two, "*"), Err(Refusal::SecondTable { row: 4 }));
    let undecodable = read_text(&format!("{header}甲\u{FFFD},岗,20\n"), "").expect("a table");
    assert_eq!(undecodable.faults, [Undecodable { place: "1".into(), column: "第 1 列（单位名称）".into() }]);
    assert_eq!((undecodable.rows, undecodable.lines.trim()), (vec![2], "null"));
}

mod hostile {
    //! Whatever the bytes, there is an answer or an error, in bounded memory.
    use super::*;
    use miniz_oxide::deflate::compress_to_vec;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    /// Tests that measure memory do so one after the other.
    static ALONE: Mutex<()> = Mutex::new(());

    fn alone() -> MutexGuard<'static, ()> {
        let held = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        counted::most();
        held
    }

    /// A zip archive of these files, deflated.
    fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (name, text) in parts {
            let packed = compress_to_vec(text, 6);
            let mut head = Vec::new();
            for number in [0u16, 8, 0, 0] {
                head.extend(number.to_le_bytes());
            }
            for number in [crc(text), packed.len() as u32, text.len() as u32] {
                head.extend(number.to_le_bytes());
            }
            head.extend((name.len() as u16).to_le_bytes());
            head.extend([0, 0]);
            directory.extend(b"PK\x01\x02\x14\0\x14\0");
            directory.extend(&head);
            directory.extend([0; 10]);
            directory.extend((out.len() as u32).to_le_bytes());
            directory.extend(name.as_bytes());
            out.extend(b"PK\x03\x04\x14\0");
            out.extend(&head);
            out.extend(name.as_bytes());
            out.extend(packed);
        }
        let count = (parts.len() as u16).to_le_bytes();
        let (length, start) = (directory.len() as u32, out.len() as u32);
        out.extend(directory);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend([count, count].concat());
        out.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
        out.extend([0, 0]);
        out
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
        })
    }

    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// A workbook whose one sheet has this content, and which has these shared texts.
    fn workbook_of(sheet: &str, shared: &str) -> Vec<u8> {
        archive(&parts_of(sheet, shared).map(|(name, text)| (name, text.into_bytes())))
    }

    fn parts_of(sheet: &str, shared: &str) -> [(&'static str, String); 5] {
        let packaged = "http://schemas.openxmlformats.org/package/2006/relationships";
        let link = |id: &str, target: &str| format!("<Relationship Id='{id}' Type='{OFFICE}/{id}' Target='{target}'/>");
        let links = |all: String| format!("<Relationships xmlns='{packaged}'>{all}</Relationships>");
        [
            ("_rels/.rels", links(link("officeDocument", "xl/workbook.xml"))),
            ("xl/_rels/workbook.xml.rels", links(link("worksheet", "sheet.xml") + &link("sharedStrings", "texts.xml"))),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets><sheet name='表' r:id='worksheet'/></sheets></workbook>"
                ),
            ),
            ("xl/texts.xml", format!("<sst xmlns='{MAIN}'>{shared}</sst>")),
            ("xl/sheet.xml", format!("<worksheet xmlns='{MAIN}'>{sheet}</worksheet>")),
        ]
    }

    thread_local! {
        /// Made once: to compile the rulebook takes longer than to read a file.
        static KNOWN: Columns = columns("application");
    }

    /// Reads whatever can be read of it.
    fn survive(bytes: &[u8]) -> Result<usize, Error> {
        let book = read(bytes)?;
        KNOWN.with(|known| {
            for found in table::find(known, Sought::Any, &book).unwrap_or_default().found {
                let (mut progress, sheet) = (Progress::default(), &book.sheets[found.sheet]);
                while !found.layout.read(known, &book.texts, sheet, &mut progress, true).is_empty() {}
            }
        });
        Ok(book.sheets.iter().map(|sheet| sheet.len()).sum())
    }

    #[test]
    fn files_that_are_cut_off_are_errors() {
        for name in SOUND.iter().chain(&["sheets/strict.xlsx"]) {
            let whole = bytes(name);
            for length in (0..whole.len()).step_by(100) {
                let read = survive(&whole[..length]);
                // The last sector of an .xls holds less than it could.
                assert!(read.is_err() || (name.ends_with(".xls") && length + 4096 > whole.len()), "{name}, {length}");
            }
        }
    }

    #[test]
    fn damaged_bytes_do_no_harm() {
        let _alone = alone();
        for name in ["sheets/strict.xlsx", "sheets/small.xls", "sheets/protected-97.xls"] {
            let mut file = bytes(name);
            for at in 0..file.len() {
                for mask in [0xFF, 0x01] {
                    file[at] ^= mask;
                    let _ = survive(&file);
                    file[at] ^= mask;
                }
            }
            assert!(counted::most() < 100 << 20, "{name}");
        }
    }

    #[test]
    fn damaged_markup_does_no_harm() {
        let page = "<html><meta charset=gbk><table x='>'><!-- a --><tr><td rowspan=2 colspan=\"3\">&#30002;&nbsp;<br></td><th x:num=\"1\">1\
            <table><tr><td>b</table></tr></table><style>a</style></html>";
        let xml = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>\
            <Worksheet ss:Name='a'><Table><Row ss:Index='2'><Cell ss:Index='3' ss:MergeAcross='1'><Data ss:Type='Number'>1</Data></Cell></Row></Table></Worksheet></Workbook>";
        for (kind, text) in [(Kind::Html, page), (Kind::ExcelXml, xml)] {
            assert!(workbook::read_markup(kind, text).is_ok());
            for at in 0..text.len() {
                let (before, behind) = text.split_at(at);
                let _ = workbook::read_markup(kind, before);
                for put in ["<", ">", "\"", "'", "&", "=", "/", "9", "-", "\u{FFFD}"] {
                    let _ = workbook::read_markup(kind, &[before, put, &behind[1..]].concat());
                    let _ = workbook::read_markup(kind, &[before, put, behind].concat());
                }
            }
        }
    }

    #[test]
    fn markup_takes_time_and_memory_by_its_length() {
        let _alone = alone();
        let mut slow = Vec::new();
        for (kind, piece) in [
            (Kind::Html, "<table><tr><td>甲"),
            (Kind::Html, "<tr><td colspan=99999 rowspan=99999>"),
            (Kind::Html, "<table></table>"),
            (Kind::Html, "<a b='"),
            (Kind::Html, "</<!--"),
            (Kind::Html, "<script>"),
            (Kind::Html, "&#1"),
            (Kind::ExcelXml, "<Row><Cell>"),
        ] {
            let text = ["<table>", &piece.repeat((1 << 20) / piece.len())].concat();
            let start = std::time::Instant::now();
            let _ = workbook::read_markup(kind, &text);
            if start.elapsed().as_secs() > 4 {
                slow.push(piece);
            }
        }
        assert!(slow.is_empty(), "{slow:?}");
        assert!(counted::most() < 100 << 20);
    }

    #[test]
    fn chains_of_sectors_that_lead_in_a_circle_are_errors() {
        let mut file = bytes("sheets/small.xls");
        let table = u32::from_le_bytes(file[0x4C..0x50].try_into().expect("four bytes"));
        let start = (table as usize + 1) * 512;
        for sector in 0..128u32 {
            file[start + 4 * sector as usize..][..4].copy_from_slice(&sector.to_le_bytes());
        }
        assert_eq!(survive(&file), Err(Error::Damaged));
    }

    #[test]
    fn a_million_blank_rows_cost_nothing() {
        let rows = "<row s='1'/>".repeat(1_000_000);
        let file = workbook_of(
            &format!("<sheetData><row><c><v>1</v></c></row>{rows}<row><c><v>2</v></c></row></sheetData>"),
            "",
        );
        drop(rows);
        let _alone = alone();
        assert_eq!(survive(&file), Ok(2));
        assert!(counted::most() < 100 << 20);
    }

    #[test]
    fn cells_are_where_the_programs_have_them_or_nowhere() {
        let one = |reference: &str| {
            survive(&workbook_of(&format!("<sheetData><row><c r='{reference}'><v>1</v></c></row></sheetData>"), ""))
        };
        let _alone = alone();
        assert_eq!(one("XFD1048576"), Ok(1));
        assert!(counted::most() < 100 << 20);
        assert_eq!(one("A1048577"), Err(Error::Damaged));
        assert_eq!(one("A4294967296"), Ok(1)); // no reference at all: then the next cell is meant
    }

    /// The only cell of a workbook of one cell, and of one shared text.
    fn only_cell(cell: &str) -> String {
        let sheet = format!("<sheetData><row>{cell}</row></sheetData>");
        cells(&read(&workbook_of(&sheet, "<si><t>甲</t></si>")).expect("a workbook")).remove(0).2
    }

    #[test]
    fn a_shared_text_that_is_not_there_costs_its_cell() {
        let one = |at: &str| only_cell(&format!("<c t='s'><v>{at}</v></c>"));
        assert_eq!(one("0"), "甲");
        for at in ["1", "-1", "4294967295", "99999999999", "甲"] {
            assert_eq!(one(at), "\u{FFFD}", "{at}");
        }
    }

    #[test]
    fn a_number_that_is_none_is_a_text() {
        for value in ["inf", "NaN", "1e999", "0x10", "1,2"] {
            assert_eq!(only_cell(&format!("<c><v>{value}</v></c>")), value);
        }
    }

    #[test]
    fn parts_can_be_in_utf_16() {
        let parts = parts_of("<sheetData><row><c t='s'><v>0</v></c></row></sheetData>", "<si><t>甲𠮷</t></si>");
        for (unit, mark) in
            [(u16::to_le_bytes as fn(u16) -> [u8; 2], true), (u16::to_be_bytes, true), (u16::to_be_bytes, false)]
        {
            let encoded = |text: &str| {
                let text = if mark { ["\u{FEFF}", text].concat() } else { text.into() };
                text.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
            };
            let book = read(&archive(&parts.clone().map(|(name, text)| (name, encoded(&text))))).expect("a workbook");
            assert_eq!((book.sheets[0].name.as_str(), cells(&book)), ("表", vec![(1, 0, "甲𠮷".into())]));
        }
        // More than the window that is unpacked at once, whose end falls within a character.
        let (long, short) = ("𠮷".repeat(30_000), "<c t='s'><v>0</v></c>");
        let [.., (texts, _), _] = parts_of("", "");
        let parts = parts_of(&format!("<sheetData><row>{short}</row></sheetData>"), &format!("<si><t>{long}</t></si>"));
        let parts = parts.map(|(name, text)| {
            let bytes = if name == texts {
                ["x", &text].concat().encode_utf16().skip(1).flat_map(u16::to_le_bytes).collect()
            } else {
                text.into_bytes()
            };
            (name, bytes)
        });
        assert_eq!(cells(&read(&archive(&parts)).expect("a workbook"))[0].2, long);
    }

    #[test]
    fn what_unpacks_without_end_is_refused() {
        let _alone = alone();
        let text = "甲".repeat(20 << 20);
        assert_eq!(survive(&workbook_of("", &format!("<si><t>{text}</t></si>"))), Err(Error::TooLarge));
        let merges = "<mergeCell ref='A1:B2'/>".repeat(10)
            + &(1..110_000).map(|at| format!("<mergeCell ref='A{at}:B{at}'/>")).collect::<String>();
        assert_eq!(survive(&workbook_of(&merges, "")), Err(Error::TooLarge));
        let nested = "<a>".repeat(100_000);
        assert_eq!(survive(&workbook_of(&nested, "")), Err(Error::TooDeep));
    }
}
