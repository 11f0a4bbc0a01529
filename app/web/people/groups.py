"""The groups there are, with the words for them."""

from collections.abc import Mapping

from app.model.people import ROLES
from app.web.shared.processes import lanes, newest
from app.web.shared.roles import role


def lane_groups() -> Mapping[str, str]:
    """Group -> the lane it works in, of all SOPs."""
    return {group: words for definition in newest().values() for group, words in lanes(definition).items()}


def all_groups() -> Mapping[str, str]:
    """Group -> words, the lanes first and then the roles of the house."""
    return {**lane_groups(), **{name: role(name) for name in sorted(ROLES)}}


def applicant_groups() -> frozenset[str]:
    """The groups of applicants, who have no colleagues and no deputies."""
    found = {process.sop.applicant_group for process in newest().values()}
    return frozenset(group for group in found if group)
