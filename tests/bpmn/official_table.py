"""The official table of Izin Perluasan: 20 rows, texts as in the source, slips included. Lane and element are ours."""

import csv
from pathlib import Path

SOURCE = Path(__file__).with_name("izin_perluasan_source.tsv")

with SOURCE.open(encoding="utf-8", newline="") as table:
    ROWS = tuple(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
