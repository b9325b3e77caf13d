// Express with multer: checks an application again where it is received, its files too.
//
//   npm install express multer && node examples/express.mjs

import { pathToFileURL } from "node:url";
import { LeifengFormError, Rulebook } from "leifeng-form";

const book = Rulebook.load("mengyin-2012");

export async function receive(request, response) {
  const { answers } = await book.read(request, { readFiles: true });
  const { verdict, checks } = book.check(answers, { form: "application" });
  response.status(verdict === "eligible" ? 200 : 422).json({ verdict, problems: checks.filter(isProblem) });
}

const isProblem = ({ severity, state }) => severity === "error" && state !== "holds";

/** What cannot be read, or is too large, is the sender's fault. */
export function refuse(error, _request, response, next) {
  if (error instanceof LeifengFormError) response.status(400).json({ code: error.code, message: error.message });
  else if (error.name === "MulterError") response.status(413).json({ code: error.code });
  else next(error);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [{ default: express }, { default: multer }] = await Promise.all([import("express"), import("multer")]);
  // In memory: what is received is judged, not kept.
  const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 4 * 1024 * 1024, files: 4 } });
  const server = express()
    .post("/applications", express.json(), express.urlencoded({ extended: true }), upload.any(), receive)
    .use(refuse)
    .listen(Number(process.env.PORT ?? 8080), "localhost", () => {
      console.log(`http://localhost:${server.address().port}/applications`);
    });
}
