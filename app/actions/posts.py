"""Posts (jabatan) with their days of validity: printed on letters, and the ground on which a Plt. acts."""

from dataclasses import replace

from app.actions import _rights
from app.actions._words import must_be_name
from app.model.errors import LajurError, NotFound
from app.model.people import Post, User
from app.ports import Office

NIP_DIGITS = 18


def save_post(office: Office, post: Post, *, by: User | None) -> None:
    """Keep a post of a person; one with the id 0 is new.

    Raises NotFound for an unknown person or post, LajurError for days, a title or a NIP that make no sense.
    """
    _rights.must_administer(by)
    nip = "".join(post.nip.split())
    if nip and not (nip.isdecimal() and nip.isascii() and len(nip) == NIP_DIGITS):
        raise LajurError("A NIP has {digits} digits.", digits=NIP_DIGITS)
    if post.ends is not None and post.ends < post.begins:
        raise LajurError("The last day comes after the first.")
    clean = replace(post, title=must_be_name(post.title), nip=nip, rank=post.rank.strip()[:200])
    with office.store.writing() as unit:
        if unit.user(post.user) is None or (post.id and all(kept.id != post.id for kept in unit.posts(post.user))):
            raise NotFound
        unit.save_post(clean)
        unit.commit()


def remove_post(office: Office, user_id: int, post_id: int, *, by: User | None) -> None:
    """Remove a post that was noted by mistake. Raises NotFound."""
    _rights.must_administer(by)
    with office.store.writing() as unit:
        if all(post.id != post_id for post in unit.posts(user_id)):
            raise NotFound
        unit.remove_post(post_id)
        unit.commit()
