"""Who acts: people with their groups, and the machines that act without a person.

A group stands behind each lane (`sop.toml` says which) and is the only permission a task knows. Four more groups are
roles of the house: `analyst`, `auditor`, `supervisor` and `administrator`.
"""

from dataclasses import dataclass

ANALYST = "analyst"
AUDITOR = "auditor"
SUPERVISOR = "supervisor"
ADMINISTRATOR = "administrator"
ROLES = frozenset({ANALYST, AUDITOR, SUPERVISOR, ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in. `login` is unique and never reused; `epoch` counts up to end all his sessions."""

    id: int
    login: str
    name: str
    groups: frozenset[str]
    password: str = ""
    active: bool = True
    epoch: int = 0
    locale: str = "id"

    @property
    def actor(self) -> str:
        """How the history names him."""
        return f"user:{self.login}"

    def is_in(self, group: str | None) -> bool:
        return group is not None and group in self.groups
