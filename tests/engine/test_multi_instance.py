"""Multi-instance tasks: the same work once for each item."""

import pytest

from app.model.errors import StepFailed


def items(case, name="who"):
    return [case.waits[token].locals.get(name) for token in sorted(case.waits)]


@pytest.mark.parametrize("collection", ["reviewers", "=reviewers", "${reviewers}", '=["ani", "budi", "cici"]'])
def test_in_parallel_all_items_are_open_at_once(make, collection):
    case = make(f"(s) -> review{{parallel={collection}; as=who}} -> after -> (e)", reviewers=["ani", "budi", "cici"])
    assert items(case) == ["ani", "budi", "cici"]
    assert [case.waits[token].locals["loopCounter"] for token in sorted(case.waits)] == [0, 1, 2]
    case.do("review", 1).do("review", 1)
    assert items(case) == ["ani"]
    assert case.do("review").open == ["after"]


def test_in_sequence_one_item_is_open_at_a_time(run):
    """
    (s) -> review{sequential=reviewers; as=who} -> after -> (e)
    """
    case = run(reviewers=["ani", {"name": "budi"}, None])
    for item in ["ani", {"name": "budi"}, None]:
        assert case.open == ["review"]
        assert items(case) == [item]
        case.do("review")
    assert case.open == ["after"]


@pytest.mark.parametrize(("kind", "times"), [("parallel", "3"), ("sequential", "=n"), ("parallel", "${n}")])
def test_a_number_of_times(make, kind, times):
    case = make(f"(s) -> review{{{kind}; times={times}}} -> (e)", n=3)
    for _ in range(3):
        assert not case.ended
        case.do("review")
    assert case.ended


def test_outputs_of_one_name_overwrite_each_other(run):
    """
    (s) -> review{parallel=reviewers; as=who} -> (e)
    """
    case = run(reviewers=["ani", "budi"]).do("review", 1, vote="no").do("review", 0, vote="yes")
    assert case.variables == {"reviewers": ["ani", "budi"], "vote": "yes"}


@pytest.mark.parametrize("kind", ["parallel", "sequential"])
def test_collect_keeps_the_outputs_of_all_in_the_order_of_the_items(make, kind):
    case = make(f"(s) -> review{{{kind}=reviewers; as=who; collect=votes}} -> (e)", reviewers=["ani", "budi"])
    last = len(case.open) - 1
    case.do("review", last, vote=items(case)[last]).do("review", vote=items(case)[0])
    assert case.variables["votes"] == [{"vote": "ani"}, {"vote": "budi"}]
    assert "vote" not in case.variables


def test_more_than_ten_outputs_stay_in_order(run):
    """
    (s) -> review{sequential; times=12; collect=votes} -> (e)
    """
    case = run()
    for n in range(12):
        case.do("review", n=n)
    assert [vote["n"] for vote in case.variables["votes"]] == list(range(12))


def test_when_enough_are_done_the_rest_is_taken_back(run):
    """
    (s) -> review{parallel=reviewers; as=who; until=nrOfCompletedInstances >= 2; collect=votes} -> after -> (e)
    """
    case = run(reviewers=["ani", "budi", "cici"]).do("review", 2, vote=3).do("review", 0, vote=1)
    assert case.open == ["after"]
    assert case.cancelled == ["review"]
    assert case.variables["votes"] == [{"vote": 1}, {"vote": 3}]


def test_in_sequence_nothing_more_is_opened_when_it_is_enough(run):
    """
    (s) -> review{sequential=reviewers; as=who; until==vote = "no"} -> after -> (e)
    """
    case = run(reviewers=["ani", "budi", "cici"]).do("review", vote="yes").do("review", vote="no")
    assert case.open == ["after"]


def test_the_counts_are_seen_by_the_completion_condition_only(run):
    """
    (s) -> review{parallel; times=4; until=nrOfActiveInstances = 2 and nrOfInstances = 4} -> after -> (e)
    """
    case = run().do("review")
    assert len(case.open) == 3
    assert case.do("review").open == ["after"]
    assert case.variables == {}


@pytest.mark.parametrize("kind", ["parallel", "sequential"])
def test_no_items_no_work(make, kind):
    case = make(f"(s) -> review{{{kind}=reviewers; as=who; collect=votes}} -> (e)", reviewers=[])
    assert case.ended
    assert case.passed == ["s", "review", "e"]
    assert case.variables["votes"] == []


def test_the_flow_into_it_is_told_once(run):
    """
    (s) -> review{parallel; times=3} -> (e)
    """
    assert run().flows == ["s_review"]


def test_a_timer_at_its_boundary_is_one_for_all(run):
    """
    (s) -> review{parallel; times=2} -> (e)
    review ! (late:timer{P1D}) -> (lapsed)
    """
    case = run().do("review")
    assert case.open == ["review", "late"]
    assert case.wait(days=1).end == "lapsed"


def test_a_reminder_at_its_boundary_counts_as_no_instance(run):
    """
    (s) -> review{sequential; times=2} -> (e)
    review ~ (nudge:timer{R/P1D}) -> (nudged)
    """
    case = run().wait(days=3)
    assert sorted(case.open) == ["nudge", "review"]
    assert case.do("review").do("review").end == "e"


def test_an_error_of_one_instance_goes_to_the_boundary_and_ends_all(run):
    """
    (s) -> send:service{mail; parallel; times=3} -> (e)
    send ! (bounced:error{BOUNCED}) -> (failed)
    """
    case = run().fail("send", "BOUNCED", nth=1)
    assert case.end == "failed"
    assert case.cancelled == ["send", "send"]


@pytest.mark.parametrize("kind", ["parallel", "sequential"])
def test_scripts_are_run_for_each_item(make, kind):
    case = make(
        f"(s) -> double:script{{n * 2; result=twice; {kind}=numbers; as=n; collect=all}} -> (e)", numbers=[1, 2]
    )
    assert case.ended
    assert case.variables["all"] == [{"twice": 2}, {"twice": 4}]


def test_an_item_hides_the_variable_of_the_same_name(run):
    """
    (s) -> double:script{n * 2; result=twice; parallel=numbers; as=n} -> (e)
    """
    assert run(numbers=[4], n=1).variables == {"numbers": [4], "n": 1, "twice": 8}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("parallel=names", "`names` must be a list."),
        ("parallel; times=names", "`names` must be a whole number, not below zero."),
        ("parallel; times=-1", "`-1` must be a whole number, not below zero."),
        ("parallel; times=1.5", "`1.5` must be a whole number, not below zero."),
        ("parallel; times=1001", "It would become 1001 tasks; 1000 are allowed."),
        ("parallel; times=10000000", "It would become 1001 tasks; 1000 are allowed."),
    ],
)
def test_what_cannot_be_counted_fails_the_step(make, options, sentence):
    with pytest.raises(StepFailed) as failure:
        make(f"(s) -> review{{{options}}} -> (e)", names="ani")
    assert failure.value.element == "review"
    assert str(failure.value.reason) == sentence
