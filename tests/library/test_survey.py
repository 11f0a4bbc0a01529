"""The questions of the satisfaction survey."""

import pytest

from app.library.survey import questionnaire, read_questionnaire
from app.model.errors import Refused


def test_nine_elements_are_asked_each_with_four_answers_in_both_languages() -> None:
    questions = questionnaire().questions
    assert len({question.code for question in questions}) == 9
    for question in questions:
        assert len(set(question.answers)) == len(set(question.answers_en)) == 4
        assert question.name
        assert question.name_en
        assert question.text.endswith("?")
        assert question.text_en.endswith("?")


def test_every_value_of_a_trait_has_words_in_both_languages() -> None:
    traits = questionnaire().traits
    assert [trait.code for trait in traits] == ["age", "sex", "education", "occupation"]
    for trait in traits:
        assert trait.values.keys() == trait.values_en.keys()


def test_a_question_without_four_answers_is_refused() -> None:
    text = (
        '[[question]]\ncode = "A"\nname = "a"\nname_en = "a"\ntext = "a"\ntext_en = "a"\n'
        'answers = ["ya", "tidak"]\nanswers_en = ["yes", "no"]\n'
    )
    with pytest.raises(Refused, match="must hold 4 answers"):
        read_questionnaire(text.encode())
