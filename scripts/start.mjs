// Shows the demo pages from the committed files; needs nothing but Node.
//
//   npm start            PORT=8012 unless given

import { createReadStream, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const PKG = join(root, "pkg");
const DEMO = join(root, "www/demo");
const TYPES = {
  // No charset: pages of about 2012 are saved in GBK and say so themselves.
  ".html": "text/html",
  ".htm": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

/** The file that an address names, inside of pkg/ or the demo's folder; undefined where there is none. */
function fileFor(address) {
  let path;
  try {
    path = normalize(decodeURIComponent(new URL(address, "http://localhost").pathname));
  } catch {
    return undefined;
  }
  const [folder, inside] = path.startsWith(`${sep}pkg${sep}`) ? [PKG, path.slice(5)] : [DEMO, path.slice(1)];
  if (inside.split(sep).includes("..") || inside.includes("\0")) return undefined;
  const file = join(folder, inside === "" ? firstPage() : inside);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** index.html where there is one, else the first page. */
function firstPage() {
  const pages = readdirSync(DEMO).filter((file) => /\.html?$/.test(file));
  return pages.includes("index.html") ? "index.html" : (pages.sort()[0] ?? "");
}

const server = createServer({ maxHeaderSize: 65536 }, (request, response) => {
  const file = request.method === "GET" || request.method === "HEAD" ? fileFor(request.url ?? "/") : undefined;
  if (!file) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("没有这个页面。\n");
    return;
  }
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "cache-control": "no-cache" });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
});

const given = process.env.PORT;
let port = Number(given || 8012);
server.on("error", (error) => {
  if (error.code === "EADDRINUSE" && !given && port < 8032) {
    server.listen(++port, "127.0.0.1");
    return;
  }
  const why = error.code === "EADDRINUSE" ? `端口 ${port} 已被占用，请用环境变量 PORT 指定另一个端口。` : error.message;
  console.error(why);
  process.exit(2);
});
server.on("listening", () => console.log(`http://localhost:${server.address().port}/`));
if (Number.isInteger(port) && port >= 0 && port < 65536) server.listen(port, "127.0.0.1");
else {
  console.error(`PORT 应为 0 到 65535 之间的整数，现在是“${given}”。`);
  process.exitCode = 2;
}
