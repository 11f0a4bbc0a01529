"""What a case would have begun with on another definition."""

from datetime import tzinfo

from app.actions.start import first_variables
from app.model.definition import ProcessDefinition
from app.model.recording import Recording
from app.model.values import Variables


def first(draft: ProcessDefinition, old: ProcessDefinition, told: Recording, zone: tzinfo) -> Variables:
    """The variables of a new case on the draft, with the numbers and what was carried over as they are recorded.

    Raises StepFailed when one cannot be computed.
    """
    known = told.variables
    rule, before = draft.sop.follow_up, old.sop.follow_up
    follows_up = known.get("kasus_asal") is not None
    carried = rule.carry & known.keys() if rule and follows_up else frozenset()
    of_version = old.sop.variables.keys() | (before.carry if before else frozenset())
    given = first_variables(draft, "", None, told.at, zone)
    return {
        **given,
        **{name: value for name, value in known.items() if name in carried or name not in of_version},
        **{name: known[name] for name in ("nomor_kasus", "kasus_asal") if name in known},
    }
