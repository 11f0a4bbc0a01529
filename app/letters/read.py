"""Reads a file of `reports/templates` into a template. A file that cannot be read becomes one that says why.

The file begins with its front matter in TOML between two lines `+++`; the rest is the body (see `app.letters.body`).
"""

from collections.abc import Iterator

from app.letters.body import read_text
from app.letters.front import read_front
from app.letters.problem import BadTemplate
from app.model.bundle import TEMPLATES, Bundle
from app.model.paper import Kind
from app.model.template import Front, Template

#: A template is a letter, not a library.
MOST_BYTES = 64_000
FENCE = "+++"
ENDING = ".md"


def template_paths(bundle: Bundle) -> Iterator[str]:
    """The files of a bundle that are templates, sorted."""
    return (path for path in sorted(bundle.files) if path.startswith(TEMPLATES) and path.endswith(ENDING))


def read_template(data: bytes, path: str) -> Template:
    """The template in a file. Never raises: what cannot be read is told in `problem`."""
    element, _, variant = path.removeprefix(TEMPLATES).removesuffix(ENDING).partition(".")
    try:
        front, body, line = _parted(data)
        read = read_front(front)
        return Template(path, element, variant, read, read_text(body, line))
    except BadTemplate as bad:
        return Template(path, element, variant, Front(Kind.SURAT_DINAS, ()), problem=bad)


def _parted(data: bytes) -> tuple[str, str, int]:
    """Front matter, body, and the line of the file on which the body begins."""
    if len(data) > MOST_BYTES:
        raise BadTemplate("the template has more than {most} bytes.", 1, most=MOST_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadTemplate("the template is not written in UTF-8.", line) from None
    lines = text.splitlines(keepends=True)
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE][:2]
    if len(fences) < 2 or fences[0] != 0:
        raise BadTemplate("a template begins with its front matter between two lines +++.", 1)
    end = fences[1]
    return "".join(lines[1:end]), "".join(lines[end + 1 :]), end + 2
