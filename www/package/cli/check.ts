/** `leifeng-form check` */

import type { CheckedRecord, FormDescription, Rulebook } from "../types.js";
import { unknownName } from "./fault.js";
import { checkInput, findInputs } from "./inputs.js";
import type { CommandLine } from "./options.js";
import { openOutput } from "./output.js";
import { Progress } from "./progress.js";
import { loadRulebook } from "./rulebook.js";
import { TextReport } from "./text.js";

/** What one output format does with each record and at the end. */
interface Format {
  begin: string;
  record(record: CheckedRecord, shown: boolean): string;
  end(): string;
}

export async function check({ files, options, quiet }: CommandLine): Promise<number> {
  const book = loadRulebook(options.rulebook ?? "mengyin-2012");
  const inputs = findInputs(files);
  const form = findForm(book, options.form ?? "application");
  const checked = { form: form.id, ...(options.today !== undefined && { today: options.today }) };
  book.open(checked); // refuses a day that does not exist
  const total = inputs.reduce((sum, { size }) => sum + size, 0);
  const toScreen = options.output === undefined && process.stdout.isTTY === true;
  const progress = new Progress(total, !quiet && !toScreen);
  const output = openOutput(options.output, files);
  const format = formatter(options.format ?? "text", form, toScreen);
  let status = 0;
  try {
    await output.write(format.begin);
    for (const input of inputs) {
      for await (const record of checkInput(book, input, checked, (bytes) => progress.add(bytes))) {
        const eligible = record.verdict === "eligible";
        if (!eligible) status = 1;
        const text = format.record(record, !(quiet && eligible));
        if (text !== "") await output.write(text);
      }
    }
    await output.write(format.end());
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

function formatter(name: string, form: FormDescription, toScreen: boolean): Format {
  if (name === "jsonl") {
    return { begin: "", record: (record, shown) => (shown ? `${withSource(record)}\n` : ""), end: () => "" };
  }
  if (name === "json") {
    let first = true;
    const record = (record: CheckedRecord): string => {
      const text = `${first ? "" : ",\n"}${withSource(record)}`;
      first = false;
      return text;
    };
    return {
      begin: "[\n",
      record: (item, shown) => (shown ? record(item) : ""),
      end: () => (first ? "]\n" : "\n]\n"),
    };
  }
  const style = { colour: toScreen && !process.env.NO_COLOR, columns: toScreen ? process.stdout.columns : undefined };
  const report = new TextReport(style, form);
  return {
    begin: "",
    record(record, shown) {
      report.count(record);
      return shown ? report.record(record) : "";
    },
    end: () => report.summary(),
  };
}

function withSource(record: CheckedRecord): string {
  return JSON.stringify({ source: record.source, ...record.report() });
}
