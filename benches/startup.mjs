// Prints the milliseconds from import to first report, in a process of its own: node benches/startup.mjs NAME
import { soundRecord } from "./records.mjs";

const name = process.argv[2];
const answers = soundRecord(200);
const today = "2012-04-20";

const start = performance.now();
let report;
if (name === "ours") {
  const { Rulebook } = await import("../pkg/node.js");
  report = Rulebook.load("linyi-2012").check(answers, { form: "application", today });
} else {
  const { create } = await import(`./peers/${name}.mjs`);
  report = create({ today })(answers);
}
const ms = performance.now() - start;
if (report.verdict !== "eligible") throw new Error(`${name}: ${report.verdict}`);
console.log(ms);
