// npm run bench:files: files chosen on a page in Chromium, from choice to verdict, and the longest task of the page meanwhile.
//
//   node benches/files.mjs [--rounds 5]

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { browse, serve } from "../tests/browser/support.mjs";
import { archive } from "../tests/node/workbook.mjs";

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = Number(options.rounds);

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = "http://schemas.openxmlformats.org";
const relationships = (target) =>
  `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`;

function docx(zishu, pictures) {
  const paragraphs = Array.from(
    { length: zishu / 100 },
    () => `<w:p><w:r><w:t>${"志愿服务青年".repeat(17).slice(0, 100)}</w:t></w:r></w:p>`,
  );
  const noise = Buffer.alloc(pictures);
  for (let at = 0, state = 1; at < noise.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    noise[at] = state >>> 24;
  }
  return archive({
    "[Content_Types].xml": `${XML}<Types xmlns="${OFFICE}/package/2006/content-types"/>`,
    "_rels/.rels": relationships("word/document.xml"),
    "word/document.xml": `${XML}<w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main"><w:body>${paragraphs.join("")}</w:body></w:document>`,
    ...(pictures > 0 && { "word/media/image1.png": noise }),
  });
}

function xlsx(rows) {
  const cell = (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const row = (cells) => `<row>${cells.join("")}</row>`;
  const lines = Array.from({ length: rows }, (_, at) =>
    row([cell(`队员${at}`), `<c><v>${100 + (at % 90)}</v></c>`, cell(`139${String(at).padStart(8, "0")}`)]),
  );
  const main = `${OFFICE}/spreadsheetml/2006/main`;
  return archive({
    "[Content_Types].xml": `${XML}<Types xmlns="${OFFICE}/package/2006/content-types"/>`,
    "_rels/.rels": relationships("xl/workbook.xml"),
    "xl/workbook.xml": `${XML}<workbook xmlns="${main}" xmlns:r="${OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="名册" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="${main}"><sheetData>${row(["姓名", "服务时长（小时）", "联系电话"].map(cell))}${lines.join("")}</sheetData></worksheet>`,
  });
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>files</title><form action="received.html">
<p>单位名称：<input name="a"></p><p>岗位名称：<input name="b"></p><p>单位人数：<input name="d"></p><p>志愿者人数：<input name="c" value="10000"></p>
<p>申报材料：<input type="file" name="m"></p><p>志愿者名册：<input type="file" name="r"></p><button>提交</button></form>
<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-form="application" defer></script>`;

const FILES = [
  ["3,000 字 .docx", "m", "a.docx", docx(3000, 0), (report) => report.counts.materials.zishu === 3000],
  [
    "10 MB .docx with pictures",
    "m",
    "b.docx",
    docx(3000, 10_000_000),
    (report) => report.counts.materials.zishu === 3000,
  ],
  [
    "roster of 10,000 rows .xlsx",
    "r",
    "c.xlsx",
    xlsx(10_000),
    (report) => report.checks.some((check) => check.rule === "roster.count" && check.state === "holds"),
  ],
];

const folder = mkdtempSync(join(tmpdir(), "leifeng-form-bench-"));
const [server, browser] = await Promise.all([serve({ "/files.html": PAGE }), browse()]);
const middle = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
for (const [what, control, name, bytes, holds] of FILES) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const times = [];
  const tasks = [];
  for (let round = 0; round < rounds; round++) {
    const page = await browser.open(`${server.address}/files.html`);
    await page.evaluate((holds) => {
      window.tasks = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.tasks.push(duration);
      }).observe({ type: "longtask" });
      // biome-ignore lint/security/noGlobalEval: the function comes from above
      const isDone = eval(holds);
      document.addEventListener(
        "change",
        () => {
          window.chosen = performance.now();
        },
        true,
      );
      document.addEventListener("leifeng:report", ({ detail }) => {
        if (!window.took && isDone(detail)) window.took = performance.now() - window.chosen;
      });
    }, String(holds));
    await (await page.$(`[name=${control}]`)).uploadFile(path);
    await page.waitForFunction(() => window.took, { timeout: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const { took, longest } = await page.evaluate(() => ({ took: window.took, longest: Math.max(0, ...window.tasks) }));
    times.push(took);
    tasks.push(longest);
    await page.close();
  }
  console.log(
    `${what} (${(bytes.length / 1e6).toFixed(2)} MB): ${middle(times).toFixed(0)} ms from choice to verdict (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}), longest task of the page ${middle(tasks).toFixed(0)} ms (up to ${Math.max(...tasks).toFixed(0)}; 0: none over 50)`,
  );
}
await Promise.all([browser.close(), server.close()]);
rmSync(folder, { recursive: true });
