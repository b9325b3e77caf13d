// Receives applications as JSON and checks them again: a page's own check is a help to applicants, and anyone can send without it.
//
//   node examples/server.mjs

import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { LeifengFormError, Rulebook } from "leifeng-form";

const book = Rulebook.load("mengyin-2012");
const MOST_BYTES = 4 * 1024 * 1024;

/** A handler of `node:http`, which Express and the like take as well (without their own reading of the body). */
export async function receive(request, response) {
  const [status, body] = await answer(request).catch((error) => {
    // Whoever breaks off while sending must not end the server.
    console.error(error);
    return [500, { code: "failed" }];
  });
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    // What was not read to its end must not be taken for the next request.
    ...(status === 413 && { connection: "close" }),
  });
  response.end(JSON.stringify(body));
}

async function answer(request) {
  if (request.method !== "POST") return [405, { code: "method" }];
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) return [415, { code: "content_type" }];
  const text = await read(request);
  if (text === undefined) return [413, { code: "too_large" }];
  let report;
  try {
    report = book.check(JSON.parse(text), { form: "application" });
  } catch (error) {
    if (error instanceof SyntaxError) return [400, { code: "not_json" }];
    // Answers that are no object. By its code, never by its message.
    if (error instanceof LeifengFormError) return [400, { code: error.code, message: error.message }];
    throw error;
  }
  const problems = report.checks.filter(({ severity, state }) => severity === "error" && state !== "holds");
  return [
    report.verdict === "eligible" ? 200 : 422,
    { verdict: report.verdict, problems: problems.map(({ rule, fields, message }) => ({ rule, fields, message })) },
  ];
}

/** The body; undefined where it is too large. */
async function read(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  createServer(receive).listen(Number(process.env.PORT ?? 8080), "localhost", function () {
    console.log(`http://localhost:${this.address().port}/applications`);
  });
}
