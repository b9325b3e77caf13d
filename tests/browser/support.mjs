// What the browser tests share: a server for the demo and for pages of a test's own, and Chromium.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "./engines.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".css": "text/css",
};
/** Where the tests unpack it. */
const UEDITOR = "target/ueditor/package/example/public/ueditor";

/**
 * Serves /pkg/, /node_modules/, /ueditor/ and the demo. What stands in `pages` by its address comes first: a text, or
 * `{ type, body, status, headers, after }`, sent once the promise `after` is kept.
 * `sent` collects the requests to /received.html, as they came.
 */
export async function serve(pages = {}) {
  const sent = [];
  const server = createServer({ maxHeaderSize: 1 << 16 }, async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/received.html") {
      let body = "";
      request.setEncoding("latin1");
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        sent.push({ method: request.method, url: request.url, type: request.headers["content-type"], body });
        response.end("received");
      });
      return;
    }
    const own = pages[pathname];
    const file = /^\/ueditor\//.test(pathname)
      ? join(process.env.UEDITOR ?? join(root, UEDITOR), pathname.slice("/ueditor".length))
      : join(root, /^\/(pkg|node_modules)\//.test(pathname) ? "" : "www/demo", pathname);
    if (own !== undefined) {
      const {
        type = "text/html; charset=utf-8",
        status = 200,
        body = own,
        ...rest
      } = typeof own === "string" ? {} : own;
      await rest.after;
      response.writeHead(status, { "content-type": type, ...rest.headers }).end(body);
    } else if (extname(file) && existsSync(file)) {
      response
        .writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" })
        .end(readFileSync(file));
    } else {
      response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    sent,
    pages,
    address: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Chromium, for pages with the drop-in. */
export async function browse() {
  const browser = await chromium();
  return {
    /** A page at an address, once the drop-in is ready; `said` collects what stands in its console. */
    async open(address, { before, until = "load" } = {}) {
      const page = await browser.newPage();
      page.said = [];
      page.on("console", (message) => page.said.push(message.text()));
      page.on("pageerror", (error) => page.said.push(String(error)));
      if (before) await before(page);
      await page.goto(address, { waitUntil: until });
      await page.evaluate(() => window.LeifengForm?.ready.then((attached) => attached.length));
      return page;
    },
    close: browser.close,
  };
}

/** Closes what was started for a suite. What never started is passed over, or the rest would stay and the run never end. */
export const close = (...started) => Promise.all(started.map((one) => one?.close()));

/** An application to which nothing is to be said, by the names of the demo page's controls. */
export const GOOD = {
  A1: "青云县第一便民服务中心",
  A2: "便民服务窗口",
  A6: "服务大厅一楼",
  rs: "４８人",
  zyz: "30",
  xm: "甲某某",
  "worker.tel": "0539-8123456",
  B4: "post@example.com",
  B5: "3",
  B6: "12355",
  C5: "120",
  D2: "２份",
  D5: "2012-04-20",
  E1: `我们的志愿服务${"志".repeat(1990)}`,
};

/** Fills in the demo page as a script would, then says so to the page as a person's input would. */
export async function fill(page, texts = GOOD) {
  await page.evaluate((texts) => {
    const form = document.forms.form1;
    for (const name of Object.keys(texts)) form.elements[name].value = texts[name];
    for (const [name, at] of Object.entries({ A4: 1, A5: 11, sf: 2 })) form.elements[name].selectedIndex = at;
    for (const name of ["jb", "C1", "C2", "C3", "C4", "D1"]) form.elements[name][0].checked = true;
    for (const name of ["zd1", "zd2", "zd3", "zd4", "zd5", "D3", "D4"]) form.elements[name].checked = true;
    form.elements.ly[2].checked = form.elements.dx[1].checked = true;
    for (const box of form.elements["da[]"]) box.checked = true;
    form.elements.A1.dispatchEvent(new Event("input", { bubbles: true }));
  }, texts);
}

/** The message beside a control, or null. */
export function messageAt(page, name) {
  return page.evaluate((name) => {
    const control = document.querySelector(`[name="${name}"]`);
    const ids = (control.getAttribute("aria-describedby") || "").split(" ");
    const box = ids.map((id) => document.getElementById(id)).find((one) => one?.matches(".leifeng-message"));
    return box ? box.textContent : null;
  }, name);
}

/**
 * Lets a page do what it put off for so many milliseconds at most; as it stands, what waits for a click to end. The page's
 * own clock keeps its order, however slow the machine is.
 */
export const settle = (page, ms = 60) =>
  page.evaluate((ms) => new Promise((resolve) => void setTimeout(resolve, ms)), ms);

/** On a page to be opened, what is told after five seconds is told after so many milliseconds. */
export const soon = (page, after = 0) =>
  page.evaluateOnNewDocument((after) => {
    const later = window.setTimeout;
    window.setTimeout = (action, ms, ...rest) => later(action, ms === 5000 ? after : ms, ...rest);
  }, after);

/** Waits until something holds, and says what did not. */
export async function until(holds, what) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`waited in vain: ${what}`);
}
