/** Browsers and bundlers: the module is fetched from beside this file before the importing script runs. */

import * as glue from "virtual:node-glue";
import { createApi } from "./api.js";

await glue.default({ module_or_path: new URL("./leifeng_form_web_bg.wasm", import.meta.url) });

export const { Rulebook, countText } = createApi(glue);
