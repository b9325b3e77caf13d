/** Files that were chosen: read by a script from beside this one, which is loaded then. */
import { fileOf } from "./beside";
import { addressOf, loadBeside } from "./load";
import type { About, Field, Part, Said, Tell } from "./types";

/** Has the files of a control read where others than before were chosen, and calls `done` when there is news of them. */
export function choose(field: Field, part: Part, about: About, done: () => void, safely: (tell: Tell) => Tell) {
  const files = part.own.files as FileList;
  const file = files[0];
  if (part.file === file) return;
  part.file = file;
  part.read.value = "";
  part.said = undefined;
  part.unread = !!file;
  if (!file) return;
  const reader = field.kind === "table" ? "sheets" : "documents";
  const tell = safely((said?: Said, text?: string) => {
    // Others may have been chosen meanwhile.
    if (part.file !== file) return;
    part.said = said;
    part.unread = said && (said.unread || (said.refused && field.paper));
    part.read.value = text || "";
    done();
  });
  loadBeside(reader)
    .then(({ choose }) => choose(files, about, tell, addressOf(fileOf(reader))))
    .catch(() => tell({ severity: "warning", message: "本页暂时无法检查这份文件，不影响提交。", unread: true }));
}
