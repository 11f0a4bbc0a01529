"""A back-test, ready to be read: its summary, the diagram with the differences, and the cases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import url_for
from markupsafe import Markup

from app.actions.backtest.results import PAGE, Page, Result, Wanted
from app.model.backtest import Outcome
from app.model.backtest_tally import Count, Tally
from app.model.backtested import Backtested
from app.model.outline import Outline
from app.notation.difference import Mark, draw_difference
from app.web.shared.drawing import diagram_of, inline
from app.web.shared.formats import number
from app.web.shared.languages import gettext, lazy_gettext, ngettext, sop_text
from app.web.shared.pages import stored
from app.web.shared.words import Chip

OUTCOMES = {
    Outcome.SAME: ("good", lazy_gettext("The same")),
    Outcome.ALIKE: ("good", lazy_gettext("The same but for new or removed elements")),
    Outcome.UNUSED: ("calm", lazy_gettext("The same, somebody is not asked any more")),
    Outcome.OTHER_WAY: ("warn", lazy_gettext("Another way, same end")),
    Outcome.ENDS_ELSEWHERE: ("bad", lazy_gettext("Another end")),
    Outcome.WANTS_ANSWER: ("bad", lazy_gettext("Stops: an answer is missing")),
    Outcome.FAULT: ("bad", lazy_gettext("Stops: incident")),
    Outcome.UNTESTABLE: ("", lazy_gettext("Cannot be tested")),
}
#: Reasons that are listed.
REASONS = 12


@dataclass(frozen=True)
class Reason:
    """A sentence, for how many cases it holds, and the way to them."""

    chip: Chip
    words: str
    cases: str
    href: str


@dataclass(frozen=True)
class Gone:
    """Something only older versions have, and how often it was come to."""

    words: str
    times: str


@dataclass(frozen=True)
class ResultView:
    """A back-test that is done."""

    found: Result
    tally: Tally
    wanted: Wanted
    reason: int | None
    page: Page

    @property
    def headline(self) -> str:
        """All of it in a sentence."""
        tally = self.tally
        parts = [
            (tally.count(Outcome.SAME), gettext("stay the same")),
            (tally.count(Outcome.ALIKE), gettext("stay the same but for new or removed elements")),
            (tally.count(Outcome.UNUSED), gettext("stay the same, but somebody is not asked any more")),
            (tally.count(Outcome.OTHER_WAY), gettext("go another way to the same end")),
            (tally.count(Outcome.ENDS_ELSEWHERE), gettext("come to another end")),
            (tally.count(Outcome.WANTS_ANSWER), gettext("stop for want of an answer")),
            (tally.count(Outcome.FAULT), gettext("stop with an incident")),
            (tally.count(Outcome.UNTESTABLE), gettext("cannot be tested")),
        ]
        told = ", ".join(f"{number(count)} {words}" for count, words in parts if count)
        return gettext("Of %(cases)s cases: %(told)s.", cases=number(tally.cases), told=told)

    @property
    def outcomes(self) -> list[tuple[Chip, str, str, bool]]:
        """Each outcome there is: chip, number of cases, the way to them, and whether only they are shown."""
        return [
            (chip(it), number(count), self.link(hasil=it.value), self.wanted.outcome is it)
            for it in Outcome
            if (count := self.tally.count(it))
        ]

    @cached_property
    def reasons(self) -> list[Reason]:
        """Why cases do not stay the same, the most frequent first."""
        told = enumerate(self.tally.reasons.most_common())
        return [
            Reason(chip(Outcome(outcome)), stored(words), number(count), self.link(alasan=place))
            for place, ((outcome, words), count) in told
            if outcome != Outcome.SAME
        ][:REASONS]

    @cached_property
    def picture(self) -> Markup:
        """The draft's diagram with what would be come to more or less often, and where cases would stop."""
        known = {**self.found.draft.outline.elements, **self.found.draft.outline.flows}
        marks = {it: self._mark(it, count) for it, count in self.tally.counts().items() if it in known}
        shown = {it: mark for it, mark in marks.items() if mark.change or mark.stops}
        drawing = draw_difference(
            diagram_of(self.found.draft), shown, description=gettext("The lists of this page say the same.")
        )
        return inline(drawing)

    @property
    def gone(self) -> list[Gone]:
        """What was come to then and the draft does not have, the most frequent first."""
        counts = self.tally.counts()
        ranked = sorted((self.found.gone or {}).items(), key=lambda it: -counts[it[0]].then if it[0] in counts else 0)
        return [Gone(words, number(counts[it].then)) for it, words in ranked if it in counts]

    @property
    def rows(self) -> list[tuple[Backtested, Chip, str, str]]:
        """The cases of this page: the case, its chip, the reason, and the page that compares its ways."""
        return [(it, chip(it.outcome), stored(it.reason), self._case(it.number)) for it in self.page.rows]

    @property
    def chosen(self) -> str:
        """Which cases are listed, in words; nothing when all are."""
        if self.wanted.reason:
            return stored(self.wanted.reason)
        if self.wanted.element:
            return gettext("Cases that stop at “%(element)s”", element=name_of(self.found, self.wanted.element))
        return str(OUTCOMES[self.wanted.outcome][1]) if self.wanted.outcome else ""

    def link(
        self, hasil: str | None = None, alasan: int | None = None, unsur: str | None = None, lewati: int | None = None
    ) -> str:
        """The address of the list with other cases."""
        return url_for(
            "studio.backtest_found",
            copy_id=self.found.plan.copy,
            job_id=self.found.job.id,
            hasil=hasil,
            alasan=alasan,
            unsur=unsur,
            lewati=lewati,
            _anchor="kasus",
        )

    @property
    def before(self) -> str:
        """The address of the cases before these; nothing when these are the first."""
        return self._from(max(self.wanted.skip - PAGE, 0)) if self.wanted.skip else ""

    @property
    def beyond(self) -> str:
        """The address of the cases behind these; nothing when these are the last."""
        return self._from(self.wanted.skip + PAGE) if self.page.more else ""

    def _from(self, skip: int) -> str:
        outcome = self.wanted.outcome.value if self.wanted.outcome else None
        return self.link(outcome, self.reason, self.wanted.element, skip or None)

    def _case(self, case: str) -> str:
        job = self.found.job.id
        return url_for("studio.backtest_case", copy_id=self.found.plan.copy, job_id=job, number=case)

    def _mark(self, place: str, count: Count) -> Mark:
        sign = "+" if count.gained > 0 else "−"
        words = name_of(self.found, place)
        told = [gettext("then %(then)s times, now %(now)s", then=number(count.then), now=number(count.now))]
        if count.stops:
            told.append(ngettext("%(num)d case stops here", "%(num)d cases stop here", count.stops))
        return Mark(
            count.gained,
            f"{sign}{number(abs(count.gained))}" if count.gained else "",
            number(count.stops) if count.stops else "",
            f"{words}: {'; '.join(told)}",
            self.link(unsur=place) if count.stops else "",
        )


def chip(outcome: Outcome) -> Chip:
    """An outcome as words with a tone."""
    tone, words = OUTCOMES[outcome]
    return Chip(str(words), tone)


def name_of(found: Result, place: str, old: Outline | None = None) -> str:
    """How an element or flow is called: on the draft, or else as it was."""
    outlines: Sequence[Outline] = [found.draft.outline, *([old] if old else [])]
    for outline in outlines:
        if element := outline.elements.get(place):
            return sop_text(found.draft, element.name) or place
        if flow := outline.flows.get(place):
            ends = (outline.elements[it].name or it for it in (flow.source, flow.target))
            return " → ".join(sop_text(found.draft, it) for it in ends)
    return place


def sheet_rows(rows: Iterator[Backtested]) -> Iterator[Sequence[str]]:
    """The lines of the table of all cases."""
    for row in rows:
        words: Mapping[Outcome, object] = {it: told for it, (_, told) in OUTCOMES.items()}
        yield [row.number, str(row.version), str(words[row.outcome]), stored(row.reason), row.stopped_at or ""]
