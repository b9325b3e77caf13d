/** Node, `require`. The ES module node.js hands on the same objects, so that both ways in share one wasm module. */

import { readFileSync } from "node:fs";
import * as glue from "virtual:node-glue";
import { createApi } from "./api.js";
import { sheets } from "./node-sheets.js";

glue.initSync({ module: readFileSync(new URL("./leifeng_form_node_bg.wasm", import.meta.url)) });

export const { Rulebook, countText, readSheet } = createApi(glue, sheets);
