"""Forms: reads form-js files, draws them as facts, decodes and checks what people answer. Knows no web and no store."""

from app.form.read import read_form

__all__ = ["read_form"]
