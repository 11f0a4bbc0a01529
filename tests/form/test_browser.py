"""The form in a real browser: with its script for comfort, and without."""

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from app.form import FormView
from app.model.errors import Invalid
from tests.form.conftest import TEMPLATES, Desk, Page

pytestmark = pytest.mark.browser

FORM = Desk(
    [
        {"type": "checkbox", "key": "kuasa", "label": "Dikuasakan"},
        {
            "type": "textfield",
            "key": "nama_kuasa",
            "label": "Nama kuasa",
            "conditional": {"hide": "=kuasa != true"},
            "validate": {"required": True},
        },
        {"type": "textfield", "key": "action", "label": "Tindakan"},
        {"type": "filepicker", "key": "berkas", "label": "Berkas"},
        {
            "type": "dynamiclist",
            "path": "mesin",
            "label": "Mesin",
            "properties": {"row_label": "Mesin"},
            "components": [{"type": "textfield", "id": "m", "key": "merek", "label": "Merek"}],
        },
    ]
)


@Request.application
def office(request: Request) -> Response:
    """A page with one form, as the desk has it: buttons of the form draw it again, any other post completes."""
    if request.path == "/form.js":
        return Response((TEMPLATES.parent / "static/form.js").read_bytes(), mimetype="text/javascript")
    fields: MultiDict[str, str] = request.form
    answers = FORM.answers({name: fields.getlist(name) for name in fields})
    if request.method == "GET":
        return page(FORM.view())
    if {"_update", "_add", "_remove"} & fields.keys():
        return page(FORM.view({}, answers))
    try:
        FORM.taken(answers)
    except Invalid:
        return page(FORM.checked_view(answers))
    return Response("<p>Selesai</p>", mimetype="text/html")


def page(view: FormView) -> Response:
    form = (
        Page(view)
        .html.replace("</form>", "<button>Kirim</button></form>")
        .replace("<form", "<form novalidate enctype='multipart/form-data'")
    )
    script = '<script src="/form.js" defer></script>'
    return Response(
        f"<!doctype html><html lang=id><meta charset=utf-8><title>Uji</title>{form}{script}",
        mimetype="text/html",
        headers={"Content-Security-Policy": "default-src 'self'"},
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, office, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    contexts = []

    def visit(*, scripts: bool = True) -> Any:
        context = browser.new_context(java_script_enabled=scripts)
        context.set_default_timeout(30_000)
        contexts.append(context)
        tab = context.new_page()
        tab.goto(address)
        return tab

    yield visit
    for context in contexts:
        context.close()


def press(tab: Any, control: Any) -> None:
    """Press what leads to another page, and wait until that page is there."""
    with tab.expect_navigation():
        control.click()


def test_without_scripts_the_buttons_of_the_form_do_everything(visit):
    tab = visit(scripts=False)
    tab.get_by_label("Dikuasakan").check()
    press(tab, tab.get_by_role("button", name="Update the form"))
    tab.get_by_label("Nama kuasa").fill("Ani")
    press(tab, tab.get_by_role("button", name="Add a row"))
    tab.get_by_label("Merek").nth(1).fill("Boiler")
    press(tab, tab.get_by_role("button", name="Remove Mesin 1"))
    assert tab.get_by_label("Merek").input_value() == "Boiler"
    assert tab.get_by_label("Nama kuasa").input_value() == "Ani"
    press(tab, tab.get_by_role("button", name="Kirim"))
    assert tab.inner_text("body") == "Selesai"


def test_a_question_appears_as_soon_as_it_applies_and_nothing_typed_is_lost(visit):
    tab = visit()
    assert tab.get_by_role("button", name="Update the form").count() == 0
    tab.set_input_files("[name=berkas][type=file]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    tab.get_by_label("Dikuasakan").check()
    tab.get_by_label("Tindakan").fill("periksa")
    tab.get_by_label("Nama kuasa").fill("Ani")
    assert tab.get_by_label("Tindakan").input_value() == "periksa"
    assert tab.eval_on_selector("[name=berkas][type=file]", "input => input.files.length") == 1
    tab.get_by_label("Dikuasakan").uncheck()
    tab.get_by_label("Nama kuasa").wait_for(state="detached")


def test_what_is_typed_while_the_server_draws_stays_and_the_caret_too(visit):
    tab = visit()
    tab.route("**/*", lambda route: (tab.wait_for_timeout(300), route.continue_()))
    tab.get_by_label("Tindakan").fill("peri")
    tab.get_by_label("Dikuasakan").check()
    tab.get_by_label("Tindakan").focus()
    tab.keyboard.press("End")
    tab.keyboard.type("ksa")
    tab.get_by_label("Nama kuasa").wait_for()
    assert tab.get_by_label("Tindakan").input_value() == "periksa"
    tab.keyboard.type("!")
    assert tab.get_by_label("Tindakan").input_value() == "periksa!"


def test_rows_come_and_go_without_a_new_page(visit):
    tab = visit()
    tab.evaluate("window.same = true")
    tab.get_by_role("button", name="Add a row").click()
    tab.get_by_role("group", name="Mesin 2").wait_for()
    tab.locator("[name='mesin.1.merek']:focus").wait_for()
    tab.get_by_role("button", name="Remove Mesin 2").click()
    tab.get_by_role("group", name="Mesin 2").wait_for(state="detached")
    tab.locator("#f-mesin:focus").wait_for()
    assert tab.evaluate("window.same") is True


def test_when_the_server_does_not_answer_the_button_works_as_without_scripts(visit):
    tab = visit()
    tab.evaluate("() => { window.fetch = () => Promise.reject(new Error('offline')); }")
    tab.get_by_role("button", name="Add a row").click()
    tab.get_by_role("group", name="Mesin 2").wait_for()


def test_after_a_wrong_answer_the_summary_has_the_focus_and_leads_to_the_field(visit):
    tab = visit()
    tab.get_by_label("Dikuasakan").check()
    tab.get_by_label("Nama kuasa").wait_for()
    tab.get_by_label("Tindakan").press("Enter")
    tab.locator("[role=alert]:focus").wait_for()
    tab.get_by_role("alert").get_by_role("link", name="Nama kuasa").click()
    tab.locator("[name=nama_kuasa]:focus").wait_for()


def test_nobody_leaves_with_unsaved_answers_by_accident(visit):
    tab = visit()
    asked = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tab.get_by_label("Tindakan").press_sequentially("a")
    tab.reload()
    assert asked == ["beforeunload"]
    tab.get_by_role("button", name="Kirim").click()
    tab.get_by_text("Selesai").wait_for()
    assert asked == ["beforeunload"]
