"""All that an action needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.model.bundle import Bundle
from app.model.calendar import WorkingCalendar
from app.model.definition import ProcessDefinition
from app.model.house import House
from app.model.job import Job, JobResult
from app.model.story import Story, StoryTold
from app.model.survey import Questionnaire
from app.model.values import Json, Variables
from app.ports.books import Store, Unit
from app.ports.jobs import Progress
from app.ports.outside import Clock, Connector, Engine, Mail, OneTimeCode, Printer, Vault
from app.ports.seals import Notary, Seals
from app.ports.signatures import Signatures


@dataclass(frozen=True)
class Office:
    """All that an action needs from outside; made once, in `app.wiring`."""

    engine: Engine
    store: Store
    vault: Vault
    clock: Clock
    calendar: WorkingCalendar
    read: Callable[[Bundle], ProcessDefinition]  #: reads a bundle; keeps what it has read by digest
    salts: Callable[[], bytes]  #: 16 random bytes
    connectors: Mapping[str, Connector]  #: by topic
    manual: Mapping[str, str] = field(default_factory=dict)  #: lane of a system -> group that gives manual evidence
    stories: Callable[[bytes], Mapping[str, Story]] = lambda _: {}  #: reads the acceptance stories of an SOP
    rehearse: Callable[[Bundle], Sequence[StoryTold]] = lambda _: ()  #: plays the stories of a bundle
    stage: Callable[[Bundle, Story], "Stage"] | None = None  #: makes a stage for a story; None: nothing is tried here
    stages: dict[str, Any] = field(default_factory=dict)  #: trials on their stages (`app.actions.acting.Performance`)
    rehearsed: dict[str, Sequence[StoryTold]] = field(default_factory=dict)  #: what came of stories, by digest
    four_eyes: bool = True  #: who has edited or proposed a change of an SOP may not release it
    grids: Callable[[bytes], tuple[Any, ...]] = lambda _: ()  #: reads a spreadsheet (`app.sopdoc.read.grid.Grid`)
    shelf: dict[str, ProcessDefinition] = field(default_factory=dict)  #: definitions read, by digest
    first_code: OneTimeCode | None = None  #: lets the first administrator in
    rehearsal: bool = False  #: demo or story: people without a password sign by saying so, and it is marked
    survey: Questionnaire = field(default_factory=Questionnaire)  #: what is asked after a case has ended
    mail: Mail | None = None  #: None: nobody gets e-mail
    tells_from: datetime | None = None  #: what happens before is told to nobody: a history that is made afterwards
    public_url: str = ""  #: where people reach the web, for links in e-mails
    seals: Seals | None = None  #: where seals lie; None: this office keeps none
    notary: Notary | None = None  #: signs the seals
    house: House = field(default_factory=House)  #: letterheads, posts and number series of letters
    printer: Printer | None = None  #: sets letters; None: they are issued, and nobody makes their PDFs
    signatures: Signatures | None = None  #: signs documents; None: they are signed with ink only
    jobs: Mapping[str, "Work"] = field(default_factory=dict)  #: what workers can do that takes long, by kind of job
    endings: Mapping[str, "Ending"] = field(default_factory=dict)  #: what else there is to do when a job is over


#: Does a job with its arguments, telling of its progress. An error fails the job with its sentence. It is begun again
#: when its worker has died: what it did after its last checkpoint must bear being done twice.
Work = Callable[[Office, Variables, Progress], JobResult]
#: Called when a job is over, however it came to that, in the unit that says so; the job is as it was before, with its
#: last checkpoint (None: it was never begun). Puts away what the checkpoint names and writes down what was done. It
#: answers what is kept as the result of a job that was cancelled or has failed.
Ending = Callable[[Office, Unit, Job], Json]


@dataclass
class StageClock:
    """A clock that only moves when the story says so."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Stage:
    """Where a story is played: an office over books in memory, and the clock of that office."""

    office: Office
    clock: StageClock
