// A small .xlsx of rows that stand in the test: { sheet name: rows }. Texts and numbers; null is a cell without content.

import { crc32 } from "node:zlib";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const letters = (at) => (at < 26 ? "" : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** `merges`: { sheet name: ["A1:B1", …] }. */
export function workbook(sheets, merges = {}) {
  const names = Object.keys(sheets);
  const links = (all) => `<Relationships xmlns="${PACKAGE}">${all.join("")}</Relationships>`;
  const link = (id, type, to) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${to}"/>`;
  const tabs = names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="s${at}"/>`);
  return archive({
    "_rels/.rels": links([link("b", "officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${tabs.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": links(names.map((_, at) => link(`s${at}`, "worksheet", `s${at}.xml`))),
    ...Object.fromEntries(names.map((name, at) => [`xl/s${at}.xml`, worksheet(sheets[name], merges[name] ?? [])])),
  });
}

function worksheet(rows, merges) {
  const cell = (value, place) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return `<c r="${place}"><v>${value}</v></c>`;
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  };
  const row = (cells, y) =>
    `<row r="${y + 1}">${cells.map((value, x) => cell(value, letters(x) + (y + 1))).join("")}</row>`;
  const merged =
    merges.length > 0 ? `<mergeCells>${merges.map((it) => `<mergeCell ref="${it}"/>`).join("")}</mergeCells>` : "";
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows.map(row).join("")}</sheetData>${merged}</worksheet>`;
}

/** A zip archive whose files, by their paths, are stored as they are. */
export function archive(parts) {
  const [files, directory] = [[], []];
  let at = 0;
  for (const [path, text] of Object.entries(parts)) {
    const [name, data] = [Buffer.from(path), Buffer.from(text)];
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    files.push(Buffer.from("PK\x03\x04"), about, name, data);
    directory.push(Buffer.from("PK\x01\x02\x14\0"), about, place, name);
    at += 4 + about.length + name.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, listed, end]);
}

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/** A small .docx; `body` is its content, as `paragraph` and `grid` write it. */
export function document(...body) {
  return archive({
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}"><Relationship Id="d" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `<w:document xmlns:w="${WORD}"><w:body>${body.join("")}</w:body></w:document>`,
  });
}

export const paragraph = (text) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

/** A table; a cell is a text or what stands in it: { xml, span, merge }. */
export function grid(rows) {
  const cell = (it) => {
    const { xml = paragraph(String(it)), span, merge } = typeof it === "object" ? it : {};
    const about = `${span ? `<w:gridSpan w:val="${span}"/>` : ""}${merge ? `<w:vMerge w:val="${merge}"/>` : ""}`;
    return `<w:tc><w:tcPr>${about}</w:tcPr>${xml}</w:tc>`;
  };
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(cell).join("")}</w:tr>`).join("")}</w:tbl>`;
}
