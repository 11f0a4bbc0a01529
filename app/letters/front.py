"""The front matter of a template."""

import re
import tomllib
from collections.abc import Mapping

from app.letters.body import read_expression, read_text
from app.letters.problem import BadTemplate
from app.model.paper import Authority, Kind
from app.model.template import Front, Text

SIZES = ("A4", "F4", "half-folio")
_TEXTS = ("title", "addressee", "sender", "sifat", "lampiran", "hal")
_WORDS = ("kind", "series", "number", "when", "date", "signer", "authority", "paper", "watermark")
_FLAGS = ("register", "applicant", "replaces")
_KNOWN = (*_TEXTS, *_WORDS, "tembusan", *_FLAGS)
#: The line of the file on which the front matter begins, after the fence.
_FIRST = 2


def read_front(source: str) -> Front:
    """The front matter in a text. Raises BadTemplate."""
    try:
        values = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadTemplate("the front matter is not valid TOML: {error}.", _FIRST, error=error) from None
    keys = _Keys(source, values)
    keys.check()
    return Front(
        kind=Kind(keys.one_of("kind", tuple(Kind))),
        title=keys.holes("title"),
        series=keys.word("series"),
        when=keys.formula("when"),
        date=keys.formula("date"),
        addressee=keys.holes("addressee"),
        sender=keys.holes("sender"),
        signer=keys.perhaps_formula("signer", ()),
        authority=keys.perhaps_formula("authority", tuple(Authority)),
        sifat=keys.holes("sifat"),
        lampiran=keys.holes("lampiran"),
        hal=keys.holes("hal"),
        tembusan=tuple(read_text(text, keys.line("tembusan")) for text in keys.texts("tembusan")),
        paper=keys.one_of("paper", SIZES, "A4"),
        watermark=keys.word("watermark"),
        register=keys.flag("register"),
        number=keys.variable("number"),
        applicant=keys.flag("applicant"),
        replaces=keys.flag("replaces"),
    )


class _Keys:
    """The keys of the front matter, each checked when it is asked for."""

    def __init__(self, source: str, values: Mapping[str, object]) -> None:
        self.lines = source.splitlines()
        self.values = values

    def check(self) -> None:
        """Raises BadTemplate for a key nobody knows, or of the wrong kind, or for a missing one."""
        for key, value in self.values.items():
            if key not in _KNOWN:
                raise self.wrong(key, "“{key}” is not known here; there are {known}.", known=_KNOWN)
            if key in (*_TEXTS, *_WORDS) and not isinstance(value, str):
                raise self.wrong(key, "“{key}” must be a text.")
        for key in _FLAGS:
            if not isinstance(self.values.get(key, False), bool):
                raise self.wrong(key, "“{key}” must be true or false.")
        for key in ("kind", "title"):
            if not self.values.get(key):
                raise self.wrong(key, "“{key}” is missing.")

    def line(self, key: str) -> int:
        """The line of the file on which a key stands, or the first one."""
        found = (at for at, line in enumerate(self.lines, _FIRST) if re.match(rf"\s*{re.escape(key)}\s*=", line))
        return next(found, _FIRST)

    def word(self, key: str, default: str = "") -> str:
        return str(self.values.get(key, default))

    def flag(self, key: str) -> bool:
        return self.values.get(key, False) is True

    def variable(self, key: str) -> str:
        """The name of a variable, which stands beside a series."""
        name = self.word(key)
        if name and not (name.isidentifier() and name.isascii() and self.word("series")):
            raise self.wrong(key, "“{key}” must be the name of a variable, of a letter with a series.")
        return name

    def one_of(self, key: str, known: tuple[str, ...], default: str = "") -> str:
        value = self.word(key, default)
        if value not in known:
            raise self.wrong(key, "“{key}” must be one of {known}.", known=known)
        return value

    def texts(self, key: str) -> list[str]:
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.wrong(key, "“{key}” must be a list of texts.")
        return values

    def holes(self, key: str) -> Text:
        return read_text(self.word(key), self.line(key)) if self.word(key) else ()

    def formula(self, key: str) -> str:
        return read_expression(self.word(key), self.line(key)) if self.word(key) else ""

    def perhaps_formula(self, key: str, known: tuple[str, ...]) -> str:
        """A word, or FEEL after `=`; a word must be one of `known` when there are some."""
        value = self.word(key)
        if value.startswith("="):
            return "=" + read_expression(value[1:], self.line(key))
        if value and known and value not in known:
            raise self.wrong(key, "“{key}” must be one of {known}, or FEEL after =.", known=known)
        return value

    def wrong(self, key: str, reason: str, known: tuple[str, ...] = ()) -> BadTemplate:
        return BadTemplate(reason, self.line(key), key=key, known=", ".join(known))
