/** Reads .docx, .doc and .txt in the page; loaded from beside the drop-in when a file is first chosen. */
import * as glue from "virtual:glue";
import packed from "virtual:module";
import { readWith } from "../package/document";
import { bitsOf, unpack } from "./unpack";

const module = unpack(bitsOf(packed || ""));

window.LeifengFormDocuments = { read: async (file) => readWith(glue, await module, file) };
