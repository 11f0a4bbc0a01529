"""Forms: reads form-js files, draws them as facts, decodes and checks what people answer. Knows no web and no store."""

from app.form.decode import decode
from app.form.fill import fill
from app.form.formulas import Formula, fields, formulas
from app.form.read import read_form
from app.form.validate import validate
from app.form.view import FieldView, FormView

__all__ = ["FieldView", "FormView", "Formula", "decode", "fields", "fill", "formulas", "read_form", "validate"]
