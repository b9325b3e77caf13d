/** Files that were chosen on a page: read one after the other, in a worker where there can be one, so that the page goes on. */
import type { About, Choose } from "./types";

/** What a file gives: its text, or the rows of its table; and what people should know of it. */
export interface Given {
  text?: string;
  rows?: string[][];
  note?: string;
}
type Read = (bytes: Uint8Array, about: About) => Promise<Given>;
/** What a worker sends back. */
type Answer = { given: Given } | { refusal: string };

const SAID_AFTER = 500;
const LARGEST = 128 * 1024 * 1024;

const isHan = (text: string) => /[\u4e00-\u9fff]/.test(text);

/** Why a file was not read, for people: what our readers say, else what it mostly is. */
function refusalOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  if (isHan(message)) return message;
  if (error instanceof WebAssembly.RuntimeError) return "文件过大或已损坏，不能读取。";
  return "这里不能检查这份文件的内容。";
}

const answerOf = (read: Read, bytes: Uint8Array, about: About): Promise<Answer> =>
  read(bytes, about).then(
    (given) => ({ given }),
    (error) => ({ refusal: refusalOf(error) }),
  );

/** The bytes of a file; `arrayBuffer()` is not known to Chromium before 76. */
const bytesOf = (file: File) =>
  new Promise<Uint8Array>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(Error("文件读不出来，可能已被移动或删除，请重新选择。"));
    reader.readAsArrayBuffer(file);
  });

/** A function that has files read by `read`; in a worker, what answers for one. */
export function chooser(read: Read): Choose {
  if (typeof document === "undefined") {
    self.onmessage = async ({ data: [bytes, about] }) => self.postMessage(await answerOf(read, bytes, about));
  }
  const source = typeof document === "undefined" ? "" : (document.currentScript as HTMLScriptElement).src;

  /** Elsewhere where the page allows a worker: not from a disk, nor where a policy says no. */
  const readAway = (bytes: Uint8Array, about: About) =>
    new Promise<Answer>((resolve) => {
      const here = () => resolve(answerOf(read, bytes, about));
      try {
        const worker = new Worker(source);
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
        worker.onerror = (event) => {
          event.preventDefault();
          worker.terminate();
          here();
        };
        worker.postMessage([bytes, about]);
      } catch {
        here();
      }
    });

  return async (files, about, tell) => {
    const texts: string[] = [];
    const rows: string[][] = [];
    const notes: string[] = [];
    let name = "";
    const timer = setTimeout(
      () => tell({ severity: "warning", message: `正在读取“${name}”……`, unread: true }),
      SAID_AFTER,
    );
    try {
      for (const file of Array.from(files)) {
        name = file.name;
        if (file.size > LARGEST) throw Error(`文件超过 ${LARGEST / 1024 / 1024} MB，不能读取。`);
        const answer = await readAway(await bytesOf(file), about);
        if ("refusal" in answer) throw Error(answer.refusal);
        const { text, note } = answer.given;
        if (text) texts.push(text);
        // Rows of a second file go on behind those of the first.
        for (const row of answer.given.rows || []) rows.push(row);
        if (note) notes.push(`“${name}”${note}`);
      }
      clearTimeout(timer);
      const said = notes[0] ? { severity: "warning" as const, message: notes.join("") } : undefined;
      tell(said, texts.join("\n"), rows[0] && rows);
    } catch (error) {
      clearTimeout(timer);
      tell({ severity: "warning", message: `“${name}”：${refusalOf(error)}`, unread: true });
    }
  };
}
