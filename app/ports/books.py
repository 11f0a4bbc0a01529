"""The books as one: a consistent view, and one transaction."""

from contextlib import AbstractContextManager
from typing import Protocol

from app.ports.cases import CasesReader, CasesUnit
from app.ports.desk import DeskReader, DeskUnit
from app.ports.documents import DocumentsReader, DocumentsUnit
from app.ports.erasure import ErasureReader, ErasureUnit
from app.ports.files import FilesReader
from app.ports.jobs import JobsReader, JobsUnit
from app.ports.lists import ListsReader
from app.ports.measures import MeasuresReader, MeasuresUnit
from app.ports.notices import NoticesReader, NoticesUnit
from app.ports.people import PeopleReader, PeopleUnit
from app.ports.proofs import ProofsReader
from app.ports.readings import ReadingsReader, ReadingsUnit
from app.ports.registers import RegistersReader, RegistersUnit
from app.ports.releases import ReleasesReader, ReleasesUnit
from app.ports.search import SearchReader, SearchUnit
from app.ports.service import ServiceReader, ServiceUnit
from app.ports.studio import StudioReader, StudioUnit
from app.ports.trials import TrialsReader, TrialsUnit


class Reader(
    CasesReader,
    PeopleReader,
    DeskReader,
    ServiceReader,
    ListsReader,
    NoticesReader,
    FilesReader,
    ErasureReader,
    JobsReader,
    ReadingsReader,
    SearchReader,
    ProofsReader,
    RegistersReader,
    MeasuresReader,
    DocumentsReader,
    StudioReader,
    ReleasesReader,
    TrialsReader,
    Protocol,
):
    """Reads a consistent view of the books. Look-ups answer None where there is nothing."""


class Unit(
    Reader,
    CasesUnit,
    PeopleUnit,
    DeskUnit,
    ServiceUnit,
    NoticesUnit,
    JobsUnit,
    ErasureUnit,
    ReadingsUnit,
    SearchUnit,
    RegistersUnit,
    MeasuresUnit,
    DocumentsUnit,
    StudioUnit,
    ReleasesUnit,
    TrialsUnit,
    Protocol,
):
    """One transaction. Everything is kept together by `commit`, or not at all: leaving without it undoes."""

    def commit(self) -> None: ...


class Store(Protocol):
    """The books. `writing()` gives a unit of work, `reading()` a view without locks.

    Everything in it raises Unavailable when the storage cannot be reached or is full. After an error a unit is over.
    """

    def writing(self) -> AbstractContextManager[Unit]: ...
    def reading(self) -> AbstractContextManager[Reader]: ...
    def close(self) -> None:
        """Let go of all connections."""
