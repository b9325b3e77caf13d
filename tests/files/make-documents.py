#!/usr/bin/env python3
"""Writes the documents of tests/files/documents, each for one statement about what is counted or refused.

    python3 tests/files/make-documents.py [--office soffice]

Python alone writes all but those that begin with `office-`: LibreOffice converts these, and they are left as they are
without --office. What each comes to stands in documents.json, written from the rules.
"""

import argparse
import io
import shutil
import struct
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

FOLDER = Path(__file__).parent / "documents"
DATE = (2024, 1, 1, 0, 0, 0)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = (
    XML + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
    "{others}</Types>"
)
TRACKED = 'w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z"'


def run(text, properties=""):
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content, properties=""):
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{''.join(content)}</w:p>"


def table(*rows):
    cells = lambda row: "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row)
    return "<w:tbl>" + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows) + "</w:tbl>"


def field(instruction, result):
    mark = lambda kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    code = instruction if "<w:r>" in instruction else f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate") + result + mark("end")


def box(*paragraphs):
    return f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"


def shape(content, fallback=None):
    """A text box as Word writes it: for itself, and for programs before 2010."""
    choice = (
        '<w:drawing><wp:anchor><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
    )
    old = f"<w:pict><v:shape><v:textbox>{fallback or content}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def part(root, content):
    return f"{XML}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def body(*content, section=""):
    return part("document", f"<w:body>{''.join(content)}<w:sectPr>{section}</w:sectPr></w:body>")


def relationships(*pairs, base=R):
    items = "".join(f'<Relationship Id="rId{i}" Type="{base}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(pairs, 1))
    return f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


WORD = "wordprocessingml.document.main"


def package(document, parts=None, main="word/document.xml", target=None, base=R, related=(), kind=WORD):
    """The parts of a package; `parts` are further ones by their kind of relationship."""
    parts = parts or {}
    folder, name = main.rsplit("/", 1)
    others = "".join(
        f'<Override PartName="/{folder}/{it}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{it}+xml"/>'
        for it in parts
    )
    files = {
        "[Content_Types].xml": TYPES.format(main=main, kind=kind, others=others),
        "_rels/.rels": relationships(("officeDocument", target or main), base=base),
        main: document,
    }
    links = [(it, f"{it}.xml") for it in parts] + list(related)
    if links:
        files[f"{folder}/_rels/{name}.rels"] = relationships(*links, base=base)
    for it, content in parts.items():
        files[f"{folder}/{it}.xml"] = content
    return files


def archive(files, method=zipfile.ZIP_DEFLATED, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as writer:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = method
            writer.writestr(info, content, compresslevel=9)
        writer.comment = comment
    return out.getvalue()


class Pipe(io.RawIOBase):
    """What cannot seek: zipfile then writes sizes behind the data."""

    def __init__(self):
        self.bytes = b""

    def writable(self):
        return True

    def write(self, data):
        self.bytes += bytes(data)
        return len(data)


def streamed(files):
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            with writer.open(info, "w") as entry:
                entry.write(content.encode() if isinstance(content, str) else content)
    return pipe.bytes


def raw_archive(files, flags=0, zip64=False, sizes=None, method=8):
    """An archive written by hand, where a library would not write it so."""
    out, directory = b"", b""
    for name, content in files.items():
        name, content = name.encode(), content.encode() if isinstance(content, str) else content
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        crc, size = zlib.crc32(content), (sizes or {}).get(name.decode(), len(content))
        at = len(out)
        local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 45, flags, method, 0, 33, crc, len(packed), size, len(name), 0)
        out += local + name + packed
        if zip64:
            extra = struct.pack("<HHQQQ", 1, 24, size, len(packed), at)
            numbers = (0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra), 0, 0, 0, 0, 0xFFFFFFFF)
        else:
            extra = b""
            numbers = (len(packed), size, len(name), 0, 0, 0, 0, 0, at)
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 45, 45, flags, method, 0, 33, crc, *numbers) + name + extra
    start, count = len(out), len(files)
    out += directory
    if zip64:
        end = len(out)
        out += struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(directory), start)
        out += struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
        return out + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return out + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0)


def compound(streams, version=3):
    """A compound file ([MS-CFB]) with these streams in its root."""
    sector, free, end = (512, 4096)[version - 3], 0xFFFFFFFF, 0xFFFFFFFE
    sectors, chains = [], []

    def chain(data):
        if not data:
            return end
        first = len(sectors)
        for at in range(0, len(data), sector):
            sectors.append(data[at : at + sector].ljust(sector, b"\0"))
            chains.append(len(sectors))
        chains[-1] = end
        return first

    minis, mini_chains, places = b"", [], {}
    for name, data in streams.items():
        if len(data) >= 4096:
            places[name] = chain(data)
            continue
        places[name] = len(mini_chains) if data else end
        count = -(-len(data) // 64)
        mini_chains += [len(mini_chains) + 1 + i for i in range(count)]
        if count:
            mini_chains[-1] = end
        minis += data.ljust(64 * count, b"\0")
    root_start = chain(minis)
    mini_table = chain(b"".join(struct.pack("<I", it) for it in mini_chains))

    def entry(name, kind, right, child, start, size):
        units = (name + "\0").encode("utf-16-le")
        head = units.ljust(64, b"\0") + struct.pack("<HBBIII", len(units), kind, 1, free, right, child)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    names = list(streams)
    entries = [entry("Root Entry", 5, free, 1 if names else free, root_start, len(minis))]
    for at, name in enumerate(names, 1):
        entries.append(entry(name, 2, at + 1 if at < len(names) else free, free, places[name], len(streams[name])))
    directory = chain(b"".join(entries))
    table_at = len(sectors)
    count = 1
    while count * (sector // 4) < len(sectors) + count:
        count += 1
    chains += [0xFFFFFFFD] * count
    numbers = b"".join(struct.pack("<I", it) for it in chains).ljust(count * sector, b"\xff")
    sectors += [numbers[at : at + sector] for at in range(0, len(numbers), sector)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, version, 0xFFFE, 9 if version == 3 else 12, 6) + bytes(6)
    header += struct.pack("<IIIIIIIIII", 0 if version == 3 else 1, count, directory, 0, 4096, mini_table, 1 if mini_chains else 0, end, 0, table_at)
    header += b"".join(struct.pack("<I", table_at + i if i < count else free) for i in range(1, 109))
    return header.ljust(sector, b"\0") + b"".join(sectors)


def word_streams(pieces, lengths, flags=0x0200, identity=0xA5EC, version=0xC1, runs=None, changes=()):
    """The streams of a .doc: `pieces` are texts, those of bytes in one byte a character; `lengths` are those of the main text,
    footnotes, headers, macros, comments, endnotes and text boxes; `runs` are (characters, changes)."""
    text, table_of_pieces, ends = b"", b"", [0]
    start = 0x600
    for piece in pieces:
        content, change = piece if isinstance(piece, tuple) else (piece, 0)
        narrow = isinstance(content, bytes)
        data = content if narrow else content.encode("utf-16-le")
        at = start + len(text)
        table_of_pieces += struct.pack("<HIH", 0, (2 * at) | (1 << 30) if narrow else at, change)
        text += data
        ends.append(ends[-1] + (len(data) if narrow else len(data) // 2))
    plc = b"".join(struct.pack("<I", it) for it in ends) + table_of_pieces
    clx = b"".join(struct.pack("<BH", 1, len(it)) + it for it in changes) + struct.pack("<BI", 2, len(plc)) + plc
    pairs = [(0, 0)] * 93
    table = clx
    pairs[33] = (0, len(clx))
    pages = b""
    if runs:
        at, places, offsets, said = start, [start], [], b""
        for length, change in runs:
            at += length
            places.append(at)
            said = (struct.pack("<B", len(change)) + change).ljust(2 * ((len(change) + 2) // 2), b"\0") + said if change else said
            offsets.append(len(change))
        page = bytearray(512)
        struct.pack_into(f"<{len(places)}I", page, 0, *places)
        free = 511
        for index, (_, change) in enumerate(runs):
            if change:
                free = (free - 1 - len(change)) // 2 * 2
                page[free] = len(change)
                page[free + 1 : free + 1 + len(change)] = change
                page[4 * len(places) + index] = free // 2
        page[511] = len(runs)
        pages = bytes(page)
        pairs[12] = (len(table), 12)
        table += struct.pack("<III", start, at, (start + len(text) + 511) // 512)
    fib = struct.pack("<HHHHHHHIBBHHII", identity, version, 0, 0x804, 0, flags, 0xBF, 0, 0, 0, 0, 0, start, start + len(text))
    longs = [0, 0, 0, *lengths, *[0] * (22 - 3 - len(lengths))]
    fib += struct.pack("<H", 14) + bytes(28) + struct.pack("<H22I", 22, *longs)
    fib += struct.pack("<H", 93) + b"".join(struct.pack("<II", *it) for it in pairs)
    word = fib.ljust(start, b"\0") + text
    word = word.ljust(-(-len(word) // 512) * 512, b"\0") + pages
    return {"WordDocument": word, "1Table": table}


SAMPLE = paragraph(run("志愿服务"), run(" vol"), run("unteer"))

STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/><w:basedOn w:val="Normal"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Deeper"><w:name w:val="Deeper"/><w:basedOn w:val="Secret"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Open"><w:name w:val="Open"/><w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Mask"><w:name w:val="Mask"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Circle"><w:name w:val="Circle"/><w:basedOn w:val="Circle"/></w:style>',
)


def style(name):
    return f'<w:pStyle w:val="{name}"/>'


LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)

BODIES = {
    "body": [
        paragraph(run("列表一项"), properties=LIST),
        paragraph('<w:hyperlink w:anchor="x">', run("链接文字"), "</w:hyperlink>"),
        paragraph('<w:smartTag w:element="x">', run("标记"), "</w:smartTag>", "<w:customXml>", run("数据"), "</w:customXml>"),
        table(["姓名", "时长"], ["甲", "120"]),
        paragraph(run("末段")),
    ],
    "controls": [
        '<w:sdt><w:sdtPr><w:alias w:val="标题"/><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>' + paragraph(run("控件甲")) + "</w:sdtContent></w:sdt>",
        paragraph("<w:sdt><w:sdtContent>", run("控件"), "</w:sdtContent></w:sdt>", run("乙")),
    ],
    "fields": [
        paragraph(run("共"), field(" NUMPAGES ", run("12")), run("页")),
        paragraph('<w:fldSimple w:instr=" DATE ">', run("三月五日"), "</w:fldSimple>"),
        # An instruction with a field of its own, whose result is part of the instruction.
        paragraph(field("<w:r><w:instrText> IF </w:instrText></w:r>" + field(" PAGE ", run("藏")) + run("藏"), run("得") + field(" X ", run("到")))),
        # Without a result.
        paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE 词条 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', run("完")),
    ],
    "tracked": [
        paragraph(run("志愿"), f"<w:ins {TRACKED}>", run("新增"), "</w:ins>", f"<w:del {TRACKED}><w:r><w:delText>删掉</w:delText></w:r></w:del>"),
        paragraph(f"<w:moveFrom {TRACKED}>", run("移走的文字"), "</w:moveFrom>", f"<w:moveTo {TRACKED}>", run("移来"), "</w:moveTo>"),
        # Inserted and deleted again.
        paragraph(f"<w:ins {TRACKED}><w:del {TRACKED}><w:r><w:t>不见</w:t></w:r></w:del></w:ins>", run("在")),
        # The mark between the two is deleted: one word.
        paragraph(run("volun"), properties=f"<w:rPr><w:del {TRACKED}/></w:rPr>"),
        paragraph(run("teer")),
        # A deleted row; what was formatted as hidden before is seen now.
        f"<w:tbl><w:tr><w:trPr><w:del {TRACKED}/></w:trPr><w:tc>{paragraph(run('删行'))}</w:tc></w:tr><w:tr><w:tc>{paragraph(run('留'))}</w:tc></w:tr></w:tbl>",
        paragraph(run("现", f"<w:b/><w:rPrChange {TRACKED}><w:rPr><w:vanish/></w:rPr></w:rPrChange>")),
    ],
    "hidden": [
        paragraph(run("看见"), run("藏", "<w:vanish/>"), run("还在", '<w:vanish w:val="0"/>'), run("也在", '<w:vanish w:val="false"/>')),
        paragraph(run("藏"), properties=style("Secret")),
        paragraph(run("藏"), run("显", '<w:vanish w:val="off"/>'), properties=style("Deeper")),
        paragraph(run("开"), properties=style("Open")),
        paragraph(run("藏", '<w:rStyle w:val="Mask"/>'), run("环", '<w:rStyle w:val="Circle"/>')),
        # Two styles that hide turn each other around.
        paragraph(run("回", '<w:rStyle w:val="Mask"/>'), properties=style("Secret")),
        # The mark between the two is hidden: one word.
        paragraph(run("volun"), properties="<w:rPr><w:vanish/></w:rPr>"),
        paragraph(run("teer")),
    ],
    "ruby": [
        paragraph("<w:r><w:ruby><w:rubyPr/><w:rt>", run("léi"), "</w:rt><w:rubyBase>", run("雷"), "</w:rubyBase></w:ruby></w:r>", run("锋")),
    ],
    "text-boxes": [
        paragraph(run("正文"), shape(box(paragraph(run("框中文字")), paragraph(run("再一行"))))),
        # As before 2010.
        paragraph("<w:r><w:pict><v:shape><v:textbox>", box(paragraph(run("旧框"))), "</v:textbox></v:shape></w:pict></w:r>"),
        # One in another, in a deletion, in hidden text.
        paragraph(shape(box(paragraph(run("外"), shape(box(paragraph(run("内")))))))),
        paragraph(f"<w:del {TRACKED}>", shape(box(paragraph(run("删框")))), "</w:del>"),
        paragraph(shape(box(paragraph(run("藏框")))).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)),
        # A field begun in the text is not in the box, nor the other way round.
        paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', shape(box(paragraph(run("域框")))), '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', run("果"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        # An emoji, as a symbol of its own or as text.
        paragraph('<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F600"/></mc:Choice><mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r>'),
    ],
    "notes": [
        paragraph(run("正文"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("续"), '<w:r><w:endnoteReference w:id="2"/></w:r>'),
    ],
    "beside": [
        paragraph(run("只数"), '<w:r><w:commentReference w:id="0"/></w:r>', run("正文")),
    ],
    "signs": [
        paragraph(run("甲"), '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "<w:r><w:t>so</w:t><w:softHyphen/><w:t>ft</w:t></w:r>"),
        paragraph("<w:r><w:t>state</w:t><w:noBreakHyphen/><w:t>of</w:t></w:r>"),
        paragraph("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:cr/><w:t>four</w:t></w:r>", properties='<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'),
        # Without xml:space the spaces at both ends are none.
        paragraph("<w:r><w:t> five </w:t></w:r>", run("six")),
        paragraph(run("a&amp;b&#x7532;&#20057;<![CDATA[<丙>]]>"), "<w:proofErr/><w:bookmarkStart/><!-- 注 -->"),
    ],
}

NOTES = {
    "footnotes": part(
        "footnotes",
        '<w:footnote w:type="separator" w:id="0">' + paragraph(run("线")) + "</w:footnote>"
        '<w:footnote w:type="continuationSeparator" w:id="1">' + paragraph(run("线")) + "</w:footnote>"
        '<w:footnote w:id="2">' + paragraph("<w:r><w:footnoteRef/></w:r>", run("脚注文字"), shape(box(paragraph(run("注框"))))) + "</w:footnote>",
    ),
    "endnotes": part("endnotes", '<w:endnote w:id="2">' + paragraph(run("尾注 one")) + "</w:endnote>"),
}

PARTS = {
    "hidden": {"styles": STYLES},
    "body": {"numbering": NUMBERING},
    "notes": NOTES,
    "beside": {
        "header": part("hdr", paragraph(run("页眉"))),
        "footer": part("ftr", paragraph(run("页脚"))),
        "comments": part("comments", '<w:comment w:id="0">' + paragraph(run("批注")) + "</w:comment>"),
    },
}

HEADERS = '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'


def documents():
    for name, content in BODIES.items():
        section = HEADERS if name == "beside" else ""
        yield f"{name}.docx", archive(package(body(*content, section=section), PARTS.get(name)))
    sample = body(SAMPLE)
    # Names and namespaces.
    strict = sample.replace(W, W_STRICT).replace(R, R_STRICT)
    notes = {kind: content.replace(W, W_STRICT) for kind, content in NOTES.items()}
    yield "strict.docx", archive(package(strict, notes, base=R_STRICT))
    yield "prefix.docx", archive(package(sample.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")))
    plain = f'{XML}<document xmlns="{W}" xmlns:x="{W}"><body><p><r><t>志愿服务</t></r><x:r><x:t xml:space="preserve"> vol</x:t></x:r><r><t>unteer</t></r></p></body></document>'
    yield "no-prefix.docx", archive(package(plain))
    foreign = sample.replace("<w:sectPr>", '<w:p><w:r xmlns:w="urn:other"><w:t>别的</w:t></w:r></w:p><w:sectPr>')
    yield "foreign.docx", archive(package(foreign))
    yield "document2.docx", archive(package(sample, NOTES, main="word/document2.xml", target="/word/document2.xml"))
    files = package(sample, main="Word/Document.XML", target="word/document.xml")
    yield "case.docx", archive(files)
    yield "elsewhere.docx", archive(package(sample, NOTES, main="a/b/text.xml", target="./a/c/../b/text.xml"))
    # Ways to archive.
    files = package(sample)
    yield "streamed.docx", streamed(files)
    yield "zip64.docx", raw_archive(files, zip64=True)
    yield "before.docx", b"PK\3\4 something before" + archive(files, comment=b"and a comment")
    yield "backslash.docx", archive({name.replace("/", "\\"): content for name, content in files.items()})
    # Refused.
    whole = archive(files)
    yield "empty.docx", b""
    yield "zeros.doc", bytes(2048)
    yield "cut.docx", whole[: len(whole) // 2]
    yield "cut-inside.docx", raw_archive(files, sizes={})[:200] + raw_archive(files)[260:]
    yield "crc.docx", raw_archive(files).replace(struct.pack("<I", zlib.crc32(sample.encode())), b"\0\0\0\0")
    yield "packed-otherwise.docx", raw_archive(files, method=12)
    yield "password.docx", raw_archive(files, flags=1)
    yield "encrypted.docx", compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(64)})
    blank = " " * 40_000_000
    yield "bomb-tags.docx", archive(package(body(f'<w:p w:rsidR="{"0" * 200}"/>' * 200_000)))
    yield "bomb-text.docx", raw_archive(package(body(paragraph(run("字" * 15_000_000)))), sizes={"word/document.xml": 300})
    yield "bomb-styles.docx", archive(package(sample, {"styles": part("styles", "<w:style/>" * 1_000_000)}))
    yield "bomb-relationships.docx", archive({**files, "_rels/.rels": blank})
    yield "deep.docx", archive(package(body("<w:ins>" * 100_000)))
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "字"}">' for i in range(10))
    yield "entities.docx", archive(package(sample.replace(XML, f"{XML}<!DOCTYPE w:document [{laughs}]>").replace("志愿", "&l9;")))
    yield "unclosed.docx", archive(package(sample.replace("</w:body></w:document>", "")))
    yield "other-root.docx", archive(package(f"{XML}<w:document xmlns:w='urn:other'/>"))
    yield "no-main.docx", archive({name: content for name, content in files.items() if name != "word/document.xml"})
    yield "folder.docx", archive({"a.txt": "a", "b/c.txt": "c"})
    yield "picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(64)
    yield "photo.doc", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(64)
    yield "archive.docx", b"Rar!\x1a\x07\1\0" + bytes(64)
    yield "page.doc", '<html xmlns:w="urn:schemas-microsoft-com:office:word"><body>网页</body></html>'.encode()
    yield "page-utf16.doc", "\ufeff  <!DOCTYPE HTML><p>网页".encode("utf-16-le")
    yield "page-in-one.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"
    yield "rich.doc", rb"{\rtf1\ansi \u24535?}"
    yield "print.docx", b"%PDF-1.7\n"
    yield "word2003.doc", f'{XML}<?mso-application progid="Word.Document"?><w:wordDocument/>'.encode()
    sheet = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    yield "sheet.docx", archive(package(sheet, main="xl/workbook.xml", kind="spreadsheetml.sheet.main"))
    yield "binary-sheet.docx", archive(package("", main="xl/workbook.bin", kind="x"))
    slides = '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
    yield "slides.docx", archive(package(slides, main="ppt/presentation.xml", kind="x"))
    yield "open.docx", archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, zipfile.ZIP_STORED)
    yield "old-sheet.doc", compound({"Workbook": bytes(64)})
    yield "unknown.doc", compound({"Something": bytes(64)})
    yield "noise.docx", bytes(range(256))
    # .doc, by hand.
    text = ["志愿服务", b" 8-bit \x93x\x94 ", "宽字\U00020000\r"]
    length = 4 + 11 + 5
    yield "pieces.doc", compound(word_streams(text, [length]))
    yield "pieces-v4.doc", compound(word_streams(text, [length]), version=4)
    stories = ["正文\r", "脚注\r", "页眉\r", "批注\r", "尾注\r", "框\r\r"]
    yield "stories.doc", compound(word_streams(stories, [3, 3, 3, 0, 3, 3, 3]))
    marks = "共\x13 NUMPAGES \x1412\x15页\r表\x07格\x07\x07so\x1fft\x0bsta\x1ete\x0c\x01\x08\x02\x05完\r"
    yield "marks.doc", compound(word_streams([marks], [len(marks)]))
    hidden, deleted, special = b"\x3c\x08\1", b"\0\x08\1", b"\x55\x08\1"
    runs = [(4, b""), (4, hidden), (4, deleted), (2, special), (4, b"\x3c\x08\0"), (2, b"\x09\x6a\0\0\x4a\xf0")]
    yield "runs.doc", compound(word_streams(["看见藏字删字(在这("], [10], runs=runs))
    changed = [("留", 0), ("藏", 0x5C << 1 | 1 << 8), ("删", 0x41 << 1 | 1 << 8), ("藏", 1), "末"]
    yield "changed-pieces.doc", compound(word_streams(changed, [5], changes=[hidden]))
    yield "password.doc", compound(word_streams(text, [length], flags=0x0300))
    yield "word95.doc", compound(word_streams(text, [length], identity=0xA5DC, version=0x68))
    yield "word2.doc", b"\xdb\xa5\x2d\0" + bytes(508)
    yield "too-long.doc", compound(word_streams(text, [length + 1]))
    streams = word_streams(text, [length])
    yield "no-table.doc", compound({"WordDocument": streams["WordDocument"]})
    circle = bytearray(compound(word_streams(text, [length])))
    at = 512 * (1 + struct.unpack_from("<I", circle, 0x4C)[0])
    struct.pack_into("<I", circle, at, 0)
    yield "circle.doc", bytes(circle)
    # Plain text: a mark decides, else UTF-8 where it is valid, else GB18030.
    words = "志愿服务 volunteer 𠀀\r\n雷锋"
    yield "utf8.txt", words.encode()
    yield "utf8-mark.txt", b"\xef\xbb\xbf" + words.encode()
    yield "utf16le.txt", b"\xff\xfe" + words.encode("utf-16-le")
    yield "utf16be.txt", b"\xfe\xff" + words.encode("utf-16-be")
    yield "gb18030.txt", words.encode("gb18030")
    # A surname that begins as a file of Word 2 does.
    yield "surname.txt", "邾小明".encode("gb18030")
    yield "undecodable.txt", b"\xd6\xbe\xd4\xb8\xff\xff"
    yield "binary.txt", b"a\0b"


def office(soffice):
    """What LibreOffice makes of some of them."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ["body", "fields", "tracked", "hidden", "notes", "text-boxes", "beside", "signs"]:
            source = Path(folder) / f"office-{name}.docx"
            shutil.copy(FOLDER / f"{name}.docx", source)
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [soffice, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(FOLDER), str(source)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--office", help="the command of LibreOffice")
    options = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for name, content in documents():
        (FOLDER / name).write_bytes(content)
    if options.office:
        office(options.office)


main()
