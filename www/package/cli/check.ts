/** `leifeng-form check` */

import { todayInChina } from "../day.js";
import type { AcrossReport, FormDescription, Rulebook, RulebookDescription } from "../types.js";
import { csvReport } from "./csv-report.js";
import { unknownName } from "./fault.js";
import type { Format } from "./format.js";
import { htmlReport } from "./html/report.js";
import { checkInputs, findInputs } from "./inputs.js";
import type { CommandLine } from "./options.js";
import { openOutput } from "./output.js";
import { Progress } from "./progress.js";
import { type FiledRecord, sortOf } from "./record.js";
import { loadRulebook } from "./rulebook.js";
import { textReport } from "./text.js";

export async function check({ files, options, quiet }: CommandLine): Promise<number> {
  const book = loadRulebook(options.rulebook ?? "mengyin-2012");
  const inputs = findInputs(files);
  const form = findForm(book, options.form ?? "application");
  const today = options.today ?? todayInChina();
  const checked = { form: form.id, today };
  // Refuses a day that does not exist, and shows what a report of this form has.
  const judged = book.check({}, checked).levels !== undefined;
  const total = inputs.reduce((sum, { size }) => sum + size, 0);
  const toScreen = options.output === undefined && process.stdout.isTTY === true;
  const progress = new Progress(total, !quiet && !toScreen);
  const output = openOutput(
    options.output,
    inputs.filter(({ folder }) => !folder).map(({ file }) => file),
  );
  let status = 0;
  try {
    const heading = { book: book.describe(), form, today, judged, toScreen };
    const format = (FORMATS[options.format ?? "text"] ?? jsonReport)(heading);
    await output.write(format.begin());
    const across = book.across(checked);
    for await (const record of checkInputs(
      book,
      form,
      inputs,
      checked,
      (bytes) => progress.add(bytes),
      (note) => progress.note(note),
    )) {
      const eligible = record.verdict === "eligible";
      if (!eligible) status = 1;
      across.add(record);
      const text = format.record(record, !(quiet && eligible));
      if (text !== "") await output.write(text);
    }
    const batch = across.report();
    if (batch?.checks.some((check) => sortOf(check) === "fails")) status = 1;
    for (const text of format.end(batch)) await output.write(text);
    await output.finish();
  } catch (error) {
    output.abandon();
    throw error;
  } finally {
    progress.clear();
  }
  return status;
}

/** The form that is asked for, looked at before any file is read. */
function findForm(book: Rulebook, id: string): FormDescription {
  const { forms } = book.describe();
  const form = forms.find((form) => form.id === id);
  if (!form)
    throw unknownName(
      "表格",
      id,
      forms.map((form) => form.id),
    );
  return form;
}

interface Heading {
  readonly book: RulebookDescription;
  readonly form: FormDescription;
  readonly today: string;
  /** Whether reports judge every level. */
  readonly judged: boolean;
  readonly toScreen: boolean;
}

const FORMATS: Record<string, (heading: Heading) => Format> = {
  text: ({ form, toScreen }) => {
    const columns = toScreen ? process.stdout.columns : undefined;
    return textReport({ colour: toScreen && !process.env.NO_COLOR, columns }, form);
  },
  json: jsonReport,
  jsonl: () => ({
    begin: () => "",
    record: (record, shown) => (shown ? `${json(record)}\n` : ""),
    end: (across) => (across ? [`${batch(across)}\n`] : []),
  }),
  csv: ({ form, judged }) => csvReport(form, judged),
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
    end: (across) => [across ? item(batch(across)) : "", first ? "]\n" : "\n]\n"],
  };
}

function batch(across: AcrossReport): string {
  return JSON.stringify({ batch: across });
}

function json(record: FiledRecord): string {
  const { source, attachments } = record;
  const report = record.json?.() ?? JSON.stringify(record.report());
  // The report's own text goes on behind what is said of the record.
  return `${JSON.stringify({ source, ...(attachments && { attachments }) }).slice(0, -1)},${report.slice(1)}`;
}
