"""Reads a bundle into a process definition."""

from collections import OrderedDict
from functools import lru_cache
from threading import Lock

from app.form import read_form
from app.letters import read_template, template_paths
from app.library.sop_toml import read_sop
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.definition import ProcessDefinition
from app.model.errors import Refused
from app.notation.diagram import read_diagram

#: How many definitions are kept: old versions live as long as their cases run, but few are busy at a time.
KEPT = 32

#: The files of a bundle by their bytes: between two versions, and while somebody draws, most of them stay the same.
_form = lru_cache(maxsize=512)(read_form)
_template = lru_cache(maxsize=256)(read_template)
_sop = lru_cache(maxsize=32)(read_sop)

_kept: OrderedDict[str, ProcessDefinition] = OrderedDict()
_lock = Lock()


def read_definition(bundle: Bundle) -> ProcessDefinition:
    """The process definition of a bundle; the same bytes are read once. May be called from any thread.

    Raises Refused, with a sentence that names file and place, when a file is missing or cannot be read.
    """
    with _lock:
        known = _kept.get(bundle.digest)
        if known is not None:
            _kept.move_to_end(bundle.digest)
            return known
    definition = _read(bundle)
    with _lock:
        _kept[bundle.digest] = definition
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return definition


def _read(bundle: Bundle) -> ProcessDefinition:
    outline = read_diagram(_file(bundle, DIAGRAM)).outline
    templates = [_template(bundle.files[path], path) for path in template_paths(bundle)]
    return ProcessDefinition(
        bundle=bundle,
        outline=outline,
        sop=_sop(_file(bundle, SOP), outline.process),
        forms={form: _form(bundle.files[path], form) for form, path in bundle.form_paths().items()},
        templates={template.key: template for template in templates},
    )


def _file(bundle: Bundle, path: str) -> bytes:
    data = bundle.files.get(path)
    if data is None:
        raise Refused("{path} is missing.", path=path)
    return data
