"""The diagram of a case in the whole window, and the file it is drawn from."""

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from app.actions import look
from app.actions.archive.read import note_audit
from app.model.bundle import DIAGRAM
from app.model.reading import Reading
from app.web.desk.picture import picture
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.headers import SANDBOX
from app.web.shared.house import office, user
from app.web.shared.record import Record


@room.get("/permohonan/<number>/diagram")
@entrance(SIGNED_IN)
def diagram(number: str) -> ResponseReturnValue:
    found = look.case(office(), number, user())
    note_audit(office(), found.instance.id, Reading.PAGE, by=user())
    return render_template("desk/diagram.html", case=found, picture=picture(Record(found, user())))


@room.get("/permohonan/<number>/diagram.bpmn")
@entrance(SIGNED_IN)
def diagram_file(number: str) -> ResponseReturnValue:
    definition = look.case(office(), number, user()).definition
    data, name = BytesIO(definition.bundle.files[DIAGRAM]), f"{definition.key}.bpmn"
    response = send_file(data, mimetype="application/xml", as_attachment=True, download_name=name)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response
