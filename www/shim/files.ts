/** Files that were chosen on a page: read one after the other, in a worker where there can be one, so that the page goes on. */
import type { About, Choose } from "./types";

/** What a file gives: its text, and what people should know of it. */
export interface Given {
  text: string;
  note?: string;
}
type Read = (bytes: Uint8Array, about: About) => Promise<Given>;
/** What a worker sends back: what the file gives, or why it gives nothing; with a code where it is the file that is at fault. */
interface Answer {
  given?: Given;
  error?: string;
  code?: string | undefined;
}

const SAID_AFTER = 500;
const LARGEST = 128 * 1024 * 1024;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : "");
/** Refusals of files have a code; errors of the browser have none, or a number. */
const codeOf = (error: unknown) => {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : undefined;
};
const refusal = (message = "", code: string | undefined) => Object.assign(Error(message), { code });

const answerOf = (read: Read, bytes: Uint8Array, about: About): Promise<Answer> =>
  read(bytes, about).then(
    (given) => ({ given }),
    (error) => ({ error: messageOf(error), code: codeOf(error) }),
  );

/** The bytes of a file; `arrayBuffer()` is not known to Chromium before 76. */
const bytesOf = (file: File) =>
  new Promise<Uint8Array>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(refusal("文件无法读取，可能已被移动或删除，请重新选择。", "file.gone"));
    reader.readAsArrayBuffer(file);
  });

/** A function that has files read by `read`; in a worker, what answers for one. */
export function chooser(read: Read): Choose {
  if (typeof document === "undefined") {
    self.onmessage = async ({ data: [bytes, about] }) => self.postMessage(await answerOf(read, bytes, about));
  }

  /** Elsewhere where the page allows a worker: not from a disk, nor where a policy says no. */
  const readAway = (bytes: Uint8Array, about: About, address: string) =>
    new Promise<Answer>((resolve) => {
      const here = () => resolve(answerOf(read, bytes, about));
      try {
        const worker = new Worker(address);
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

  return async (files, about, tell, address) => {
    const texts: string[] = [];
    const notes: string[] = [];
    let name = "";
    const timer = setTimeout(
      () => tell({ severity: "warning", message: `正在读取“${name}”……`, unread: true }),
      SAID_AFTER,
    );
    try {
      for (const file of Array.from(files)) {
        name = file.name;
        if (file.size > LARGEST) throw refusal(`文件超过 ${LARGEST / 1024 / 1024} MB，不能读取。`, "file.too_large");
        const { given, error, code } = await readAway(await bytesOf(file), about, address);
        if (!given) throw refusal(error, code);
        if (given.text) texts.push(given.text);
        if (given.note) notes.push(`“${name}”${given.note}`);
      }
      const said = notes[0] ? { severity: "warning" as const, message: notes.join("") } : undefined;
      tell(said, texts.join("\n"));
    } catch (error) {
      // What has no code comes from the browser or a module, and the file may be well.
      if (!codeOf(error)) throw error;
      tell({ severity: "warning", message: `“${name}”：${messageOf(error)}`, refused: true });
    } finally {
      clearTimeout(timer);
    }
  };
}
