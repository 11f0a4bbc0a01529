"""What a verification must know of definitions, and whether they still are what was deployed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.model.definition import ProcessDefinition
from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.errors import LajurError
from app.model.outline import Element
from app.model.sop import Sop
from app.ports import Office, Reader


@dataclass(frozen=True)
class Facts:
    """Of a definition: its SOP, what it calls its elements, and which variables change without an event that says so.

    `silent` are the variables of scripts and of the lists that loops collect, `collected` the elements whose outputs
    become such a list.
    """

    sop: Sop
    names: Mapping[str, str]
    silent: frozenset[str]
    collected: frozenset[str]


#: What is wrong with a definition: the code, and the facts of its sentence.
Fault = tuple[Code, dict[str, object]]


@dataclass
class Definitions:
    """The definitions of one run, each looked at once."""

    office: Office
    deployed: Mapping[tuple[str, int], str] = field(default_factory=dict)  #: digest by SOP and version
    known: dict[str, Facts | Fault] = field(default_factory=dict)

    def facts(self, reader: Reader, digest: str) -> Facts | None:
        """What must be known of a definition; None when it is not there, was changed or cannot be read."""
        found = self._look(reader, digest)
        return found if isinstance(found, Facts) else None

    def findings(self, reader: Reader, digest: str, case: str | None = None) -> Iterator[Discrepancy]:
        """What is wrong with a definition, told of a case that runs on it."""
        found = self._look(reader, digest)
        if not isinstance(found, Facts):
            code, facts = found
            yield discrepancy(code, case, None, definition=digest[:12], **facts)

    def of_case(self, reader: Reader, sop: str, version: int, digest: str, case: str) -> Iterator[Discrepancy]:
        """What is wrong with the definition of a case, or with its deployment."""
        if self.deployed.get((sop, version)) != digest:
            yield discrepancy(Code.DEPLOYMENT_DIFFERS, case, sop=sop, version=version, definition=digest[:12])
        yield from self.findings(reader, digest, case)

    def _look(self, reader: Reader, digest: str) -> Facts | Fault:
        if digest not in self.known:
            self.known[digest] = self._read(reader, digest)
        return self.known[digest]

    def _read(self, reader: Reader, digest: str) -> Facts | Fault:
        try:
            bundle = reader.bundle(digest)
            if bundle is None:
                return Code.DEFINITION_MISSING, {}
            if bundle.digest != digest:
                return Code.DEFINITION_CHANGED, {}
            return facts_of(self.office.read(bundle))
        except (LajurError, ValueError, TypeError, KeyError) as error:
            return Code.DEFINITION_UNREADABLE, {"reason": error}


def open_definitions(office: Office, reader: Reader) -> Definitions:
    """The definitions for a run."""
    return Definitions(office, {(it.sop, it.version): it.digest for it in reader.deployed()})


def all_deployed(definitions: Definitions, reader: Reader) -> Iterator[Discrepancy]:
    """What is wrong with the definitions that were deployed, whether a case runs on them or not."""
    for it in reader.deployed():
        yield from definitions.findings(reader, it.digest)


def facts_of(process: ProcessDefinition) -> Facts:
    """The facts of a definition that could be read."""
    elements = process.outline.elements.values()
    scripts = {it.attributes["resultVariable"] for it in elements if "resultVariable" in it.attributes}
    lists = {it.properties["collect"] for it in elements if _collects(it)}
    return Facts(
        sop=process.sop,
        names={it.id: it.name for it in elements},
        silent=frozenset(scripts | lists),
        collected=frozenset(it.id for it in elements if _collects(it)),
    )


def _collects(element: Element) -> bool:
    return element.loop is not None and "collect" in element.properties
