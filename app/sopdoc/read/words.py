"""The words by which the parts of an SOP table are known."""

import re

#: Tags of markup that copying from a page leaves in cells.
_TAG = re.compile(r"</?(?:b|i|u|br|p|strong|em)\s*/?>", re.IGNORECASE)
NUMBER_HEADING = re.compile(r"no|nomor|no\.? urut")
ACTIVITY_HEADING = re.compile(r".*\b(?:kegiatan|uraian|aktivitas|aktifitas|prosedur|langkah)\b.*")
ACTOR_HEADING = re.compile(r"(?:pelaksana|pelaku|aktor)(?: kegiatan)?")
RIGHT_HEADINGS = {
    "kelengkapan": re.compile(r".*\b(?:kelengkapan|persyaratan)\b.*"),
    "waktu": re.compile(r"waktu.*|durasi.*"),
    "output": re.compile(r"out ?put|keluaran|hasil"),
    "keterangan": re.compile(r"keterangan|ket"),
}
NUMBER = re.compile(r"(\d{1,4})(?:[.,]0*)?[.)]?")
ADDED = re.compile(r"\+[a-z]{1,2}")
#: How people write how long something takes.
DURATION = re.compile(
    r"(?:\W*(?:±|maks(?:imal)?\.?|paling lama)?\s*\d+(?:[.,]\d+)?\s*(?:\([\w ]+\)\s*)?"
    r"(?:detik|menit|jam|hari|minggu|bulan|tahun)(?:\s+kerja)?\W*)+",
    re.IGNORECASE,
)
QUESTION = re.compile(r"(?:(?:apakah|perlukah|diperlukan|adakah|perlu)\b.*|.*\?)", re.IGNORECASE | re.DOTALL)
SYSTEM = re.compile(r"(?:oss(?: rba)?|siinas|srikandi|sicantik|sistem\b.*|aplikasi\b.*|portal\b.*)", re.IGNORECASE)
APPLICANT = re.compile(r"(?:pemohon|masyarakat|pelaku usaha|perusahaan|pengguna layanan)\b.*", re.IGNORECASE)


def verbatim(text: str) -> str:
    """The text as it stands in the cell, without blanks around it and without tags of markup."""
    return _TAG.sub("", text).strip()


def heading(text: str) -> str:
    """A heading in small letters, without what stands around its words."""
    return " ".join(text.casefold().replace("/", " ").split()).strip(" .:*")


def is_duration(text: str) -> bool:
    return DURATION.fullmatch(text) is not None
