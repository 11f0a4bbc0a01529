"""ZIPs and diagrams that an enemy would send to the studio."""

import stat
import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BPMN = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

#: Diagrams, each with a name for the report.
DIAGRAMS: Mapping[str, bytes] = {
    "document type": f"<!DOCTYPE definitions><definitions {BPMN}/>".encode(),
    "billion laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><definitions {BPMN}>&l9;</definitions>'.encode(),
    "quadratic blow-up": f'<!DOCTYPE a [<!ENTITY x "{"y" * 50000}">]><a>{"&x;" * 5000}</a>'.encode(),
    "a file of the server": (
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions {BPMN}><process id="&x;"/></definitions>'
    ).encode(),
    "an address": b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    "a parameter entity": b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]><a/>',
    "an inclusion": (
        f'<definitions {BPMN} xmlns:xi="http://www.w3.org/2001/XInclude"><process id="p">'
        '<xi:include href="file:///etc/passwd" parse="text"/></process></definitions>'
    ).encode(),
    "a style sheet": f'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><definitions {BPMN}/>'.encode(),
    "deep": b"<a>" * 100_000 + b"</a>" * 100_000,
    "deep sub-processes": (
        f'<definitions {BPMN}><process id="p">'.encode() + b'<subProcess id="s">' * 200 + b"</subProcess>" * 200
    )
    + b"</process></definitions>",
    "no XML": b"bukan XML",
    "JSON": b'{"definitions": {}}',
    "zeros": bytes(1000),
    "half a file": f'<definitions {BPMN}><process id="p"'.encode(),
    "wide without saying so": "<definitions/>".encode("utf-16-le"),
    "says one encoding, is another": b'<?xml version="1.0" encoding="UTF-16"?><definitions/>',
    "unknown encoding": b'<?xml version="1.0" encoding="rahasia"?><definitions/>',
    "no UTF-8": f'<definitions {BPMN}><process id="p" name="'.encode() + b'\xff\xfe"/></definitions>',
    "another root": b"<html><script>alert(1)</script></html>",
    "too many elements": (
        f'<definitions {BPMN}><process id="p">'
        + "".join(f'<task id="t{n}"/>' for n in range(3100))
        + "</process></definitions>"
    ).encode(),
    "hostile names": (
        f'<definitions {BPMN}><process id="p" isExecutable="true"><startEvent id="a" name="&lt;script&gt;{{x}}%(y)s"/>'
        '<sequenceFlow id="{0}" sourceRef="a" targetRef="{x.__class__}"/></process></definitions>'
    ).encode(),
    "hostile condition": (
        f'<definitions {BPMN}><process id="p" isExecutable="true"><sequenceFlow id="f" sourceRef="a" targetRef="b">'
        f"<conditionExpression>={'(' * 5000}1{')' * 5000}</conditionExpression></sequenceFlow></process></definitions>"
    ).encode(),
}

HUGE = b"<a>" + b" " * (5 * 2**20) + b"</a>"
#: Other files of an SOP, by name.
FILES: Mapping[str, tuple[bytes, ...]] = {
    "sop.toml": (b"\xff", b"[", b"key = " + b"[" * 5000, b'key = "x"\n__class__ = 1'),
    "scenarios.toml": (b"\xff", b"[[story]]\nname = 1"),
    "ajukan.form": (b"\xff", b"{", b"[" * 100_000, b'{"components": [{"type": "html", "content": "<script>"}]}'),
    "ajukan.md": (b"\xff", b"+++\n[", b"+++\n+++\n{{" + b"(" * 5000, b"{{ ''.__class__ }}"),
}


def zipped(**files: bytes) -> bytes:
    """A ZIP; in the names `__` stands for a slash and `_dot_` for a dot."""
    return archive({name.replace("__", "/").replace("_dot_", "."): data for name, data in files.items()})


def archive(files: Mapping[str, bytes]) -> bytes:
    sink = BytesIO()
    with ZipFile(sink, "w", ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(ZipInfo(name) if "\\" in name else name, data, ZIP_DEFLATED)
    return sink.getvalue()


def _link() -> bytes:
    sink = BytesIO()
    with ZipFile(sink, "w") as made:
        info = ZipInfo("bpmn/x/process.bpmn")
        info.create_system = 3
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(info, "/etc/passwd")
    return sink.getvalue()


def _twice(one: str, other: str) -> bytes:
    sink = BytesIO()
    with ZipFile(sink, "w") as made:
        made.writestr("bpmn/x/sop.toml", "")
        made.writestr(one, "a")
        made.writestr("q" * len(other), "b")
    return sink.getvalue().replace(b"q" * len(other), other.encode())


def _encrypted() -> bytes:
    data = bytearray(archive({"bpmn/x/process.bpmn": b"x"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        data[place : place + 2] = struct.pack("<H", 1)
    return bytes(data)


def _lying() -> bytes:
    """The directory says ten bytes, the file unfolds to 60 MB."""
    data = bytearray(archive({"bpmn/x/process.bpmn": bytes(60 * 2**20)}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 10)
    return bytes(data)


#: ZIPs, each with a name for the report.
ARCHIVES: Mapping[str, bytes] = {
    "bomb": archive({"bpmn/x/process.bpmn": bytes(60 * 2**20), "bpmn/x/sop.toml": b""}),
    "many middle ones": archive({f"forms/x/f{n}.form": bytes(4 * 2**20) for n in range(12)}),
    "lying sizes": _lying(),
    "too many files": archive({f"forms/x/f{n}.form": b"" for n in range(2100)}),
    "leads up": archive({"../../etc/cron.d/x": b"x"}),
    "leads up within": archive({"bpmn/x/../../../etc/passwd": b"x"}),
    "from the root": archive({"/etc/passwd": b"x"}),
    "of a drive": archive({"C:/boot.ini": b"x"}),
    "backslashes": archive({"..\\..\\windows\\x": b"x"}),
    "symbolic link": _link(),
    "twice": _twice("bpmn/x/process.bpmn", "bpmn/x/process.bpmn"),
    "twice but for the case": _twice("bpmn/x/process.bpmn", "bpmn/x/Process.bpmn"),
    "encrypted": _encrypted(),
    "another archive inside": archive({"bpmn/x/process.bpmn": b"<a/>", "bpmn/x/sop.toml": b"", "a.zip": archive({})}),
    "program inside": archive({"bpmn/x/process.bpmn": b"<a/>", "bpmn/x/run.py": b"import os"}),
    "empty": archive({}),
    "half": archive({"bpmn/x/process.bpmn": b"<a/>" * 1000})[:60],
    "no ZIP": b"PK\x03\x04" + bytes(100),
    "nothing": b"",
    "text": b"bukan ZIP",
    "several": archive({f"bpmn/{name}/{file}": b"" for name in "ab" for file in ("process.bpmn", "sop.toml")}),
    "a folder as a file": archive({"bpmn/x/process.bpmn/": b"", "bpmn/x/sop.toml": b""}),
    **{
        f"with a diagram: {name}": archive({"bpmn/izin_kecil/process.bpmn": data, "bpmn/izin_kecil/sop.toml": b"["})
        for name, data in DIAGRAMS.items()
    },
}
