// Fastify: checks an application again where it is received, its files too.
//
//   npm install fastify @fastify/multipart @fastify/formbody && node examples/fastify.mjs

import { pathToFileURL } from "node:url";
import { LeifengFormError, Rulebook } from "leifeng-form";

const book = Rulebook.load("mengyin-2012");

export async function receive(request, reply) {
  const { answers } = await book.read(request, { readFiles: true });
  const { verdict, checks } = book.check(answers, { form: "application" });
  return reply.code(verdict === "eligible" ? 200 : 422).send({ verdict, problems: checks.filter(isProblem) });
}

const isProblem = ({ severity, state }) => severity === "error" && state !== "holds";

/** What cannot be read is the sender's fault. */
export function refuse(error, _request, reply) {
  if (!(error instanceof LeifengFormError)) throw error;
  return reply.code(400).send({ code: error.code, message: error.message });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const load = async (name) => (await import(name)).default;
  const server = (await load("fastify"))();
  server.register(await load("@fastify/formbody"));
  server.register(await load("@fastify/multipart"), { limits: { fileSize: 4 * 1024 * 1024, files: 4 } });
  server.setErrorHandler(refuse);
  server.post("/applications", receive);
  console.log(`${await server.listen({ port: Number(process.env.PORT ?? 8080), host: "localhost" })}/applications`);
}
