"""Writes the forms of a plan: empty, but for the questions that its decisions need an answer to."""

import json
from collections.abc import Iterator, Mapping

from app.sopdoc.make.plan import Choice, Plan

#: The form by which people prove what a system has done.
PROOF = "bukti_manual"


def form_files(plan: Plan) -> Mapping[str, bytes]:
    """The forms by their paths in the bundle."""
    return {f"forms/{name}.form": _form(name, choice) for name, choice in _forms(plan)}


def _forms(plan: Plan) -> Iterator[tuple[str, Choice | None]]:
    proven = False
    for index, (name, row) in enumerate(zip(plan.ids, plan.table.rows, strict=True)):
        choice, system = plan.choices.get(index), plan.is_system(row.lane)
        proven = proven or system
        if choice or not system:
            yield (f"bukti_{name}" if system else name), choice
    if proven:
        yield PROOF, None


def _form(name: str, choice: Choice | None) -> bytes:
    form = {
        "id": name,
        "type": "default",
        "schemaVersion": 19,
        "executionPlatform": "Camunda Platform",
        "executionPlatformVersion": "7.21.0",
        "components": [_question(choice)] if choice else [],
    }
    return (json.dumps(form, ensure_ascii=False, indent=2) + "\n").encode()


def _question(choice: Choice) -> dict[str, object]:
    return {
        "type": "radio",
        "id": f"Field_{choice.variable}",
        "key": choice.variable,
        "label": choice.question,
        "values": [{"value": value, "label": label} for value, label in choice.options],
        "validate": {"required": True},
    }
