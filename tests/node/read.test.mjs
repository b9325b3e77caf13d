// Answers as they arrive: what browsers, Express, multer and Fastify send, as answers by the ids of fields.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, test } from "node:test";
import { good, LeifengFormError, Rulebook, root, today } from "./support.mjs";

const book = Rulebook.load("mengyin-2012");
const fixture = (path) => readFileSync(join(root, "tests/files", path));
/** As multer names what it decodes as Latin-1. */
const latin1 = (text) => Buffer.from(text).toString("latin1");
const formData = (...pairs) => {
  const data = new FormData();
  for (const pair of pairs) data.append(...pair);
  return data;
};
const read = async (source, options) => {
  const { answers, files, unknown } = await book.read(source, options);
  return { answers, files, unknown };
};

/** The same form in every way that it arrives. */
const pairs = [
  ["level", "city"],
  ["单位名称", "示例一院"],
  ["volunteers", "12"],
  ["systems[]", "招募注册"],
  ["systems[]", "training"],
  ["domains", "教育"],
  ["domains", "环保"],
  ["roster[0][name]", "张三"],
  ["roster[0][服务时长]", "120"],
  ["roster[1][name]", "李四"],
  ["csrf", "a1"],
];
const expected = {
  answers: {
    level: "city",
    unit_name: "示例一院",
    volunteers: "12",
    systems: ["招募注册", "training"],
    domains: ["教育", "环保"],
    roster: [{ name: "张三", 服务时长: "120" }, { name: "李四" }],
  },
  files: [],
  unknown: ["csrf"],
};
const body = {
  level: "city",
  单位名称: "示例一院",
  volunteers: "12",
  systems: ["招募注册", "training"],
  domains: ["教育", "环保"],
  roster: [{ name: "张三", 服务时长: "120" }, { name: "李四" }],
  csrf: "a1",
};
/** As querystring does, which knows no brackets. */
const flat = () => {
  const flat = Object.create(null);
  for (const [key, value] of pairs) flat[key] = key in flat ? [flat[key], value].flat() : value;
  return flat;
};
const field = (fieldname, value) => ({ type: "field", fieldname, value, mimetype: "text/plain", encoding: "7bit" });

class IncomingMessage {
  constructor(body, rest) {
    Object.assign(this, { headers: {}, body }, rest);
  }
}

describe("one form, however it arrives", () => {
  const request = (body, headers) => new Request("http://localhost/", { method: "POST", body, headers });
  for (const [name, make] of Object.entries({
    FormData: () => formData(...pairs),
    URLSearchParams: () => new URLSearchParams(pairs),
    "a Request with FormData": () => request(formData(...pairs)),
    "a Request with a query string": () => request(new URLSearchParams(pairs)),
    "a Request with JSON": () => request(JSON.stringify(body), { "content-type": "application/json; charset=utf-8" }),
    "a body that was parsed with its brackets": () => body,
    "the same without prototypes": () => Object.assign(Object.create(null), body),
    "a body that was parsed without": flat,
    "a request of Express": () => new IncomingMessage(body),
    "a request of Express with multer, which decodes names as Latin-1": () =>
      new IncomingMessage({ ...body, 单位名称: undefined, [latin1("单位名称")]: "示例一院" }, { files: [] }),
    "what was put together of such a request": () => ({ body: flat(), files: undefined }),
    "rows by their places": () => ({ ...body, roster: { ...body.roster } }),
    "a body of Fastify's parts": () =>
      Object.fromEntries(
        Object.entries(flat()).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.map((value) => field(key, value)) : field(key, value),
        ]),
      ),
    "Fastify's parts as they come": async function* parts() {
      for (const [key, value] of pairs) yield field(key, value);
    },
    "a request of Fastify": () =>
      Object.assign(new IncomingMessage(undefined), {
        isMultipart: () => true,
        parts() {
          return (async function* () {
            for (const [key, value] of pairs) yield field(key, value);
          })();
        },
      }),
    "a list of parts": () => pairs.map(([key, value]) => field(key, value)),
  })) {
    test(name, async () => {
      const { answers, ...rest } = await read(make());
      assert.deepEqual(
        Object.fromEntries(Object.entries(answers).sort()),
        Object.fromEntries(Object.entries(expected.answers).sort()),
      );
      assert.deepEqual(rest, { files: expected.files, unknown: expected.unknown });
      assert.deepEqual(book.check(answers, { today }).unknown, []);
    });
  }

  test("and comes to the report of the same answers", async () => {
    const source = new FormData();
    for (const [key, value] of Object.entries(good)) {
      if (key === "roster") {
        for (const [at, row] of value.entries())
          for (const [name, cell] of Object.entries(row)) source.append(`roster[${at}][${name}]`, cell);
      } else for (const each of [value].flat()) source.append(key, each === true ? "on" : each);
    }
    const { answers, unknown } = await read(source);
    assert.deepEqual(unknown, []);
    assert.deepEqual(book.check(answers, { today }), book.check(good, { today }));
  });
});

describe("names", () => {
  const of = async (...given) => {
    const { answers, unknown } = await read(new URLSearchParams(given));
    return [answers, unknown];
  };

  test("of two for one field the id wins, the other is unknown", async () => {
    assert.deepEqual(await of(["单位名称", "甲"], ["unit_name", "乙"]), [{ unit_name: "乙" }, ["单位名称"]]);
  });

  test("a second value of a field that takes one is told; one that is the same or empty is not", async () => {
    const told = ["volunteers", "volunteers"];
    assert.deepEqual(await of(["volunteers", "1"], ["volunteers", "2"]), [{ volunteers: "1" }, [told[0]]]);
    assert.deepEqual(await of(["volunteers", ""], ["volunteers", "2"], ["volunteers", "2"]), [{ volunteers: "2" }, []]);
    assert.deepEqual(await of(["volunteers[]", "1"], ["volunteers[1]", "2"]), [{ volunteers: "1" }, ["volunteers[1]"]]);
  });

  test("a box with a hidden no before it is a yes", async () => {
    assert.deepEqual(await of(["emblem", "0"], ["emblem", "1"]), [{ emblem: "1" }, []]);
    assert.deepEqual(await of(["emblem", "0"]), [{ emblem: "0" }, []]);
  });

  test("one of several is a list too", async () => {
    for (const key of ["systems", "systems[]", "systems[3]", "组织制度[]"])
      assert.deepEqual(await of([key, "training"]), [{ systems: ["training"] }, []]);
  });

  test("brackets that are a unit belong to the label", async () => {
    assert.deepEqual(await of(["志愿者人数[人]", "12"]), [{ volunteers: "12" }, []]);
    assert.deepEqual(await of(["volunteers[a]", "12"]), [{ volunteers: "12" }, []]);
    assert.deepEqual(await of(["志愿者人数[万人]", "12"]), [{}, ["志愿者人数[万人]"]]);
  });

  test("decoded as Latin-1 are repaired where only that names a field", async () => {
    assert.deepEqual(await of([latin1("志愿者人数"), "12"], [latin1("不是栏目"), "1"], ["café", "1"]), [
      { volunteers: "12" },
      [latin1("不是栏目"), "café"],
    ]);
    assert.deepEqual(await of([`${latin1("志愿者名册")}[0][${latin1("姓名")}]`, "张三"]), [
      { roster: [{ 姓名: "张三" }] },
      [],
    ]);
    assert.deepEqual(await of([latin1("志愿者人数"), "12"], ["志愿者人数", "13"]), [
      { volunteers: "13" },
      [latin1("志愿者人数")],
    ]);
  });

  for (const [name, given, roster] of [
    [
      "from 1",
      [
        ["roster[1][name]", "张三"],
        ["roster[2][name]", "李四"],
      ],
      [{ name: "张三" }, { name: "李四" }],
    ],
    [
      "in any order",
      [
        ["roster[1][name]", "李四"],
        ["roster[0][name]", "张三"],
      ],
      [{ name: "张三" }, { name: "李四" }],
    ],
    [
      "with gaps, by their numbers",
      [
        ["roster[0][name]", "张三"],
        ["roster[7][name]", "李四"],
      ],
      { 1: { name: "张三" }, 8: { name: "李四" } },
    ],
    [
      "with gaps from 1",
      [
        ["roster[2][name]", "张三"],
        ["roster[7][name]", "李四"],
      ],
      { 2: { name: "张三" }, 7: { name: "李四" } },
    ],
    [
      "one after the other",
      [
        ["roster[][name]", "张三"],
        ["roster[][hours]", "1"],
        ["roster[][name]", "李四"],
      ],
      [{ name: "张三", hours: "1" }, { name: "李四" }],
    ],
    [
      "by columns",
      [
        ["roster[name][]", "张三"],
        ["roster[name][]", "李四"],
        ["roster[hours][]", "1"],
        ["roster[hours][]", "2"],
      ],
      [
        { name: "张三", hours: "1" },
        { name: "李四", hours: "2" },
      ],
    ],
    [
      "a row that stays blank",
      [
        ["roster[0][name]", ""],
        ["roster[1][name]", "李四"],
      ],
      [{ name: "" }, { name: "李四" }],
    ],
  ]) {
    test(`rows ${name}`, async () => assert.deepEqual(await of(...given), [{ roster }, []]));
  }

  test("rows of which nobody knows which cell is whose are told and left out", async () => {
    const columns = [
      ["roster[name][]", "张三"],
      ["roster[name][]", "李四"],
      ["roster[hours][]", "1"],
    ];
    assert.deepEqual(await of(...columns), [{}, ["roster[name][]", "roster[hours][]"]]);
    const two = [
      ["roster[0][name]", "张三"],
      ["roster[][name]", "李四"],
    ];
    assert.deepEqual(await of(...two), [{}, ["roster[0][name]", "roster[][name]"]]);
    assert.deepEqual(await of(["roster[0][name][a]", "张三"], ["roster[0][0]", "李四"]), [
      {},
      ["roster[0][name][a]", "roster[0][0]"],
    ]);
  });

  test("blank rows of a body keep their places", async () => {
    const roster = [{ name: "张三" }, {}, null, { name: "李四" }];
    const { answers } = await read({ roster });
    assert.deepEqual(answers.roster, [{ name: "张三" }, null, null, { name: "李四" }]);
    assert.deepEqual((await read({ roster: [] })).answers, {});
    assert.deepEqual((await read({ roster: { 7: { name: "张三" } } })).answers, { roster: { 7: { name: "张三" } } });
  });

  test("of a form that is named", async () => {
    const { answers } = await book.read({ 推荐单位: "蒙阴县" }, { form: "nomination" });
    assert.deepEqual(answers, { nominator: "蒙阴县" });
    await assert.rejects(book.read({}, { form: "aplication" }), { name: "LeifengFormError", code: "form.unknown" });
  });

  test("a day is its day in China", async () => {
    assert.deepEqual((await read({ submitted_on: new Date("2012-04-19T16:30:00Z") })).answers, {
      submitted_on: "2012-04-20",
    });
  });
});

describe("hostile names", () => {
  test("change no prototype", async () => {
    const json = JSON.parse(
      '{ "__proto__": { "volunteers": "9" }, "roster": [{ "__proto__": { "name": "x" }, "name": "张三" }] }',
    );
    const params = new URLSearchParams(
      "__proto__[volunteers]=9&constructor[prototype][volunteers]=9&roster[0][__proto__]=9&roster[0][name]=张三&roster[__proto__][name]=9",
    );
    for (const source of [json, params]) {
      const { answers, unknown } = await read(source);
      assert.deepEqual(answers, { roster: [{ name: "张三" }] });
      assert.deepEqual(Object.keys(Object.assign({}, answers.roster[0])), ["name"]);
      assert.equal({}.volunteers, undefined);
      assert.ok(unknown.length > 0);
    }
  });

  test("ten thousand of them cost next to nothing, in a check and in what was sent", async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, "1"]));
    const given = { ...many, ...good };
    const labelled = { ...many, 志愿者人数: "3人" };
    const rows = new URLSearchParams(Array.from({ length: 10_000 }, (_, at) => [`roster[${at}][name]`, `甲${at}`]));
    const { answers, unknown } = await read(given);
    assert.deepEqual([answers, unknown.length], [(await read(good)).answers, 10_000]);
    assert.equal((await read(labelled)).answers.volunteers, "3人");
    assert.equal((await read(rows)).answers.roster.length, 10_000);

    const { unknown: listed, ...report } = book.check(given, { today });
    const { unknown: _, ...own } = book.check(good, { today });
    assert.deepEqual(report, { ...own, unknown_count: 10_000 });
    assert.deepEqual([listed.length, new Set(listed).size], [100, 100]);

    const timed = async (call) => {
      const times = [];
      for (let run = 0; run < 9; run++) {
        const start = performance.now();
        await call();
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const check = (await timed(() => book.check(given, { today }))) - (await timed(() => book.check(good, { today })));
    assert.ok(check < 20, `a check takes ${check} ms`);
    const received = await timed(() => book.read(given));
    assert.ok(received < 100, `reading takes ${received} ms`);
  });

  test("long or deep ones are told", async () => {
    assert.deepEqual((await read(new URLSearchParams([[`volunteers${"[0]".repeat(1000)}[x]`, "1"]]))).answers, {});
    let deep = "1";
    for (let at = 0; at < 1000; at++) deep = { a: deep };
    await assert.rejects(book.read({ volunteers: deep }), { code: "answers.too_deep", field: "volunteers" });
    const looped = {};
    looped.roster = looped;
    await assert.rejects(book.read(looped), { code: "answers.too_deep", field: "roster" });
  });
});

describe("what is no form", () => {
  class Application {}
  for (const [name, source, code] of [
    ["nothing", undefined, "argument.type"],
    ["a text", "volunteers=12", "argument.type"],
    ["a list", [{ volunteers: 12 }], "argument.type"],
    ["a Map", new Map([["volunteers", 12]]), "answers.not_plain"],
    ["an instance of a class", Object.assign(new Application(), { volunteers: 12 }), "answers.not_plain"],
    ["a Map in a body", { roster: new Map() }, "answers.not_plain"],
    ["a request whose body was not parsed", new IncomingMessage(undefined), "argument.type"],
    ["a request of Node", Object.assign(Readable.from([]), { headers: {} }), "argument.type"],
    ["a request whose body is a text", new IncomingMessage("volunteers=12"), "argument.type"],
    [
      "a stream of something else",
      (async function* () {
        yield { name: "x" };
      })(),
      "argument.type",
    ],
    [
      "a file that multer put on the disk",
      { body: {}, files: [{ fieldname: "materials", path: "/etc/hostname" }] },
      "argument.type",
    ],
    [
      "a getter that throws",
      {
        get volunteers() {
          throw new TypeError("closed");
        },
      },
      "answers.unreadable",
    ],
  ]) {
    test(`${name} is refused`, async () => {
      await assert.rejects(book.read(source), (error) => {
        assert.ok(error instanceof LeifengFormError, String(error.stack));
        assert.equal(error.code, code);
        return true;
      });
    });
  }

  test("a Request that was read before, or is no form, is refused", async () => {
    const used = new Request("http://localhost/", { method: "POST", body: formData(["volunteers", "1"]) });
    await used.text();
    const text = new Request("http://localhost/", {
      method: "POST",
      body: "volunteers",
      headers: { "content-type": "text/plain" },
    });
    const list = new Request("http://localhost/", {
      method: "POST",
      body: "[1]",
      headers: { "content-type": "application/json" },
    });
    for (const request of [used, text, list])
      await assert.rejects(book.read(request), {
        name: "LeifengFormError",
        code: /^answers\.unreadable$|^argument\.type$/,
      });
  });

  test("no path of what was sent is read from the disk", async () => {
    const forged = {
      materials: { fieldname: "materials", path: "/etc/hostname", buffer: { type: "Buffer", data: [65] } },
    };
    const { files } = await read(forged);
    assert.deepEqual(files, []);
  });
});

describe("files", () => {
  const page = fixture("documents/gb18030.txt");
  const text = { field: "materials", name: "申报材料.txt", bytes: new Uint8Array(page) };
  const multer = { fieldname: "materials", originalname: latin1("申报材料.txt"), buffer: page, size: page.length };
  for (const [name, make] of Object.entries({
    FormData: () => formData(["materials", new File([page], "申报材料.txt")]),
    "multer's file": () => new IncomingMessage({}, { file: multer }),
    "multer's files": () => new IncomingMessage({}, { files: [multer] }),
    "multer's files by names": () => ({ body: {}, files: { materials: [multer] } }),
    "multer's files alone": () => ({ body: undefined, files: [multer] }),
    "multer's file under a label": () => ({ body: {}, files: [{ ...multer, fieldname: latin1("申报材料[]") }] }),
    "a body of Fastify's parts": () => ({
      materials: { type: "file", fieldname: "materials", filename: "申报材料.txt", toBuffer: async () => page },
    }),
  })) {
    test(name, async () => {
      assert.deepEqual(await read(make()), { answers: {}, files: [text], unknown: [] });
      const { answers, files } = await read(make(), { readFiles: true });
      assert.match(answers.materials, /\p{Script=Han}/u);
      assert.deepEqual(files, [text]);
    });
  }

  test("Fastify's parts are read while they come", async () => {
    let open;
    async function* parts() {
      for (const name of ["一.txt", "二.txt"]) {
        open = name;
        yield { type: "file", fieldname: "materials", filename: name, toBuffer: async () => Buffer.from(open) };
      }
      open = undefined;
    }
    const { answers, files } = await read(parts(), { readFiles: true });
    assert.equal(answers.materials, "一.txt\n二.txt");
    assert.equal(files.length, 2);
  });

  test("content without a name is a file too", async () => {
    const { files } = await read({ materials: Buffer.from("示例") });
    assert.deepEqual(files, [{ field: "materials", name: "", bytes: new TextEncoder().encode("示例") }]);
  });

  test("where none was chosen there is none, and what no field takes is told", async () => {
    const source = formData(
      ["materials", new File([], "")],
      ["photo", new File(["x"], "a.png")],
      ["roster[0][name]", new File(["x"], "b.png")],
    );
    assert.deepEqual(await read(source, { readFiles: true }), {
      answers: {},
      files: [],
      unknown: ["photo", "roster[0][name]"],
    });
  });

  test("a roster gives its rows by their numbers", async () => {
    const source = formData(["志愿者名册", new File(["姓名,服务时长\n张三,120\n,\n李四,80\n"], "名册.csv")]);
    const { answers, files } = await read(source, { readFiles: true });
    assert.deepEqual(answers.roster, { 2: { name: "张三", hours: "120" }, 4: { name: "李四", hours: "80" } });
    assert.equal(files[0].field, "roster");
  });

  test("what was typed wins over a file, which is told", async () => {
    const source = () => formData(["materials", "示例"], ["materials", new File(["别的"], "a.txt")]);
    const { answers, files, unknown } = await read(source(), { readFiles: true });
    assert.deepEqual([answers.materials, files.length, unknown], ["示例", 1, ["materials"]]);
    const blank = await read(formData(["materials", ""], ["materials", new File(["别的"], "a.txt")]), {
      readFiles: true,
    });
    assert.deepEqual([blank.answers.materials, blank.unknown], ["别的", []]);
  });

  for (const [field, name, bytes, code] of [
    ["materials", "坏.docx", fixture("documents/cut.docx"), /^file\./],
    ["materials", "图.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /^file\./],
    ["roster", "坏.csv", Buffer.from("没有表头\n"), /^header\.missing$/],
  ]) {
    test(`${name} as ${field} is an answer that cannot be read`, async () => {
      const { answers, files } = await read(formData([field, new File([bytes], name)]), { readFiles: true });
      const [{ error }] = files;
      assert.ok(error instanceof LeifengFormError);
      assert.match(error.code, code);
      assert.deepEqual([error.file, error.field], [name, field]);
      assert.deepEqual(answers, { [field]: { "file.unreadable": name } });
      const report = book.check({ ...good, ...answers }, { today });
      const format = report.checks.find(({ rule }) => rule === `${field}.format`);
      assert.deepEqual([format.code, format.state === "holds"], ["file.unreadable", false]);
      const line = new TextEncoder().encode(JSON.stringify({ ...good, ...answers }));
      for await (const record of book.checkAll(line, { today })) assert.deepEqual(record.report(), report);
    });
  }

  test("of two rosters none is read", async () => {
    const csv = ["姓名,服务时长\n张三,120\n"];
    const { answers, files } = await read(
      formData(["roster", new File(csv, "一.csv")], ["roster", new File(csv, "二.csv")]),
      { readFiles: true },
    );
    assert.deepEqual(answers, { roster: { "file.unreadable": "一.csv" } });
    assert.deepEqual(
      files.map(({ error }) => error.code),
      ["attachment.rivals", "attachment.rivals"],
    );
  });

  test("what was left out of one is told", async () => {
    const { files } = await read(formData(["materials", new File([fixture("documents/notes.docx")], "a.docx")]), {
      readFiles: true,
    });
    assert.equal(files[0].notes.length, 2);
  });

  test("one that breaks off is refused by its field", async () => {
    const part = {
      type: "file",
      fieldname: "materials",
      filename: "a.txt",
      toBuffer: async () => {
        throw new Error("aborted");
      },
    };
    await assert.rejects(book.read({ materials: part }), { code: "answers.unreadable", field: "materials" });
  });
});
