/**
 * The public types of leifeng-form. This file is the package's `index.d.ts` and `node.d.ts`, and the JSON Schema that
 * the tests hold every report against is generated from it, so that neither can drift from the other.
 */
/** Whether a check is met. `open` is not decided yet: something it needs is not answered. */
export type State = "holds" | "fails" | "open";
/** `review` is for people: always open, never part of a verdict. */
export type Severity = "error" | "warning" | "review";
/** `ineligible` where a check of severity error fails, else `incomplete` where one is open, else `eligible`. */
export type Verdict = "eligible" | "ineligible" | "incomplete";
/**
 * A plain object. Keys are field ids or labels. A `Date` is read as its day in China. The rows of a table are a list of objects, or
 * an object of them by their numbers (`{ "7": … }`), which reports then tell. A file that cannot be read, for a long text or a table,
 * is `{ "file.unreadable": name }`. FormData, Map, Set and instances of classes are refused.
 */
export type Answers = {
    readonly [field: string]: unknown;
};
/** One least change of one field that makes the check hold. */
export interface Remedy {
    readonly field: string;
    /** The answer that mends it: a number, a yes, or the full set of choice ids. */
    readonly to: number | boolean | string | readonly string[];
    /** `to` less what the answer is now. */
    readonly by?: number;
}
/** What a check is about: that a field is answered, that its answer can be read, a rule of the notice, or what people judge. */
export type Kind = "required" | "format" | "condition" | "review";
/** What the text of a code needs, as values; the codes with their params are listed in docs/codes.md. */
export interface Params {
    /** Of a condition made of parts, or on rows. */
    readonly parts?: readonly Part[];
    readonly [param: string]: unknown;
}
/** A part of a condition. Its code says what it asks, whatever its state. */
export interface Part {
    readonly code: string;
    readonly state: State;
    readonly fields: readonly string[];
    /** Of a part that is asked of the rows of a table. */
    readonly columns?: readonly string[];
    readonly params?: Params;
}
/** A cell that is at fault. */
export interface CellFault {
    readonly column: string;
    readonly code: string;
    readonly params?: Params;
    readonly message: string;
}
/** A row of a table that is at fault; 1 is the first, blank rows included. */
export interface RowFault {
    readonly row: number;
    /** Why, where the row as a whole is no row. */
    readonly code?: string;
    /** The cells at fault. */
    readonly cells: readonly CellFault[];
    readonly message: string;
}
/** One rule that applies, and how it stands. */
export interface Check {
    readonly rule: string;
    readonly state: State;
    readonly severity: Severity;
    readonly kind: Kind;
    /** The fields that were not answered and for which the caller's today stood in. */
    readonly assumed?: readonly string[];
    /** Why it does not hold (docs/codes.md); absent where it holds. */
    readonly code?: string;
    readonly params?: Params;
    /** The fields that decide it. */
    readonly fields: readonly string[];
    /** Only where it is open and no review: the fields it waits for, in the order of the form. */
    readonly waits?: readonly string[];
    /** In Chinese, says what to do; absent where the check holds. */
    readonly message?: string;
    readonly clause?: string;
    readonly remedies?: readonly Remedy[];
    readonly rows?: readonly RowFault[];
}
/** 字数 and the character counts as the dialog of Word and WPS shows them. */
export interface TextCounts {
    /** 字数: `eastAsian` + `words`. */
    readonly zishu: number;
    readonly charactersNoSpaces: number;
    readonly charactersWithSpaces: number;
    readonly eastAsian: number;
    /** Non-East-Asian words. */
    readonly words: number;
}
/** The counts of one long text, with what its rule asks for. */
export interface FieldCounts extends TextCounts {
    readonly about?: number;
    /** How many 字 are too many; 0 where none. */
    readonly over: number;
}
/** What a record is, by the rulebook. Fields that are not answered are left out. */
export interface RecordName {
    /** The answers that identify it, by field. */
    readonly key: {
        readonly [field: string]: unknown;
    };
    /** What it is called. */
    readonly title: string;
}
/** What one record comes to. */
export interface Report {
    readonly rulebook: string;
    /** The named values that stand in place of the rulebook's own; absent where none were given. */
    readonly values?: {
        readonly [name: string]: NamedValue;
    };
    readonly form: string;
    readonly record: RecordName;
    /** null where it is not answered or cannot be read; absent where the form has no levels. */
    readonly level?: string | null;
    readonly verdict: Verdict;
    /** Only of a form that is applied with: the verdict for each level with the same answers. */
    readonly levels?: {
        readonly [level: string]: Verdict;
    };
    /** Every rule that applies, in the rulebook's order. */
    readonly checks: readonly Check[];
    readonly counts: {
        readonly [field: string]: FieldCounts;
    };
    /** Keys of the answers that the form does not have: the first hundred. */
    readonly unknown: readonly string[];
    /** How many there are. */
    readonly unknown_count: number;
}
/** What stands in place of a report where a record cannot be read at all. */
export interface Unreadable {
    readonly verdict: "unreadable";
    /** Why, for programs (docs/codes.md): `record.not_json`, `file.no_access`, … */
    readonly code: string;
    /** Why, and what to do, for people. */
    readonly error: string;
    /** Where in the file, as of a `LeifengFormError`; in a line of JSON Lines the column is that of the character. */
    readonly sheet?: string;
    readonly row?: number;
    readonly column?: string;
    readonly field?: string;
    readonly line?: number;
}
/** Records, or rows in them, that together are at fault. */
export interface AcrossCase {
    /** In Chinese, says what is at fault and where it stands. */
    readonly message: string;
    /** The records, as they were added. */
    readonly sources: readonly Source[];
}
/** One rule across records, and how it stands. */
export interface AcrossCheck {
    readonly rule: string;
    /** `open`: nothing is at fault, but a record lacks what the rule needs. */
    readonly state: State;
    readonly severity: Severity;
    readonly kind: "condition";
    /** What it asks (docs/codes.md); absent where it holds. */
    readonly code?: string;
    readonly params?: Params;
    readonly fields: readonly string[];
    /** In Chinese; absent where the check holds. */
    readonly message?: string;
    readonly clause?: string;
    /** The first thousand; the message says how many there are. */
    readonly cases?: readonly AcrossCase[];
}
/** What the rules across records come to. */
export interface AcrossReport {
    /** In the rulebook's order. */
    readonly checks: readonly AcrossCheck[];
}
/** Where a record came from; `row` counts from 1, lines or items. */
export interface Source {
    readonly file?: string;
    readonly row: number;
    /** The sheet, of a workbook. */
    readonly sheet?: string;
    /** Of a sheet: the letters of the column of each field that a failing check is about. */
    readonly columns?: {
        readonly [field: string]: string;
    };
    /** Tables that stand on sheets of their own, by field. Reports tell their rows by the numbers that the sheet shows. */
    readonly tables?: {
        readonly [field: string]: TableSource;
    };
}
/** The sheet that the rows of a table came from. */
export interface TableSource {
    readonly file?: string;
    readonly sheet?: string;
    /** The letters of each column by its id. */
    readonly columns: {
        readonly [column: string]: string;
    };
}
/** One record of `checkAll`, judged; its report is made only when asked for. */
export interface CheckedRecord {
    readonly verdict: Verdict | "unreadable";
    /** The ids of the failing checks, warnings among them. */
    readonly fails: readonly string[];
    readonly source: Source;
    report(): Report | Unreadable;
    /** The same as JSON text, to be handed on; quicker than to parse it and write it again. */
    json?(): string;
    /** The answers as they were given; undefined where they cannot be read. */
    answers(): Answers | undefined;
    /** The answers as a line of JSON, where they came as one. */
    readonly line?: Uint8Array;
}
/** Which form, and on which day. */
export interface CheckOptions {
    /** The form of the rulebook; `application` where left out. */
    readonly form?: string;
    /** `YYYY-MM-DD`, or a `Date` for its day in China; the day in China now where left out. */
    readonly today?: string | Date;
}
/** Options of `checkAll`. */
export interface CheckAllOptions extends CheckOptions {
    /** A name for the source; it comes back as `source.file`. */
    readonly file?: string;
    /**
     * Ends the run: the iterator is rejected with its `reason`. A source that is waited for is closed at once; an asynchronous
     * generator, where it next yields.
     */
    readonly signal?: AbortSignal;
}
/** Records as objects, or the bytes of JSON Lines in chunks of any size. */
export type RecordSource = Uint8Array | Iterable<Answers> | AsyncIterable<Answers> | Iterable<Uint8Array> | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
/** What `read` reads. */
export interface ReadOptions {
    /** The form of the rulebook; `application` where left out. */
    readonly form?: string;
    /** Reads files too: the text of documents and the rows of tables become the answers to their fields. */
    readonly readFiles?: boolean;
}
/** A file among what was sent. */
export interface ReceivedFile {
    /** The id of the field that it answers. */
    readonly field: string;
    /** "" where it has none. */
    readonly name: string;
    readonly bytes: Uint8Array;
    /** With `readFiles`: why it cannot be read. Its answer is then `{ "file.unreadable": name }`, an answer that cannot be read. */
    readonly error?: LeifengFormError;
    /** With `readFiles`, for people: what of it was left out, such as a signature below a table. */
    readonly notes?: readonly string[];
}
/** What was sent, as answers. */
export interface Received {
    /** By the ids of fields, as they were sent: not read as numbers or days yet. */
    readonly answers: Answers;
    readonly files: readonly ReceivedFile[];
    /** Keys that the form does not have, and those whose value was left out: a second value of a field that takes one. */
    readonly unknown: readonly string[];
}
/** The interface of Standard Schema, version 1 (https://standardschema.dev). */
export interface StandardSchema<Input = unknown, Output = Input> {
    readonly "~standard": {
        readonly version: 1;
        readonly vendor: string;
        readonly validate: (value: unknown) => StandardResult<Output>;
        readonly types?: {
            readonly input: Input;
            readonly output: Output;
        };
    };
}
/** `value`: the answers as they are read, by the ids of fields: numbers, `2012-04-20`, ids of options, booleans, texts, rows. */
export type StandardResult<Output> = {
    readonly value: Output;
    readonly issues?: undefined;
} | {
    readonly issues: readonly Issue[];
};
/** What stands in the way: a check of severity error that fails, or is open for want of an answer. */
export interface Issue {
    /** In Chinese, says what to do. */
    readonly message: string;
    /** The field, or the cell by its row from 0: `["roster", 6, "phone"]`. */
    readonly path: readonly (string | number)[];
    /** Absent where the value is no answers at all. */
    readonly rule?: string;
    /** For programs: see docs/codes.md. */
    readonly code: string;
    readonly clause?: string;
}
/** A form being filled in: keeps the answers and judges again only what a change touches. */
export interface Session {
    /** Gives one field an answer; the checks that changed come back. `undefined`, `null` or "" take it away. */
    set(field: string, value: unknown): Check[];
    report(): Report;
    /**
     * Gives labels and options to speak with, by fields. Throws where there is no such field, option or column.
     *
     * ```js
     * const session = Rulebook.load("mengyin-2012").open({ today: "2012-04-20" });
     * session.say({ leader_phone: { label: "手机" }, emblem: { options: { yes: "有", no: "没有" } } });
     * console.log(session.spoken().checks);
     * ```
     */
    say(words: {
        readonly [field: string]: Words;
    }): void;
    /** The report with its messages in these words. */
    spoken(): Report;
}
/** What a page calls a field. */
export interface Words {
    readonly label?: string;
    /** By the ids of its options; of a yes or no by `yes` and `no`. A box that can only be ticked has no `no`. */
    readonly options?: {
        readonly [id: string]: string;
    };
    /** By the ids of its columns. */
    readonly columns?: {
        readonly [id: string]: string;
    };
}
/** Holds records against the rules across them; of each it keeps a few bytes a rule. */
export interface Across {
    /**
     * Takes a record; one that cannot be read is left out. Where no source is told it is that of the record, and of bare answers
     * their number.
     */
    add(record: CheckedRecord | Answers, source?: Source): void;
    /** Of all that were added so far; undefined where they are less than two, or where the form has no such rules. */
    report(): AcrossReport | undefined;
}
/** A rule as the rulebook states it. */
export interface RuleDescription {
    readonly rule: string;
    /** The only level it is judged at; null where it is common to all. */
    readonly level: string | null;
    /** The level whose applicants it is about: where it fails, that level is not for them. */
    readonly for_level: string | null;
    readonly severity: Severity;
    /** What it rests on; "" where it rests on no clause. */
    readonly clause: string;
    readonly requires: string;
}
/** An id and what people call it. */
export interface Named {
    readonly id: string;
    readonly label: string;
}
/** What can stand in a field. */
export type FieldKind = "text" | "long_text" | "count" | "hours" | "choice" | "choices" | "yes_no" | "date" | "phone" | "hotline" | "email" | "table";
/** A field of a form, or a column of a table. */
export interface FieldDescription extends Named {
    /** What else pages and sheets call it. */
    readonly aliases: readonly string[];
    readonly kind: FieldKind;
    /** Of a choice or choices. */
    readonly options?: readonly Named[];
    /** Of a table. */
    readonly columns?: readonly FieldDescription[];
    /** Of a column: whether each row must answer it. */
    readonly required?: boolean;
}
/** A form as the rulebook states it. */
export interface FormDescription {
    readonly id: string;
    readonly title: string;
    /** The notice's own words, which a page's title may have. */
    readonly topics: readonly string[];
    /** The fields that identify a record. */
    readonly key: readonly string[];
    /** The fields that a record is called by. */
    readonly called: readonly string[];
    readonly levels: readonly Named[];
    readonly fields: readonly FieldDescription[];
    readonly rules: readonly RuleDescription[];
    /** The rules across records. */
    readonly across: readonly RuleDescription[];
}
/** What a rulebook says, for people and tools. */
export interface RulebookDescription {
    readonly id: string;
    readonly title: string;
    readonly extends: string | null;
    /** Numbers, days, lists and texts that rules and texts use by name. */
    readonly values: readonly {
        readonly name: string;
        readonly label: string;
        readonly is: NamedValue;
        /** Whether a rule uses it, or texts alone; null where nothing does. */
        readonly used: "rule" | "text" | null;
        /** Whether it was given in place of the rulebook's. */
        readonly replaced: boolean;
    }[];
    readonly forms: readonly FormDescription[];
    readonly clauses: readonly {
        readonly clause: string;
        readonly summary: string;
    }[];
}
/**
 * What cannot be used: an argument, an answers object, a rulebook, a file. The message is for people.
 *
 * ```js
 * try {
 *   book.check(new FormData(form));
 * } catch (error) {
 *   if (error instanceof LeifengFormError && error.code === "answers.not_plain") console.log(error.message);
 * }
 * ```
 */
export declare class LeifengFormError extends Error {
    private constructor();
    /** For programs (docs/codes.md): `answers.not_plain`, `argument.type`, `file.unreadable`, … */
    readonly code: string;
    readonly file?: string;
    readonly sheet?: string;
    readonly row?: number;
    /** Its letters, or its number in a text. */
    readonly column?: string;
    readonly field?: string;
    readonly line?: number;
}
/** How a rulebook is loaded. */
export interface LoadOptions {
    /** Named values in place of the rulebook's: `{ county_until: "2013-04-23" }`; each a number, a text, a day, or a list of ids. */
    readonly values?: {
        readonly [name: string]: NamedValue;
    };
    /** Gives a rulebook that `extends` names and that is not built in, as an object or as JSON text; nothing where it knows none. */
    readonly resolve?: (name: string) => string | object | undefined;
}
/** What a named value of a rulebook can be. */
export type NamedValue = number | string | readonly string[];
/**
 * A rulebook, ready to judge.
 *
 * ```js
 * const book = Rulebook.load("mengyin-2012");
 * const report = book.check({ 单位名称: "示例单位", volunteers: 12 }, { today: "2012-04-20" });
 * ```
 */
export declare class Rulebook {
    private constructor();
    /** The ids of the built-in rulebooks. */
    static readonly builtIn: readonly string[];
    /** A built-in rulebook by its id, or one's own as an object or as JSON text. Throws a `LeifengFormError` with the place where it is wrong. */
    static load(source: string | object, options?: LoadOptions): Rulebook;
    /** In Node: a rulebook in a file. What it extends is found beside it. */
    static loadFile(path: string, options?: Pick<LoadOptions, "values">): Promise<Rulebook>;
    readonly id: string;
    describe(): RulebookDescription;
    /** The compact form that the drop-in script reads. */
    compile(): Uint8Array;
    check(answers: Answers, options?: CheckOptions): Report;
    open(options?: CheckOptions): Session;
    /**
     * Judges records as they come.
     *
     * ```js
     * for await (const record of book.checkAll(createReadStream("records.jsonl"))) {
     *   if (record.verdict !== "eligible") console.log(record.source.row, record.fails);
     * }
     * ```
     */
    checkAll(source: RecordSource, options?: CheckAllOptions): AsyncIterableIterator<CheckedRecord>;
    /**
     * Holds records against the rules across them, such as a quota of each district.
     *
     * ```js
     * const across = book.across();
     * for await (const record of book.checkAll(createReadStream("records.jsonl"))) across.add(record);
     * for (const { state, message } of across.report()?.checks ?? []) if (state === "fails") console.log(message);
     * ```
     */
    across(options?: CheckOptions): Across;
    /**
     * Reads a form as it was sent: FormData, URLSearchParams, a `Request` of fetch, the body that Express, multer, Fastify and others
     * made of it, or their request. Names are ids, labels or aliases, with brackets as in PHP: `systems[]`, `roster[0][name]`. Rejects
     * with a `LeifengFormError` what cannot be read as a whole.
     *
     * ```js
     * const { answers, files, unknown } = await book.read(await request.formData(), { readFiles: true });
     * const report = book.check(answers);
     * ```
     */
    read(source: unknown, options?: ReadOptions): Promise<Received>;
    /**
     * The form as a Standard Schema, for whatever takes one.
     *
     * ```js
     * const { issues, value } = book.standard({ today: "2012-04-20" })["~standard"].validate(answers);
     * ```
     */
    standard<Output = Answers>(options?: CheckOptions): StandardSchema<Answers, Output>;
}
/** A document that was read. */
export interface Document {
    readonly kind: "docx" | "doc" | "txt";
    /** What counts; paragraphs are parted by line breaks. */
    readonly text: string;
    readonly counts: TextCounts;
    /** 字数 of what does not count: text boxes; footnotes and endnotes. */
    readonly beside: {
        readonly textBoxes: number;
        readonly notes: number;
    };
}
/** `countText("志愿服务 2012").zishu` is 5. */
export declare function countText(text: string): TextCounts;
/**
 * Reads a .docx, .doc or .txt file; it is what its content says, whatever its name. Rejects with a `LeifengFormError` that says
 * what is wrong and what to do.
 *
 * ```js
 * const { counts, beside } = await readDocument(await file.arrayBuffer());
 * ```
 */
export declare function readDocument(bytes: Uint8Array | ArrayBuffer): Promise<Document>;
/**
 * What a file of tables is, by its content: its name says nothing. `html` is a web page and `xml` a workbook of Excel 2003 in XML:
 * what back ends write and name .xls; `docx` stands for a form in a document, which the command reads.
 */
export type SheetKind = "xlsx" | "xls" | "docx" | "csv" | "html" | "xml";
/** What `readSheet` looks for. */
export interface SheetOptions {
    /** By whose names of fields and columns the sheet is read; `mengyin-2012` where left out. */
    readonly rulebook?: Rulebook;
    /** The form of the rulebook; `application` where left out. */
    readonly form?: string;
    /** A table of the form, such as `roster`: its rows are read. Left out, each row is a record of the form. */
    readonly field?: string;
    /** A name for the file; errors begin with it. */
    readonly name?: string;
}
/** A row of a sheet. */
export interface SheetRecord {
    /** Its number as the program shows it. */
    readonly row: number;
    /**
     * Keys are ids of fields, or of columns of the table. A date cell is the text of its day (`2012-04-20`), a number cell a
     * number, a number stored as text a text. In a record of the form, columns that the form does not have go by their header, so
     * that a report names them.
     */
    readonly answers: Answers;
    /** Of a row of a table: what the sheet says of the form, in other columns or in lines around the table. */
    readonly of?: Answers;
}
/** The table that was found in a file. */
export interface Sheet {
    readonly kind: SheetKind;
    /** The name of the sheet; "" in a .csv file. */
    readonly sheet: string;
    /** The row of the header; the lower one where it has two. */
    readonly header: number;
    /** The letters of the column of each field that was found (its number in a .csv file), by id. */
    readonly columns: {
        readonly [id: string]: string;
    };
    /** Without blank rows, sums, and notes below the table. */
    readonly records: readonly SheetRecord[];
    /** The headers of the columns that are no field. */
    readonly unknown: readonly string[];
    /** For people: rows that were left out although they hold something, such as a signature below the table. */
    readonly notes: readonly string[];
}
/**
 * Reads the table of a .xlsx, .xls or .csv file. Rejects with a `LeifengFormError` where the file cannot be read or holds no such
 * table.
 *
 * ```js
 * const { records } = await readSheet(await file.arrayBuffer(), { field: "roster" });
 * book.check({ ...answers, roster: Object.fromEntries(records.map(({ row, answers }) => [row, answers])) });
 * ```
 */
export declare function readSheet(bytes: Uint8Array | ArrayBuffer, options?: SheetOptions): Promise<Sheet>;
