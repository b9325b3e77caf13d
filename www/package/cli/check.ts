/** `leifeng-form check` */

import { todayInChina } from "../day.js";
import { isTurnDue, turn } from "../turn.js";
import type { AcrossReport, CheckedRecord, FormDescription, RulebookDescription } from "../types.js";
import { csvReport } from "./csv-report.js";
import type { Format } from "./format.js";
import { htmlReport } from "./html/report.js";
import { checkInputs, findInputs } from "./inputs.js";
import type { CommandLine } from "./options.js";
import { openOutput } from "./output.js";
import { Progress } from "./progress.js";
import { type FiledRecord, type Note, noteText, Reader, sortOf } from "./record.js";
import { loadRulebook } from "./rulebook.js";
import { textReport } from "./text.js";

export async function check({ files, options, flags }: CommandLine): Promise<number> {
  const quiet = flags.has("quiet");
  const book = loadRulebook(options.rulebook ?? "mengyin-2012", options.values);
  const inputs = findInputs(files);
  const checked = { form: options.form ?? "application", today: options.today ?? todayInChina() };
  // Refuses a form and a day that do not exist, and shows what a report of this form has.
  const judged = book.check({}, checked).levels !== undefined;
  const described = book.describe();
  const form = described.forms.find(({ id }) => id === checked.form) as FormDescription;
  const total = inputs.reduce((sum, { size }) => sum + size, 0);
  const toScreen = options.output === undefined && process.stdout.isTTY === true;
  const progress = new Progress(total, !quiet && !toScreen);
  const output = openOutput(
    options.output,
    inputs.map(({ file }) => file),
  );
  let status = 0;
  try {
    const heading = { book: described, form, reader: new Reader(book, form), today: checked.today, judged, toScreen };
    const format = (FORMATS[options.format ?? "text"] ?? jsonReport)(heading);
    await output.write(format.begin());
    const across = book.across(checked);
    const notes: Note[] = [];
    for await (const record of checkInputs(
      book,
      form,
      inputs,
      checked,
      (bytes) => progress.add(bytes),
      (note) => {
        notes.push(note);
        progress.note(noteText(note));
      },
    )) {
      const eligible = record.verdict === "eligible";
      if (!eligible) status = 1;
      if (record.verdict !== "unreadable") across.add(record as CheckedRecord);
      const text = format.record(record, !(quiet && eligible));
      if (text !== "") await output.write(text);
      if (isTurnDue()) await turn();
    }
    const batch = across.report();
    if (batch?.checks.some((check) => sortOf(check) === "fails")) status = 1;
    for (const text of format.end(batch, notes)) await output.write(text);
    await output.finish();
  } catch (error) {
    output.abandon();
    throw error;
  } finally {
    progress.clear();
  }
  return status;
}

interface Heading {
  readonly book: RulebookDescription;
  readonly form: FormDescription;
  readonly reader: Reader;
  readonly today: string;
  /** Whether reports judge every level. */
  readonly judged: boolean;
  readonly toScreen: boolean;
}

const FORMATS: Record<string, (heading: Heading) => Format> = {
  text: ({ book, reader, toScreen }) => {
    const columns = toScreen ? process.stdout.columns : undefined;
    return textReport({ colour: toScreen && !process.env.NO_COLOR, columns }, reader, book);
  },
  json: jsonReport,
  jsonl: () => ({
    begin: () => "",
    record: (record, shown) => (shown ? `${json(record)}\n` : ""),
    end: (across, notes) => (across || notes.length > 0 ? [`${batch(across, notes)}\n`] : []),
  }),
  csv: ({ form, reader, judged }) => csvReport(form, reader, judged),
  html: htmlReport,
};

function jsonReport(): Format {
  let first = true;
  const item = (json: string): string => {
    const text = `${first ? "" : ",\n"}${json}`;
    first = false;
    return text;
  };
  return {
    begin: () => "[\n",
    record: (record, shown) => (shown ? item(json(record)) : ""),
    end: (across, notes) => [across || notes.length > 0 ? item(batch(across, notes)) : "", first ? "]\n" : "\n]\n"],
  };
}

function batch(across: AcrossReport | undefined, notes: readonly Note[]): string {
  return JSON.stringify({ batch: { checks: across?.checks ?? [], ...(notes.length > 0 && { notes }) } });
}

function json(record: FiledRecord): string {
  const { source, attachments } = record;
  const report = record.json?.() ?? JSON.stringify(record.report());
  // The report's own text goes on behind what is said of the record.
  return `${JSON.stringify({ source, ...(attachments && { attachments }) }).slice(0, -1)},${report.slice(1)}`;
}
