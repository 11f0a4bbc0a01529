"""1,000 letters of all kinds on paper: time of the processor for each, and whether memory stays where it is."""

import sys
import tracemalloc
from collections.abc import Sequence
from time import process_time

import click

from app.actions.specimen import specimens
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.paper import Paper
from app.ports import Printer
from app.wiring import rehearsal_office, stage_for
from reports.letters.sample import sample_photo
from tests.benchmarks.table import Figure

COUNT = 1_000
STORIES = ("field_visit", "not_ready", "returned_twice")


def figures() -> list[Figure]:
    """The costs of letters in the mix a case needs, after a first round that loads typefaces."""
    papers, printer = _papers(), rehearsal_office().printer
    if printer is None:
        raise ValueError("nothing prints")
    for paper in papers:
        printer.print(paper, sample_photo)
    began = process_time()
    with click.progressbar(length=COUNT, label=f"{COUNT} letters", file=sys.stderr) as bar:
        for number in range(COUNT):
            printer.print(papers[number % len(papers)], sample_photo)
            bar.update(1)
    each = (process_time() - began) / COUNT * 1000
    first, second = _peak(printer, papers[:10]), _peak(printer, papers[:10] * 5)
    return [
        Figure("A letter on paper, CPU", each, "ms", 60, note=f"{COUNT} letters of {len(papers)} sorts"),
        Figure("50 letters, memory at most", second / 1e6, "MB", note=f"10 letters: {first / 1e6:.3g} MB"),
        Figure("Memory kept by 50 letters, as part of that of 10", second / first, "", 1.2),
    ]


def _papers() -> list[Paper]:
    bundle = shipped_bundle("izin_perluasan")
    stories = read_stories(bundle.files[SCENARIOS])
    played = (stories[name] for name in STORIES)
    return [each.paper for story in played for each in specimens(stage_for(bundle, story), bundle, story, stories)]


def _peak(printer: Printer, papers: Sequence[Paper]) -> float:
    """The most memory that printing these takes."""
    tracemalloc.start()
    for paper in papers:
        printer.print(paper, sample_photo)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return float(peak)
