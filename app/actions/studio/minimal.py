"""The least SOP that runs: somebody applies, somebody decides, and the case ends in one way or the other."""

from app.actions.studio.begin import begin_with
from app.model.bundle import SCENARIOS, SOP, Bundle
from app.model.errors import LajurError
from app.model.people import User
from app.model.sop import Identity
from app.model.studio import WorkingCopy
from app.ports import Office
from app.sopdoc.make.bundle import make_bundle
from app.sopdoc.make.plan import slug
from app.sopdoc.read.settle import Settled
from app.sopdoc.table import Arrow as Way
from app.sopdoc.table import Note, NoteKind, SopTable, Symbol, TableRow

_LANES = ("Pemohon", "Petugas")
#: Until somebody knows the number that the document will get.
_NUMBER = "-"
_HEAD = b"# The facts of this SOP. In the studio they have a page of their own.\n"
#: What shows that it does what it should; an analyst goes on from here.
_STORIES = b"""# Acceptance stories: played by `lajur try` and before every deploy.

[[story]]
name = "complete"
title = "Permohonan lengkap"
title_en = "A complete application"
ends = "e_menyampaikan_hasil_1"
steps = [
  { task = "mengajukan_permohonan" },
  { task = "memeriksa_permohonan", answers = { pilihan_2 = "ya" } },
  { task = "menyampaikan_hasil" },
]

[[story]]
name = "sent_back"
title = "Dikembalikan sekali"
title_en = "Sent back once"
ends = "e_menyampaikan_hasil_1"
steps = [
  { task = "mengajukan_permohonan" },
  { task = "memeriksa_permohonan", answers = { pilihan_2 = "tidak" } },
  { task = "mengajukan_permohonan" },
  { task = "memeriksa_permohonan", answers = { pilihan_2 = "ya" } },
  { task = "menyampaikan_hasil" },
]
"""


def minimal_bundle(key: str, title: str = "", agency: str = "") -> Bundle:
    """The files of a new SOP `key`, a drawing with two lanes that passes every check, with facts and forms.

    Raises LajurError when `key` cannot be the key of an SOP.
    """
    if not (key.isidentifier() and key.isascii() and len(key) <= 60):
        raise LajurError("The key of an SOP is made of letters, digits and “_”; “{key}” is not.", key=key[:60])
    rows = (
        TableRow("", 1, "Mengajukan permohonan", 0, Symbol.CAPSULE),
        TableRow("", 2, "Memeriksa permohonan", 1, Symbol.DIAMOND, question="Permohonan lengkap?"),
        TableRow("", 3, "Menyampaikan hasil", 1, Symbol.CAPSULE),
    )
    ways = (Way(0, 1), Way(1, 2, "Ya"), Way(1, 0, "Tidak"))
    ends = (Note(NoteKind.END, "Selesai", "", row=2),)
    identity = Identity(_NUMBER, title or key, agency or "-")
    _, bundle = make_bundle(Settled(SopTable(_LANES, rows, ways, ends), identity, {}, ()), key)
    return bundle.replacing(SOP, _HEAD + _own_facts(bundle.files[SOP])).replacing(SCENARIOS, _STORIES)


def _own_facts(facts: bytes) -> bytes:
    """The facts without what is said of an imported table."""
    lines = facts.partition(b"\n[added]")[0].splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"#"))


def begin_new(office: Office, title: str, key: str = "", *, by: User) -> WorkingCopy:
    """A working copy of an SOP that does not exist yet. Without a key it gets one after its title.

    Raises LajurError for a key that no SOP may have, or that one has already.
    """
    named = key or slug(title)
    with office.store.reading() as reader:
        if reader.deployment(named) is not None:
            raise LajurError("There is an SOP “{key}” already; begin a working copy of it.", key=named)
    return begin_with(office, named, minimal_bundle(named, title), by=by, title=title)
