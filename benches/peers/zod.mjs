// The same checks with zod: a field is a transform and a refinement, a rule a check on the object.
import { z } from "zod";
import { countText, READ, readDate, rosterIsSound } from "./reading.mjs";
import { conclude, ERRORS, OPEN, WARNINGS } from "./rules.mjs";

const field = (id, read) =>
  z
    .unknown()
    .transform(read)
    .refine((value) => value !== null, `${id}.format`)
    .optional();
const rule = (id, test) => (context) => {
  const state = test(context.value);
  if (state === true) return;
  context.issues.push({ code: "custom", input: context.value, message: state === false ? id : OPEN, continue: true });
};
const listed = (rules) => Object.entries(rules).map(([id, test]) => rule(id, test));

export function create({ today }) {
  const fields = Object.fromEntries(Object.entries(READ).map(([id, read]) => [id, field(id, read)]));
  fields.roster = fields.roster.refine((rows) => !rows || rosterIsSound(rows), "roster.format");
  const schema = z.object(fields).check(...listed(ERRORS(readDate(today))), ...listed(WARNINGS));

  return function validate(answers) {
    const { data, error } = schema.safeParse(answers);
    const text = data ? data.materials : READ.materials(answers.materials);
    return { ...conclude(error ? error.issues : []), counts: text === undefined ? undefined : countText(text) };
  };
}
