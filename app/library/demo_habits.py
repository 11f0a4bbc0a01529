"""The habits of the invented office, from `demo_habits.toml`."""

import tomllib
from importlib.resources import files

from app.model.demo_habits import Companies, Habits, Leave, Outages, Pace, Shares, Words


def demo_habits() -> Habits:
    """How the office of a demo history works."""
    told = tomllib.loads(files("app.library").joinpath("demo_habits.toml").read_text("utf-8"))
    return Habits(
        pace=Pace(**told["pace"]),
        share=Shares(**told["share"]),
        outage=Outages(**told["outage"]),
        leave=[Leave(**leave) for leave in told["leave"]],
        companies=Companies(**told["companies"]),
        words=Words(**told["words"]),
        stories=told["stories"],
        sops=told["sops"],
    )
