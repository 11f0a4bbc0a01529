"""The letter templates of a working copy: the list, and the page on which one is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.letters import (
    LetterFinding,
    Readable,
    Specimen,
    add_letter,
    letter_entries,
    letter_findings,
    readable,
    remove_letter,
    specimen,
    steps,
    template_path,
)
from app.actions.studio.open_copy import Opened
from app.actions.studio.samples import telling
from app.actions.studio.save_file import Stale, digest_of
from app.actions.studio.text_file import as_bytes
from app.letters.functions import NAMES
from app.model.bundle import Bundle
from app.model.errors import LajurError, NotFound
from app.model.form import Component
from app.model.paper import Kind
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.model.story import Story
from app.web.shared.entrance import entrance
from app.web.shared.headers import SANDBOX
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext, sentence
from app.web.shared.notices import notice
from app.web.studio.copy import asked
from app.web.studio.room import room
from app.web.studio.text import TextPage, kept, text_of
from reports.letters.sample import sample_photo

#: What every letter may read besides the answers of its case, and the blocks of a template.
GIVEN: Final = (
    "surat.nomor",
    "surat.tanggal",
    "surat.tempat",
    "surat.kasus",
    "penandatangan.nama",
    "penandatangan.nip",
)
BLOCKS: Final = (
    "{% if syarat %}\n…\n{% endif %}\n",
    "{% for baris in daftar %}\n{{ urut }}. {{ baris.nama }}\n{% endfor %}\n",
    "{% foto berkas %}\n",
    "Nama :: {{ nama }}\n",
    "{.tengah}\n",
    "{.halaman}\n",
)

#: What the kinds of letters are called.
KINDS: Final = {
    Kind.SURAT_DINAS: lazy_gettext("Letter"),
    Kind.NOTA_DINAS: lazy_gettext("Memo"),
    Kind.SURAT_PENGANTAR: lazy_gettext("Letter of conveyance"),
    Kind.DISPOSISI: lazy_gettext("Disposition"),
    Kind.SURAT_TUGAS: lazy_gettext("Letter of assignment"),
    Kind.LEMBAR_PERIKSA: lazy_gettext("Check list"),
    Kind.FORM_LAPANGAN: lazy_gettext("Form for the field"),
    Kind.BERITA_ACARA: lazy_gettext("Minutes"),
    Kind.TANDA_TERIMA: lazy_gettext("Receipt"),
    Kind.BUKTI: lazy_gettext("Evidence"),
    Kind.IZIN_OSS: lazy_gettext("Permit"),
}


@dataclass(frozen=True)
class LetterPreview:
    """A letter for looking at, or why there is none; `findings` are about the very text that is shown."""

    specimen: Specimen | None
    failure: str
    findings: Sequence[LetterFinding]


@dataclass(frozen=True)
class LetterPage:
    """What the page of a template shows. `stories` are the scenarios that come to its step, `story` the chosen one."""

    opened: Opened
    key: str
    text: TextPage
    preview: LetterPreview
    help: Sequence[Readable]
    stories: Sequence[Story]
    story: str


@room.get("/<int:copy_id>/surat")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def letters(copy_id: int) -> ResponseReturnValue:
    return _listed(copy_id)


@room.post("/<int:copy_id>/surat")
@entrance(ANALYST)
def new_letter(copy_id: int) -> ResponseReturnValue:
    variant = request.form.get("variant", "").strip()
    key = request.form.get("element", "") + (f".{variant}" if variant else "")
    try:
        add_letter(office(), copy_id, key, request.form.get("kind", ""), by=user())
    except LajurError as error:
        return _listed(copy_id, error)
    return redirect(url_for("studio.letter", copy_id=copy_id, template=key), 303)


@room.get("/<int:copy_id>/surat/<template>")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def letter(copy_id: int, template: str) -> ResponseReturnValue:
    opened = asked(copy_id)
    return _drawn(opened, template, text_of(opened, template_path(template)))


@room.post("/<int:copy_id>/surat/<template>")
@entrance(ANALYST)
def save_letter(copy_id: int, template: str) -> ResponseReturnValue:
    """Saves the posted text or, asked to show, draws it without saving it."""
    opened, path = asked(copy_id), template_path(template)
    if "_show" in request.form:
        return _drawn(opened, template, _typed(opened, path))
    stale = kept(opened, path)
    if stale is not None:
        return _drawn(opened, template, stale), Stale.status
    return redirect(url_for("studio.letter", copy_id=copy_id, template=template, story=_story() or None), 303)


@room.post("/<int:copy_id>/surat/<template>/pdf")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def letter_pdf(copy_id: int, template: str) -> ResponseReturnValue:
    """The letter of the posted text as PDF, with sample data."""
    opened, path = asked(copy_id), template_path(template)
    printer = office().printer
    if printer is None:
        raise NotFound
    shown = specimen(office(), _with(opened, path, _typed(opened, path).text), path, _story())
    response = Response(printer.print(shown.paper, sample_photo), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="contoh-{template}.pdf"'
    response.headers["Content-Security-Policy"] = SANDBOX.replace(" sandbox;", "")
    return response


@room.get("/<int:copy_id>/surat/<template>/hapus")
@entrance(ANALYST)
def ask_drop_letter(copy_id: int, template: str) -> ResponseReturnValue:
    opened = asked(copy_id)
    data = opened.bundle.files.get(template_path(template))
    if data is None:
        raise NotFound
    return render_template("studio/drop_letter.html", opened=opened, key=template, read=digest_of(data))


@room.post("/<int:copy_id>/surat/<template>/hapus")
@entrance(ANALYST)
def drop_letter(copy_id: int, template: str) -> ResponseReturnValue:
    remove_letter(office(), copy_id, template, read=request.form.get("read", ""), by=user())
    notice(gettext("The letter “%(name)s” has been removed.", name=template))
    return redirect(url_for("studio.letters", copy_id=copy_id), 303)


def hole(component: Component) -> str:
    """How a template prints a field."""
    key = component.key
    if component.type == "filepicker":
        return f"{{% foto {key} %}}\n"
    if component.type == "dynamiclist":
        inner = next((each.key for each in component.components if each.key), "…")
        return f"{{% for baris in {key} %}}\n{{{{ urut }}}}. {{{{ baris.{inner} }}}}\n{{% endfor %}}\n"
    shapes = {"datetime": f"tanggal({key})", "number": f"angka({key})"}
    if component.options:
        return f'{{{{ pilihan("{key}", {key}) }}}}'
    return f"{{{{ {shapes.get(component.type, key)} }}}}"


def _listed(copy_id: int, error: LajurError | None = None) -> ResponseReturnValue:
    opened = asked(copy_id)
    told: Mapping[str, object] = {
        "entries": letter_entries(opened.bundle),
        "steps": steps(opened.bundle),
        "kinds": KINDS,
        "error": sentence(error) if error else "",
    }
    return render_template("studio/letters.html", opened=opened, **told), error.status if error else 200


def _drawn(opened: Opened, key: str, text: TextPage) -> str:
    path, element = template_path(key), key.partition(".")[0]
    bundle = _with(opened, path, text.text)
    shown, known = _preview(bundle, path), telling(office(), bundle, element)
    page = LetterPage(opened, key, text, shown, readable(bundle, element), known, _story())
    given = {"functions": NAMES, "given": GIVEN, "blocks": BLOCKS, "hole": hole}
    return render_template("studio/letter.html", it=page, opened=opened, **given)


def _preview(bundle: Bundle, path: str) -> LetterPreview:
    findings = letter_findings(office(), bundle, path)
    try:
        return LetterPreview(specimen(office(), bundle, path, _story()), "", findings)
    except LajurError as error:
        return LetterPreview(None, sentence(error), findings)


def _typed(opened: Opened, path: str) -> TextPage:
    """The text as it was posted; the one that was saved, where none was."""
    saved = text_of(opened, path)
    text = request.form.get("text", saved.text).replace("\r\n", "\n")
    return TextPage(path, text, request.form.get("read", saved.read))


def _with(opened: Opened, path: str, text: str) -> Bundle:
    return opened.bundle.replacing(path, as_bytes(text, opened.bundle.files.get(path)))


def _story() -> str:
    return request.values.get("story", "")
