"""What everybody may see and do: service standards, complaints, the satisfaction survey and its report."""

from app.web.public import complaint_desk, complaints, documents, report, standard, survey
from app.web.public.room import room

__all__ = ["complaint_desk", "complaints", "documents", "report", "room", "standard", "survey"]
