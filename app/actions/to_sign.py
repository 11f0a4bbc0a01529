"""Whose signature a document waits for, and as what somebody would sign it today."""

from collections.abc import Mapping

from app.actions._signer import IN_PLACE
from app.letters import is_same_person, printed_name
from app.model.document import Document, DocumentState
from app.model.errors import Conflict, Forbidden
from app.model.house import Post
from app.model.paper_data import unpacked_signer
from app.model.people import User
from app.model.signature import Signatory
from app.ports import Office


class NotYourSignature(Forbidden):
    """This document waits for the signature of {post}."""


class NotToSign(Conflict):
    """This document does not wait for a signature (any more)."""


class NotAsPrinted(NotToSign):
    """This document is printed for {printed}, and you would sign it as {capacity}. A document bears one name."""


def must_wait(document: Document) -> None:
    """Raises NotToSign unless it can still be signed."""
    if document.state is not DocumentState.FILED:
        raise NotToSign


def posts_of(office: Office, user: User) -> Mapping[str, Post]:
    """The posts `user` signs for today by their keys, his own and those he fills."""
    return {key: post for key, post in office.house.posts.items() if user.is_in(key)}


def signatory(office: Office, document: Document, user: User) -> Signatory:
    """`user` as the one who signs a document, with the name and the capacity (a.n., Plh., Plt.) he has.

    Raises NotYourSignature when it waits for somebody else, NotToSign for what no post signs.
    """
    if not document.post:
        raise NotToSign
    post = office.house.posts.get(document.post)
    if post is None or not user.is_in(post.key):
        raise NotYourSignature(post=post.title if post else document.signer)
    standing, printed = user.standing(post.key), unpacked_signer(document.data.get("signer"))
    own = f"{standing.capacity.value} {post.title}" if standing else post.title
    capacity = f"a.n. {printed.above[0]}, {own}" if printed and printed.above else own
    return Signatory(user.login, printed_name(user.name, document.kind), post.key, capacity)


def must_be_printed(office: Office, document: Document, user: User) -> None:
    """Raises NotAsPrinted unless the document prints `user` as its signer, in the capacity he has today.

    What is printed stands since the document was issued and is never changed; an electronic signature by another, or in
    another capacity, would give the paper two signers. What is left: that the printed one signs, that it is corrected
    and signed by hand on paper (`app.actions.sign_in_ink`), or that it is taken back.
    """
    printed = unpacked_signer(document.data.get("signer"))
    if printed is None:
        return
    standing, ground = user.standing(document.post), printed.authority
    same_ground = ground == standing.capacity.value if standing else ground not in IN_PLACE
    if same_ground and (is_same_person(printed.name, user.name) or _has_nip(office, user, printed.nip)):
        return
    who = f"{ground} {printed.post}" if ground in IN_PLACE else printed.post
    mine = signatory(office, document, user)
    raise NotAsPrinted(printed=f"{who}, {printed.name}", capacity=f"{mine.capacity}, {mine.name}")


def _has_nip(office: Office, user: User, nip: str) -> bool:
    with office.store.reading() as reader:
        return bool(nip) and any(each.nip == nip for each in reader.posts(user.id))
