"""Files of the vault that nobody needs any more."""

from app.ports import Office, Unit


def remove_unused(office: Office, unit: Unit, digest: str) -> bool:
    """Remove the bytes under a digest unless a fact still names them; answers whether they are gone.

    Call it before the unit commits that its own fact names them no more: should the machine stop in between, a file is
    missing, which is told, rather than kept, which nobody would ever notice.
    """
    if unit.file_uses(digest):
        return False
    office.vault.remove(digest)
    return True
