"""The questions of the satisfaction survey, from `survey.toml`."""

from importlib.resources import files

from app.library.toml import Table, read_toml
from app.model.survey import HIGHEST, Question, Questionnaire, Trait

FILE = "survey.toml"


def questionnaire() -> Questionnaire:
    """The questions in their order, and what a respondent may say of himself."""
    return read_questionnaire(files("app.library").joinpath(FILE).read_bytes())


def read_questionnaire(data: bytes) -> Questionnaire:
    """Raises Refused for what is misspelt or missing, or where a question has not four answers."""
    top = read_toml(data, FILE)
    return top.read(
        lambda table: Questionnaire(
            tuple(question.read(_question) for question in table.tables("question")),
            tuple(trait.read(_trait) for trait in table.tables("trait")),
        )
    )


def _question(table: Table) -> Question:
    return Question(
        code=table.text("code"),
        name=table.text("name"),
        name_en=table.text("name_en"),
        text=table.text("text"),
        text_en=table.text("text_en"),
        answers=_four(table, "answers"),
        answers_en=_four(table, "answers_en"),
    )


def _four(table: Table, key: str) -> tuple[str, ...]:
    answers = table.texts(key)
    if len(answers) != HIGHEST:
        raise table.refused("“{key}” must hold {n} answers", key, n=HIGHEST)
    return answers


def _trait(table: Table) -> Trait:
    return Trait(
        code=table.text("code"),
        name=table.text("name"),
        name_en=table.text("name_en"),
        values=table.table("values").words(),
        values_en=table.table("values_en").words(),
    )
