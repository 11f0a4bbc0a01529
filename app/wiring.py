"""The composition root: the only place that sees every room. It puts adapters behind the ports, and nothing else."""

import os
import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from functools import cache, partial
from pathlib import Path

from app.actions.archive import export_job
from app.actions.archive.verify_job import VERIFY, verify_job
from app.actions.backtest import job as backtest_job
from app.actions.deploy import deploy
from app.actions.migrate_job import MIGRATE, migrate_job, put_down
from app.actions.people import add_demo_person
from app.actions.rehearse import rehearse
from app.connectors import connectors_for
from app.connectors.mail_files import FileMail
from app.connectors.mail_smtp import SmtpMail, SmtpServer
from app.connectors.printer import PdfPrinter
from app.connectors.scripted import Scripted
from app.connectors.signing.demo import SIMULATED, DemoKeys
from app.connectors.signing.keys import KeyFolder
from app.connectors.signing.pades import PadesSignatures, authority_at
from app.connectors.signing.token import TokenKeys
from app.connectors.signing.trust import trust_in
from app.engine import SpiffEngine
from app.library.calendar import working_calendar
from app.library.definition import read_definition
from app.library.demo import demo_people, demo_posts
from app.library.house import read_house
from app.library.shipped import shipped_bundle, shipped_sops
from app.library.spreadsheet import read_grids
from app.library.stories import read_stories
from app.library.survey import questionnaire
from app.model.bundle import SCENARIOS, Bundle
from app.model.calendar import WorkingCalendar
from app.model.house import House
from app.model.people import ADMINISTRATOR
from app.model.story import Story, StoryTold
from app.ports import Clock, Connector, Mail, Office, Stage, StageClock
from app.ports.signatures import Signatures
from app.settings import BadSetting, Settings
from app.store.first_code import FileCode
from app.store.memory import MemoryStore
from app.store.once import made_once
from app.store.opening import open_store
from app.store.seal_folder import FileNotary, FolderSeals
from app.store.vault import FileVault, HastyVault, MemoryVault

SALT_BYTES = 16
#: Of how many stories an office remembers what came of them.
REMEMBERED = 1000
#: File in the data folder that holds the one-time code of the first administrator.
FIRST_CODE = "first-code"
DEMO_SENDER = "Lajur <lajur@contoh.example>"


def clock() -> datetime:
    """The time now, UTC."""
    return datetime.now(UTC)


def salt() -> bytes:
    """16 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def open_office(settings: Settings, *, durable: bool = True) -> Office:
    """The office of an installation: its database (brought up to date), its vault and its connectors.

    Unless it is `durable`, the database does not wait for the disk.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    calendar = working_calendar(Path(settings.days_off) if settings.days_off else None)
    return Office(
        engine=SpiffEngine(calendar.zone),
        store=open_store(settings.database_url, durable=durable),
        vault=FileVault(settings.data / "vault"),
        clock=clock,
        calendar=calendar,
        read=read_definition,
        salts=salt,
        connectors=connectors_for(),
        manual=settings.manual_lanes,
        mail=mail_for(settings),
        public_url=settings.address,
        stories=read_stories,
        grids=read_grids,
        first_code=FileCode(settings.data / FIRST_CODE),
        rehearsal=settings.demo,
        survey=questionnaire(),
        seals=FolderSeals(settings.seals_folder),
        notary=notary_for(settings),
        jobs={
            VERIFY: verify_job,
            export_job.KIND: export_job.write_log,
            backtest_job.KIND: backtest_job.run_backtest,
            MIGRATE: migrate_job,
        },
        endings={backtest_job.KIND: backtest_job.put_away, MIGRATE: put_down},
        house=read_house(Path(settings.house) if settings.house else None),
        printer=PdfPrinter(),
        rehearse=partial(rehearsed, known={}),
        stage=stage_for,
        four_eyes=settings.four_eyes,
        signatures=signatures_for(settings, calendar.zone),
    )


def rehearsed(bundle: Bundle, known: MutableMapping[str, StoryTold] | None = None) -> tuple[StoryTold, ...]:
    """What comes of the stories of a bundle; `known` remembers them."""
    stories = read_stories(bundle.files.get(SCENARIOS, b""))
    if known and len(known) > REMEMBERED:
        known.clear()
    return rehearse(bundle, stories, lambda story: stage_for(bundle, story), known=known)


def signatures_for(settings: Settings, zone: tzinfo) -> Signatures | None:
    """How documents are signed: with the keys that were given, in demo mode with some that are made, or with ink."""
    stamper = authority_at(settings.tsa_url) if settings.tsa_url else None
    given = Path(settings.signing_keys or settings.data / "keys" / "signing")
    authorities = partial(trust_in, given / "authorities")
    if settings.signing_module:
        return PadesSignatures(TokenKeys(settings.signing_module), authorities, zone=zone, stamper=stamper)
    if settings.signing_keys:
        return PadesSignatures(KeyFolder(given), authorities, zone=zone, stamper=stamper)
    if not settings.demo:
        return None
    return PadesSignatures(demo_keys(settings), authorities, zone=zone, stamper=stamper, warning=SIMULATED)


def demo_keys(settings: Settings) -> DemoKeys:
    """The keys of demo people, with the authority that is made for them on the first run."""
    return DemoKeys(settings.data / "keys" / "signing", made_once)


def notary_for(settings: Settings) -> FileNotary:
    """Who signs seals: the key that was given, or one that is made in the data folder when it is needed first."""
    if settings.seal_key:
        return FileNotary(Path(settings.seal_key), make=False)
    return FileNotary(settings.data / "keys" / "seal.pem", make=True)


def mail_for(settings: Settings) -> Mail | None:
    """How e-mail leaves: by SMTP, in demo mode into files, or not at all. Raises BadSetting for a wrong address."""
    if settings.outbox:
        return FileMail(settings.outbox, settings.mail_from or DEMO_SENDER, clock)
    if not settings.smtp_url:
        return None
    try:
        return SmtpMail(SmtpServer.read(settings.smtp_url), settings.mail_from, clock)
    except ValueError as error:
        raise BadSetting(f"LAJUR_SMTP_URL: {error}") from None


def open_for_business(office: Office, settings: Settings) -> None:
    """Deploy the shipped SOPs that are not there yet and, in demo mode, let the demo people in."""
    with office.store.reading() as reader:
        known = {deployment.sop for deployment in reader.deployments()}
    # The suite has played their stories; playing them again would only keep a first start waiting.
    at_once = replace(office, rehearse=lambda _: (), rehearsed={})
    for sop in shipped_sops():
        if sop not in known:
            deploy(at_once, shipped_bundle(sop), by=None, note="Bawaan Lajur (shipped with Lajur)")
    if settings.demo:
        posts = demo_posts()
        for person in demo_people():
            add_demo_person(office, person, posts.get(person.login))
        demo_keys(settings).prepare()


def first_code(office: Office, settings: Settings) -> str:
    """The code by which the first administrator comes in; nothing in demo mode or when there is one already."""
    waiting = FileCode(settings.data / FIRST_CODE)
    with office.store.reading() as reader:
        if reader.members(ADMINISTRATOR) or settings.demo:
            waiting.spend()
            return ""
    return waiting.make()


def stage_for(bundle: Bundle, story: Story) -> Stage:
    """An office for one story: books in memory, a clock of its own, systems that answer as the story says."""
    now = StageClock(story.starts_at)
    elements = read_definition(bundle).outline.elements.values()
    topics = {element.attributes["topic"] for element in elements if "topic" in element.attributes}
    system = Scripted(outputs=story.services, failing=story.failing)
    return Stage(rehearsal_office(now, dict.fromkeys(topics, system)), now)


def stage_of_history(settings: Settings, since: datetime) -> Stage:
    """The office of an installation with a clock that is set, as of `since`, for a history that is made afterwards."""
    now = StageClock(since)
    office = open_office(settings, durable=False)
    vault = HastyVault(settings.data / "vault")
    stage = Stage(replace(office, clock=now, vault=vault, mail=None, rehearsal=True, printer=None), now)
    open_for_business(stage.office, replace(settings, demo=True))
    return stage


def rehearsal_office(now: Clock = clock, connectors: Mapping[str, Connector] | None = None) -> Office:
    """An office over books in memory: the real engine, nothing that lasts, nobody outside."""
    engine, calendar, house = _usual()
    return Office(
        engine=engine,
        store=MemoryStore(),
        vault=MemoryVault(),
        clock=now,
        calendar=calendar,
        read=read_definition,
        salts=salt,
        connectors=connectors or {},
        rehearsal=True,
        house=house,
        printer=PdfPrinter(),
        stories=read_stories,
    )


def checking_office(settings: Settings) -> Office:
    """An office over books in memory with the rules of an installation: its connectors and its house."""
    house = read_house(Path(settings.house) if settings.house else None)
    return replace(rehearsal_office(connectors=connectors_for()), house=house)


@cache
def _usual() -> tuple[SpiffEngine, WorkingCalendar, House]:
    """What all stages share: made once, for every story has a stage of its own."""
    calendar = working_calendar()
    return SpiffEngine(calendar.zone), calendar, read_house()


def secret_key(settings: Settings, environment: Mapping[str, str] = os.environ) -> str:
    """The key that signs sessions: `LAJUR_SECRET`, or one made on first use and kept in the data folder (mode 600).

    Several nodes must share it.
    """
    if given := environment.get("LAJUR_SECRET"):
        return given
    return made_once(settings.data / "secret", secrets.token_urlsafe(48))
