"""1,000 letters of all kinds on paper: time of the processor for each, and whether memory stays where it is."""

import gc
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage
from time import process_time
from typing import NamedTuple

import click

from app.actions.specimen import specimens
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.paper import Paper
from app.wiring import rehearsal_office, stage_for
from reports.letters.sample import sample_photo
from tests.benchmarks.table import Figure

COUNT, EARLY = 1_000, 100
PUBLIC = "https://izin.example/dokumen/{:024}"
STORIES = ("field_visit", "not_ready", "returned_twice")


class Run(NamedTuple):
    """What the letters cost: seconds of the processor, and what the process kept after some of them, and after all."""

    seconds: float
    early: "Kept"
    late: "Kept"
    sorts: int


class Kept(NamedTuple):
    """The most bytes a process has had in memory, and how many objects it has when the garbage is collected."""

    most: int
    objects: int


def figures() -> list[Figure]:
    """The costs of letters in the mix a case needs. A process of its own prints them: its memory is theirs."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        run = child.submit(printed).result()
    (early, few), (late, many) = run.early, run.late
    since = f"after {COUNT} letters, as part of that after {EARLY}"
    note = f"{early / 1e6:.0f} MB, then {late / 1e6:.0f} MB, where it stays"
    return [
        Figure("A letter on paper, CPU", run.seconds / COUNT * 1000, "ms", 60, note=f"{COUNT} of {run.sorts} sorts"),
        Figure(f"Objects kept {since}", many / few, "", 1.01, note=f"{few}, then {many}"),
        Figure(f"Memory {since}", late / early, "", 1.25, note=note),
    ]


def printed() -> Run:
    """Print them all, after a first round that loads typefaces, with a bar that tells how far it is."""
    papers, printer = _papers(), rehearsal_office().printer
    if printer is None:
        raise ValueError("nothing prints")
    for paper in papers:
        printer.print(paper, sample_photo)
    began, early = process_time(), _kept()
    with click.progressbar(length=COUNT, label=f"{COUNT} letters", file=sys.stderr) as bar:
        for number in range(COUNT):
            early = _kept() if number == EARLY else early
            # No two documents have the same code.
            printer.print(replace(papers[number % len(papers)], verify=PUBLIC.format(number)), sample_photo)
            bar.update(1)
    return Run(process_time() - began, early, _kept(), len(papers))


def _papers() -> list[Paper]:
    bundle = shipped_bundle("izin_perluasan")
    stories = read_stories(bundle.files[SCENARIOS])
    played = (stories[name] for name in STORIES)
    return [each.paper for story in played for each in specimens(stage_for(bundle, story), bundle, story, stories)]


def _kept() -> Kept:
    """Linux counts memory in units of 1,024 bytes."""
    most = getrusage(RUSAGE_SELF).ru_maxrss
    gc.collect()
    return Kept(most if sys.platform == "darwin" else most * 1024, len(gc.get_objects()))
