"""A paper is kept as it was issued."""

from datetime import date
from json import dumps, loads

import pytest

from app.model.house import Letterhead
from app.model.paper import (
    Authority,
    Column,
    Fields,
    Heading,
    Kind,
    Listing,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Pictures,
    Rule,
    Run,
    Signer,
    Table,
)
from app.model.paper_data import packed, unpacked

RUNS = (Run("a", bold=True),)
PAPER = Paper(
    Kind.BERITA_ACARA,
    "BERITA ACARA",
    date(2026, 11, 25),
    (
        Heading(RUNS, 2),
        Paragraph(RUNS, "rata"),
        Fields(((RUNS, ()),)),
        Listing(((Paragraph(RUNS),), (Rule(),)), ordered=False),
        Table((Column(RUNS, 2.5, "right"),), ((RUNS,),), "polos"),
        Pictures((Picture("d", "c"),)),
        PageBreak(),
    ),
    tembusan=("a", "b"),
    letterhead=Letterhead("Pemerintah", "Dinas", ("Jalan",)),
    signer=Signer("Kepala", "Contoh", authority=Authority.ON_BEHALF, above=("Dinas",)),
)


def test_a_paper_comes_back_from_json_as_it_was():
    back = unpacked(loads(dumps(packed(PAPER))))

    assert back == PAPER
    assert isinstance(back.kind, Kind)
    assert isinstance(back.date, date)
    assert back.signer is not None
    assert isinstance(back.signer.authority, Authority)


@pytest.mark.parametrize(
    "data",
    [
        None,
        "x",
        [],
        {},
        {"is": "Run", "text": "a"},
        {"is": "eval"},
        {"is": "Run", "what": 1},
        {"is": "Paper", "kind": "x"},
    ],
)
def test_what_is_no_paper_is_refused(data: object):
    with pytest.raises(ValueError):
        unpacked(data)
