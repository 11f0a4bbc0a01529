"""The files of an SOP from its table."""

from dataclasses import replace

from app.model.bundle import DIAGRAM, SOP, Bundle
from app.sopdoc.make.diagram import diagram_file
from app.sopdoc.make.facts import facts_file
from app.sopdoc.make.forms import form_files
from app.sopdoc.make.plan import Plan, slug
from app.sopdoc.read.settle import Settled


def make_bundle(settled: Settled, key: str = "") -> tuple[str, Bundle]:
    """The key of the SOP (by default after its title) and its files: what the lint has nothing to say against."""
    title = settled.identity.title
    plan = Plan(key or slug(title) or "sop", title, settled.table)
    files = {
        DIAGRAM: diagram_file(plan),
        SOP: facts_file(plan, replace(settled.identity, title=title), settled.lists),
        **form_files(plan),
    }
    return plan.key, Bundle(files)
