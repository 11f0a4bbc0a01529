"""What somebody might write where a text or an expression is expected, in the hope that something runs it."""

from collections.abc import Iterator, Mapping
from json import dumps, loads
from pathlib import Path
from xml.sax.saxutils import escape

from app.library.shipped import bundle_from
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.values import Json
from tests.benchmarks.server import SOP as BENCH
from tests.office import bundle_of

#: What the first three would do is leave a file of this name.
TRACE = Path("somebody-was-here")
PYTHON = (
    f"__import__('os').system('touch {TRACE}')",
    f"exec(\"open('{TRACE}', 'w')\")",
    f"open('{TRACE}', 'w')",
    "eval('1 + 1')",
    "().__class__.__base__.__subclasses__()",
    "(lambda: 1).__globals__",
    "compile('1', 'x', 'eval')",
)
#: In the spellings of templates and expression languages, too.
PAYLOADS = (
    PYTHON[0],
    *(f"={text}" for text in PYTHON),
    f"${{{PYTHON[0]}}}",
    f"{{{{{PYTHON[0]}}}}}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% import os %}{{ os.system('id') }}",
    "{0.__class__.__init__.__globals__}",
    "${T(java.lang.Runtime).getRuntime().exec('id')}",
    "= function(x) external { java: { class: 'java.lang.System' } }",
    "=get or else(__builtins__, 1)",
    "<script>alert(1)</script>",
    "!!python/object/apply:os.system ['id']",
)

_PLACE = b"MUATAN"
#: Wherever a diagram says something that is computed.
_DRAWINGS = (
    "(mulai) -> isi -> <cukup?> -[MUATAN]-> (ya)\n<cukup?> -> (tidak)",
    "(mulai) -> hitung:script{MUATAN; result=n} -> isi -> (selesai)",
    "(mulai) -> (jeda:timer{MUATAN; kind=timeDuration}) -> isi -> (selesai)",
    "(mulai) -> (jeda:timer{MUATAN; kind=timeDate}) -> isi -> (selesai)",
    "(mulai) -> isi -> (selesai)\nisi ! (jeda:timer{MUATAN; kind=timeCycle}) -> (lewat)",
    "(mulai) -> isi{parallel=MUATAN; as=satu} -> (selesai)",
    "(mulai) -> isi{sequential; times=MUATAN} -> (selesai)",
    "(mulai) -> isi{parallel=daftar; as=satu; until=MUATAN} -> (selesai)",
    "(mulai) -> isi -> kirim:service{MUATAN} -> (selesai)",
    "(mulai) -> isi -> terima:receive{MUATAN} -> (selesai)",
)


def drawn_bundles(payload: str) -> Iterator[Bundle]:
    """Processes with the payload wherever a diagram or its facts say something that is computed."""
    for drawing in _DRAWINGS:
        bundle = bundle_of(drawing, daftar=[1, 2])
        yield bundle.replacing(DIAGRAM, bundle.files[DIAGRAM].replace(_PLACE, escape(payload, _QUOTES).encode()))
    for fact in ("judul", "nomor"):
        yield bundle_of("(mulai) -> isi -> (selesai)", **{fact: payload}, title=payload)


def whole_bundles(payload: str) -> Iterator[Bundle]:
    """The process of the benchmark with the payload in all its texts, and in each of its rules."""
    bundle = bundle_from(BENCH, "bench")
    texts = bundle.replacing(SOP, bundle.files[SOP].replace(b'"=teks_0"', dumps(payload).encode()))
    for text in ("Mengisi data", "Sekali lagi?"):
        texts = _said_otherwise(texts, text, payload)
    yield _with_first(texts, {"label": payload, "description": payload})
    yield _with_first(texts, {"type": "text", "text": payload, "key": None, "label": None, "validate": None})
    yield _said_otherwise(bundle, '=pilihan = "lagi"', payload)
    for rule in ({"defaultValue": payload}, {"conditional": {"hide": payload}}, {"readonly": payload}):
        yield _with_first(bundle, rule)
    yield _with_first(bundle, {"validate": {"required": True, "pattern": payload}})
    yield _with_first(bundle, {"type": "select", "valuesExpression": payload})


def _said_otherwise(bundle: Bundle, text: str, payload: str) -> Bundle:
    changed = bundle.files[DIAGRAM].replace(escape(text).encode(), escape(payload, _QUOTES).encode())
    return bundle.replacing(DIAGRAM, changed)


def _with_first(bundle: Bundle, change: Mapping[str, Json]) -> Bundle:
    """The bundle with the first component of its form changed; None takes a property away."""
    form = loads(bundle.files["forms/isi.form"])
    first = {name: value for name, value in {**form["components"][0], **change}.items() if value is not None}
    changed = {**form, "components": [first, *form["components"][1:]]}
    return bundle.replacing("forms/isi.form", dumps(changed).encode())


_QUOTES = {'"': "&quot;", "\n": "&#10;"}
