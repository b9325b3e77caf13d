// The same checks with valibot: a field is a pipe of transform and check, a rule a raw check in the object's pipe.
import * as v from "valibot";
import { countText, READ, readDate, rosterIsSound } from "./reading.mjs";
import { conclude, ERRORS, OPEN, WARNINGS } from "./rules.mjs";

const field = (id, read) =>
  v.optional(
    v.pipe(
      v.unknown(),
      v.transform(read),
      v.check((value) => value !== null, `${id}.format`),
    ),
  );
const rule = ([id, test]) =>
  v.rawCheck(({ dataset, addIssue }) => {
    const state = test(dataset.value);
    if (state !== true) addIssue({ message: state === false ? id : OPEN });
  });

export function create({ today }) {
  const fields = Object.fromEntries(Object.entries(READ).map(([id, read]) => [id, field(id, read)]));
  fields.roster = v.pipe(
    fields.roster,
    v.check((rows) => !rows || rosterIsSound(rows), "roster.format"),
  );
  const rules = Object.entries({ ...ERRORS(readDate(today)), ...WARNINGS }).map(rule);
  // v.pipe is written for a fixed list of actions; spreading one that is made once is the same at run time.
  const schema = v.pipe(v.object(fields), ...rules);

  return function validate(answers) {
    const { output, issues } = v.safeParse(schema, answers);
    const text = output.materials;
    return { ...conclude(issues ?? []), counts: text === undefined ? undefined : countText(text) };
  };
}
