"""Nothing that a diagram or a person brings is ever run as Python code."""

import sys

import pytest

from app.model.errors import LajurError

HOSTILE = (
    "__import__('pathlib').Path('/tmp/lajur-owned').touch()",
    "open('/tmp/lajur-owned', 'w')",
    "().__class__.__base__.__subclasses__()",
    "exec('x = 1')",
    "[x for x in (1, 2)]",
    "x := 1",
    "lambda: 0",
    "f'{1}'",
)
PLACES = (
    "(s) -> a:script{%s; result=r} -> (e)",
    "(s) -> <g> -[=%s]-> (e)\n<g> -> (f)",
    "(s) -> <g:or> -[=%s]-> (e)\n<g:or> -> (f)",
    "(s) -> (t:timer{=%s}) -> (e)",
    "(s) -> (t:timer{%s}) -> (e)",
    "(s) -> (t:timer{%s; kind=timeCycle}) -> (e)",
    "(s) -> a{parallel; times=%s} -> (e)",
    "(s) -> a{parallel=%s} -> (e)",
    "(s) -> a{parallel; times=1; until=%s} -> (e)",
    "(s) -> a -> (e)\na ! (t:timer{=%s}) -> (e)",
    "(s) -> a -> (e)\n! late:\n    (t:timer{=%s}) -> (ei)",
)


@pytest.fixture(scope="module")
def compiled_code():
    """Sources given to Python's compiler, and code given to `exec`, while the list is watched."""
    seen, watching = [], [True]

    def hook(event, arguments):
        if watching[0] and event in ("compile", "exec", "os.system", "subprocess.Popen", "open"):
            seen.append((event, str(arguments[0])))

    sys.addaudithook(hook)
    yield seen
    watching[0] = False


@pytest.mark.parametrize("place", PLACES)
def test_no_expression_of_a_diagram_reaches_the_compiler(make, compiled_code, place):
    make("(s) -> a:script{1 + 1; result=r} -> (t:timer{P1D}) -> (e)")  # everything is imported
    for hostile in HOSTILE:
        del compiled_code[:]
        try:
            case = make(place.replace("%s", hostile.replace("{", "(").replace("}", ")")), x=1)
            for element in case.open:
                case.do(element)
        except LajurError:
            pass
        assert compiled_code == []


def test_no_value_of_a_variable_reaches_the_compiler(run, compiled_code):
    """
    (s) -> a -> <g> -[=x = "no"]-> (f)
    <g> -> b{parallel=list; as=item} -> (e)
    """
    run(x="no", list=[1]).do("a")
    del compiled_code[:]
    for hostile in HOSTILE:
        case = run(x=hostile, list=[hostile], __builtins__=hostile).do("a", **{hostile: hostile})
        assert case.do("b", x=hostile).ended
    assert compiled_code == []
