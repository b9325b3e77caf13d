/** Reads .docx, .doc and .txt in the page; loaded from beside the drop-in when a file is first chosen. */
import * as glue from "virtual:glue";
import packed from "virtual:module";
import { readWith } from "../package/document";
import { bytesOf } from "./packed";

const module = bytesOf(packed || "");

window.LeifengFormDocuments = { read: (file) => readWith(glue, module, file) };
