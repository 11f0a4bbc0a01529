"""The file of a case of more than 1,000 events on paper: how long, how large, and how much memory at most."""

import tracemalloc
from time import process_time

from app.web import WebSettings, create_app
from app.web.archive.paper import case_on_paper
from app.wiring import rehearsal_office
from tests.benchmarks.longcase import long_case
from tests.benchmarks.table import Figure

ROUNDS = 58


def figures() -> list[Figure]:
    """The costs of one print, after a first one that loads the typefaces."""
    office = rehearsal_office()
    number = long_case(office, ROUNDS)
    with office.store.reading() as reader:
        case = reader.instance_by_number(number)
    if case is None:
        raise ValueError(number)
    app = create_app(office, WebSettings("a secret of thirty-two characters"))
    small = long_case(office, 0)
    case_on_paper(app, small, "id")
    began = process_time()
    printed = case_on_paper(app, number, "id")
    took = process_time() - began
    tracemalloc.start()
    case_on_paper(app, number, "id")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    what = f"A case of {case.events} events on paper"
    return [
        Figure(f"{what}, CPU", took, "s", 10),
        Figure(f"{what}, size", len(printed) / 1e6, "MB"),
        Figure(f"{what}, memory at most", peak / 1e6, "MB", 150),
    ]
