"""What `sop.toml` says of an SOP: its identity, its rows, who stands behind a lane, its service clock.

The file is written by analysts. Keys it may hold are the fields of these classes; anything else is refused with a
sentence. Texts are Indonesian; `[en]` tables may give English ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.clock import ClockRule
from app.model.document_rule import DocumentRule
from app.model.register import LetterRule
from app.model.standard import ComplaintRule, ServiceStandard
from app.model.values import Json


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """An act the SOP rests on, verbatim as in the source; `status` and `note` are ours."""

    text: str
    status: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the official table. `kelengkapan`, `output` and `keterangan` are verbatim; `waktu` is empty in the
    source. `time_proposed` (minutes) is a proposal of ours and never shown as official."""

    number: int
    text: str
    kelengkapan: str = ""
    waktu: str = ""
    output: str = ""
    keterangan: str = ""
    time_proposed: int | None = None
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity block of the SOP (first page of the official document), verbatim."""

    number: str
    title: str
    agency: str
    unit: str = ""
    made: str = ""
    revised: str = ""
    effective: str = ""
    approved_by: str = ""
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """A document an applicant must bring: what it is, how to get it, and which rule or list asks for it (`source`)."""

    name: str
    help: str
    source: str
    name_en: str = ""
    help_en: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """When a case may be taken up again in a linked second case: it ended in one of `after`; `carry` are the names of
    the variables the new case begins with."""

    after: frozenset[str]
    carry: frozenset[str]


@dataclass(frozen=True)
class Sop:
    """The facts of one SOP.

    `groups` maps a lane id to the group that may work in it. `applicant_lane` is the lane whose tasks belong to the
    person who started the case. `rows` are keyed by element id, `added` are elements that do not stand in the source
    ("tambahan") with the reason. `variables` are the variables a new instance begins with; a text with a leading `=`
    is FEEL. `title` and `business_key` are FEEL over the variables. `connectors` says for each lane of a system
    whether its service tasks are served by the `simulator` or by manual evidence of a group (`manual:operator`).
    `outcomes` maps an end event to the words for it, `english` Indonesian texts of the diagram to English ones.
    `applicant_words` say to the applicant what it means that his case is at an element; he is told by a notice when his
    case comes to one of `applicant_notices`, to a task of his own, or to its end. `letters` say which steps write lines
    into the books of letters, `document_rules` what must be true of documents before a step is completed.
    """

    key: str
    identity: Identity
    number_prefix: str
    title: str
    business_key: str
    groups: Mapping[str, str]
    applicant_lane: str | None = None
    rows: Mapping[str, Row] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    legal_basis: tuple[LegalBasis, ...] = ()
    related: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    clock: ClockRule | None = None
    variables: Mapping[str, Json] = field(default_factory=dict)
    connectors: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    follow_up: FollowUp | None = None
    english: Mapping[str, str] = field(default_factory=dict)
    required_documents: tuple[RequiredDocument, ...] = ()
    applicant_words: Mapping[str, str] = field(default_factory=dict)
    applicant_words_en: Mapping[str, str] = field(default_factory=dict)
    applicant_notices: frozenset[str] = frozenset()
    service: ServiceStandard = field(default_factory=ServiceStandard)
    complaints: ComplaintRule = field(default_factory=ComplaintRule)
    letters: tuple[LetterRule, ...] = ()
    document_rules: tuple[DocumentRule, ...] = ()

    def group_of(self, lane: str | None) -> str | None:
        """The group that may work in a lane, or None."""
        return self.groups.get(lane) if lane else None

    @property
    def applicant_group(self) -> str | None:
        """The group of the applicants, each of whom works in his own cases only; None where nobody applies."""
        return self.group_of(self.applicant_lane)

    @property
    def staff_groups(self) -> frozenset[str]:
        """The groups of all other lanes."""
        return frozenset(self.groups.values()) - {self.applicant_group}
