"""Writes the workbooks of tests/files/sheets/.

    pip install openpyxl==3.1.5 xlsxwriter==3.3.1 xlwt==1.3.0 msoffcrypto-tool==6.1.0
    python3 tests/files/make-sheets.py

What each is read as stands in sheets.json beside this file, written from what the programs show. Names and numbers are made up.
"""

import datetime
import hashlib
import io
import pathlib
import re
import struct
import zipfile

import openpyxl
import xlsxwriter
import xlwt
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from xlwt.CompoundDoc import XlsDoc

OUT = pathlib.Path(__file__).parent / "sheets"
WHEN = datetime.datetime(2012, 4, 20)

APPLICATION = [
    "序号", "申报级别", "申报渠道", "所属县区", "单位名称", "岗位名称", "服务队长", "联系电话", "单位人数", "志愿者人数",
    "已获推荐", "申报日期", "申报材料", "经办备注",
]


def application(at, unit, post, volunteers=25):
    return [
        at, "市级", "县（区）单位", "蒙阴县", unit, post, "示例队长", "13800000001", 40, volunteers, "是", WHEN.date(), "服" * 20, "",
    ]


def save(book, name):
    """openpyxl stamps the time of saving into the file: it is put to one that does not change."""
    book.properties.created = book.properties.modified = WHEN
    path = OUT / name
    book.save(path)
    repack(path)


def repack(path, change=lambda name, data: data):
    with zipfile.ZipFile(path) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2012-04-20T00:00:00Z", data)
            archive.writestr(zipfile.ZipInfo(name, (2012, 4, 20, 0, 0, 0)), change(name, data), zipfile.ZIP_DEFLATED)


def pile():
    """A title over the columns, a hidden sheet that would fit as well, sums and notes below, rosters on a sheet of their own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "申报汇总"
    sheet.append(["青年雷锋岗申报汇总表"])
    sheet.merge_cells("A1:N1")
    sheet.append([])
    sheet.append(APPLICATION)
    sheet.append(application(1, "示例一院", "急诊导医岗"))
    sheet.append(application(2, "示例二院", "门诊导医岗", "２５人"))
    sheet.append([])
    sheet.append(application(3, "示例客运站", "候车引导岗", 3))
    sheet.append([None, None, None, None, "合　计", None, None, None, 120, 53])
    sheet.append(["填表人：示例", None, None, None, "审核人："])
    hidden = book.create_sheet("往年")
    hidden.sheet_state = "hidden"
    for _ in range(2):
        hidden.append(APPLICATION)
        hidden.append(application(9, "往年单位", "往年岗位"))
    very = book.create_sheet("字典")
    very.sheet_state = "veryHidden"
    very.append(APPLICATION)
    rosters = book.create_sheet("志愿者名册")
    rosters.append(["单位名称", "岗位名称", "姓名", "服务时长（小时）", "联系电话", "性别"])
    rosters.append(["示例一院", "急诊导医岗", "甲一", 120, "13900000001", "女"])
    rosters.append([None, None, "甲二", "一百二十", "13900000002", "男"])
    rosters.append([None, None, "甲三", "约100小时", "13900000003", "男"])
    rosters.merge_cells("A2:A4")
    rosters.merge_cells("B2:B4")
    rosters.append([" 示例 客运站", "候车引导岗", "乙一", 99.5, 13900000004])
    rosters.append(["示例客运站", "候车引导岗", "乙二", 100, "13900000005"])
    rosters.append(["查无此院", "急诊导医岗", "丙一", 100, "13900000006"])
    save(book, "pile.xlsx")


def nomination():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "推荐名单"
    sheet.append(["青年雷锋岗推荐名单"])
    sheet.append(["推荐单位（盖章）：蒙阴县"])
    sheet.append(["序号", "单位", "", "推荐情况", ""])
    sheet.append(["", "单位名称", "岗位名称", "事迹特别突出", "备注"])
    for at in range(1, 4):
        sheet.append([at, f"示例单位{at}", f"示例岗{at}", "是" if at == 1 else ""])
    sheet.append(["填报日期：2012年4月20日"])
    save(book, "nomination.xlsx")


def cells():
    """One of each kind of cell, and formats of dates."""
    path = OUT / "cells.xlsx"
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    book.set_properties({"created": WHEN})
    sheet = book.add_worksheet("单元格")
    sheet.write_row(0, 0, ["单位名称", "岗位名称", "服务场所", "申报日期", "单位人数"])
    date = lambda code: book.add_format({"num_format": code})
    bold = book.add_format({"bold": True})
    rows = [
        ("rich", None, "一行\n二行", (41019, date('yyyy"年"m"月"d"日"')), 12.5),
        ("数字存为文字", "0012", "  ", (41019, date("[$-804]yyyy年m月d日;@")), "１２"),
        ("真假", True, False, (41019.75, date("yyyy-mm-dd hh:mm")), 1e15),
        ("错误", "=1/0", "=NA()", (41019, date("m/d/yy")), -0.5),
        ("公式", '="甲"&"乙"', "=1+1", (0.5, date("h:mm")), 0),
        ("十六进制 _x000D_ 转义", "&<>\"'", "𠮷😀", (4.1875, date("[h]:mm")), 1e-7),
    ]
    for y, row in enumerate(rows, 1):
        for x, value in enumerate(row):
            if value == "rich":
                sheet.write_rich_string(y, x, "前", bold, "粗", "后")
            elif isinstance(value, tuple):
                sheet.write_number(y, x, *value)
            elif value is None:
                continue
            elif isinstance(value, str) and value.startswith("="):
                result = {"=1/0": "#DIV/0!", "=NA()": "#N/A", "=1+1": 2}.get(value, "甲乙")
                sheet.write_formula(y, x, value, None, result)
            else:
                sheet.write(y, x, value)
    book.close()
    repack(path)


def since_1904():
    path = OUT / "since-1904.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    book.set_properties({"created": WHEN})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["单位名称", "申报日期"])
    sheet.write(1, 0, "示例")
    sheet.write_datetime(1, 1, WHEN, book.add_format({"num_format": 14}))
    book.close()
    repack(path)


def strict():
    """The names of ISO Strict, inline texts, how a text is pronounced, dates as ISO writes them, and no numbers of cells."""
    path = OUT / "strict.xlsx"
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    packaged = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f"""<Types xmlns="{packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/book/main.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""",
        "_rels/.rels": f"""<Relationships xmlns="{packaged}/relationships">
<Relationship Id="rId1" Type="{office}/officeDocument" Target="/book/main.xml"/></Relationships>""",
        "book/main.xml": f"""<x:workbook xmlns:x="{main}" xmlns:r="{office}" conformance="strict"><x:sheets>
<x:sheet name="表&#x4E00;" sheetId="1" r:id="first"/></x:sheets></x:workbook>""",
        "book/_rels/main.xml.rels": f"""<Relationships xmlns="{packaged}/relationships">
<Relationship Id="first" Type="{office}/worksheet" Target="cells.xml"/>
<Relationship Id="texts" Type="{office}/sharedStrings" Target="texts.xml"/>
<Relationship Id="away" Type="{office}/externalLink" Target="http://127.0.0.1/other.xlsx" TargetMode="External"/></Relationships>""",
        "book/texts.xml": f"""<x:sst xmlns:x="{main}"><x:si><x:r><x:t>单位</x:t></x:r><x:r><x:t>名称</x:t></x:r>
<x:rPh sb="0" eb="2"><x:t>タンイ</x:t></x:rPh></x:si></x:sst>""",
        "book/cells.xml": f"""<x:worksheet xmlns:x="{main}"><x:sheetData>
<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>申报日期</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>志愿者人数</x:t></x:is></x:c></x:row>
<x:row><x:c t="inlineStr"><x:is><x:r><x:t xml:space="preserve">示例 </x:t></x:r><x:r><x:t>单位</x:t></x:r></x:is></x:c><x:c t="d"><x:v>2012-04-20T00:00:00Z</x:v></x:c><x:c><x:f>SUM(1,2)</x:f></x:c></x:row>
</x:sheetData></x:worksheet>""",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2012, 4, 20, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def far():
    """A cell at the far corner, and a million rows that hold a format only."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["单位名称", "岗位名称"])
    sheet.append(["示例单位", "示例岗"])
    sheet["XFD1048576"] = "尽头"
    path = OUT / "far.xlsx"
    save(book, "far.xlsx")
    rows = b'<row s="0"/>' * 1048573
    last = b'<row r="1048576"'
    repack(path, lambda name, data: data.replace(last, rows + last) if name.endswith("sheet1.xml") else data)


def old():
    """BIFF8: shared texts that go on in a second record, a hidden sheet, merged cells, dates, numbers side by side, formulas."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    sheet.write_merge(0, 0, 0, 5, "志愿者名册（示例）")
    for x, name in enumerate(["序号", "姓名", "服务时长（小时）", "联系电话", "服务日期", "说明"]):
        sheet.write(1, x, name)
    date = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    for at in range(60):
        sheet.write(2 + at, 0, at + 1)
        sheet.write(2 + at, 1, f"志愿者{at:02}")
        sheet.write(2 + at, 2, [100, 100.25, 1234567.891, "一百二十", -1][at % 5])
        sheet.write(2 + at, 3, f"138000000{at:02}")
        sheet.write(2 + at, 4, WHEN, date)
        sheet.write(2 + at, 5, f"说明{at}" + "长" * 180)
    sheet.write(62, 0, "合计")
    sheet.write(62, 2, xlwt.Formula("SUM(C3:C62)"))
    sheet.write(63, 0, True)
    sheet.write(63, 1, xlwt.Formula('"a"'))
    hidden = book.add_sheet("隐藏")
    hidden.visibility = 1
    hidden.write(0, 0, "姓名")
    book.save(OUT / "old.xls")


def small():
    """The smallest of its kind, to be damaged byte by byte."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    for y, row in enumerate([["姓名", "服务时长（小时）", "联系电话"], ["甲", 100, "13800000001"], ["乙", 99.5, None]]):
        for x, value in enumerate(row):
            sheet.write(y, x, value)
    book.save(OUT / "small.xls")


KEY = "VelvetSweatshop".encode("utf-16le")
SALT = bytes(range(16))
VERIFIER = bytes(range(100, 116))


def rc4(key, data):
    return Cipher(ARC4(key), None).encryptor().update(data)


def encrypted_xls(name, head, key_of, digest):
    """small.xls, its records encrypted with RC4 ([MS-XLS] 2.2.10); `key_of` gives the key of each 1024 bytes."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    for y, row in enumerate([["姓名", "服务时长（小时）", "联系电话"], ["甲", 100, "13800000001"], ["乙", 99.5, None]]):
        for x, value in enumerate(row):
            sheet.write(y, x, value)
    plain = book.get_biff_data()
    shown = rc4(key_of(0), VERIFIER + digest(VERIFIER).digest())
    data = head + shown[:16] + (struct.pack("<I", 20) if len(shown) > 32 else b"") + shown[16:]
    first = 4 + struct.unpack_from("<H", plain, 2)[0]
    stream = bytearray(plain[:first] + struct.pack("<HH", 0x2F, len(data)) + data + plain[first:])
    mask = b"".join(rc4(key_of(at), bytes(1024)) for at in range(len(stream) // 1024 + 1))
    at = 0
    while at < len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        skip = length if number in (0x809, 0x2F, 0xE1) else 4 if number == 0x85 else 0
        if number == 0x85:
            place = struct.unpack_from("<I", stream, at + 4)[0] + len(data) + 4
            struct.pack_into("<I", stream, at + 4, place)
        for byte in range(at + 4 + skip, at + 4 + length):
            stream[byte] ^= mask[byte]
        at += 4 + length
    XlsDoc().save(OUT / name, bytes(stream))


def protected():
    """Workbooks whose structure is protected, in the ways of four generations of Excel; and one with a password."""
    md5, sha1 = (lambda data: hashlib.md5(data).digest()), (lambda data: hashlib.sha1(data).digest())
    short = md5((md5(KEY)[:5] + SALT) * 16)[:5]
    encrypted_xls(
        "protected-97.xls",
        struct.pack("<HHH", 1, 1, 1) + SALT,
        lambda at: md5(short + struct.pack("<I", at)),
        hashlib.md5,
    )
    header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + "RC4\0".encode("utf-16le")
    head = struct.pack("<HHHII", 1, 4, 2, 4, len(header)) + header + struct.pack("<I", 16) + SALT
    for name, key in (("protected-2003.xls", KEY), ("password.xls", "another".encode("utf-16le"))):
        base = sha1(SALT + key)
        encrypted_xls(name, head, lambda at: sha1(base + struct.pack("<I", at))[:16], hashlib.sha1)
    package = (OUT / "since-1904.xlsx").read_bytes()
    key = sha1(SALT + KEY)
    for at in range(50_000):
        key = sha1(struct.pack("<I", at) + key)
    key = sha1(key + bytes(4))
    key = sha1(bytes(0x36 ^ byte for byte in key.ljust(64, b"\0")))[:16]
    ecb = lambda data: Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(data.ljust(-(-len(data) // 16) * 16, b"\0"))
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + "AES\0".encode("utf-16le")
    info = struct.pack("<HHII", 4, 2, 0x24, len(header)) + header + struct.pack("<I", 16) + SALT
    info += ecb(VERIFIER) + struct.pack("<I", 20) + ecb(sha1(VERIFIER))
    with open(OUT / "protected-2007.xlsx", "wb") as out:
        ECMA376Encrypted(struct.pack("<Q", len(package)) + ecb(package), info).write_to(out)
    # Its salts are random: it is another file each time.
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(package)).encrypt("VelvetSweatshop", out)
    (OUT / "protected-2010.xlsx").write_bytes(out.getvalue())


def texts():
    """Text: parted by tabs, by semicolons, with a title, and with a row that is broken."""
    rows = [["志愿者名册"], [], ["姓名", "服务时长（小时）", "联系电话"], ["甲", "1,200", "13800000001"], ["乙", "99.5", ""], ["合计", "1299.5"]]
    for name, mark in (("tabs.csv", "\t"), ("semicolons.csv", ";")):
        (OUT / name).write_bytes("\r\n".join(mark.join(row) for row in rows).encode("utf-8"))


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    for make in (pile, nomination, cells, since_1904, strict, far, old, small, protected, texts):
        make()
