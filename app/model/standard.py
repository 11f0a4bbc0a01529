"""The service standard of an SOP (UU 25/2009 article 21; Permenpan RB 15/2014): what an office promises the public.

It has 14 components. Six tell of the delivery and are addressed to the public: requirements, procedure, time, cost,
product, complaints. Eight tell how the office brings it about: legal basis, facilities, competence, supervision,
number of staff, guarantees, safety, evaluation. Requirements, procedure, legal basis and competence stand elsewhere in
`sop.toml` and are not said twice; what is missing has not been laid down and is never made up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a component with the items under it, verbatim. `note` is ours and marks a slip or a doubt."""

    text: str
    items: tuple[str, ...] = ()
    note: str = ""


Clauses = tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ServiceStandard:
    """Table `[service]`: the components that have no other home.

    `days` (of the promise) and `fee` (rupiah; 0 is free of charge) say in numbers what `time` and `cost` say in words.
    `pledge` is the office's own maklumat pelayanan.
    """

    days: int | None = None
    fee: int | None = None
    pledge: str = ""
    time: Clauses = ()
    cost: Clauses = ()
    product: Clauses = ()
    facilities: Clauses = ()
    supervision: Clauses = ()
    staff: Clauses = ()
    guarantees: Clauses = ()
    safety: Clauses = ()
    evaluation: Clauses = ()


#: Working days to answer a complaint, by its kind, where an SOP does not say. Source: a public standard of this form.
USUAL_DAYS: Mapping[str, int] = {"ringan": 2, "normatif": 5, "tanpa_pengawasan": 14, "pengawasan": 60}


@dataclass(frozen=True, slots=True)
class ComplaintRule:
    """Table `[complaints]`: through which channels one may complain, and the working days to answer.

    `days` are by kind of complaint (`ringan`, `normatif`, `tanpa_pengawasan`, `pengawasan`), a new complaint is of the
    kind `usual` until somebody says otherwise.
    """

    intro: str = ""
    usual: str = "tanpa_pengawasan"
    days: Mapping[str, int] = field(default_factory=lambda: USUAL_DAYS)
    channels: Clauses = ()
