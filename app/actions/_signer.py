"""Who signs a letter: the holder of the post on its day, or who stands in for him, as the books of the office say."""

from dataclasses import replace

from app.actions._letter_facts import Completion
from app.actions.standings import workers
from app.letters import authority_of, printed_name, signer, signer_of
from app.model.paper import Authority, Facts, Signer
from app.model.people import User
from app.model.template import Template
from app.ports import Office, Reader

#: Somebody else signs for the post.
IN_PLACE = frozenset({Authority.ACTING, Authority.DEPUTY})


def signer_for(office: Office, reader: Reader, done: Completion, template: Template, facts: Facts) -> Signer | None:
    """Who signs, as it is printed; None when nobody does.

    Who completes the element for the post that signs, in another's place, signs in that capacity. Where the template
    itself wants somebody in the place of the post, or nobody who holds it is there on that day, it is he who fills it,
    if the books know of one: who is away signs nothing. Raises LetterFailed.
    """
    post, authority = signer_of(template, done.values, facts), authority_of(template, done.values, facts)
    place = done.told.get("as") if done.held.work.group == post else None
    person: User | None = None
    if isinstance(place, dict) and done.done_by is not None:
        authority, person = Authority(str(place["capacity"])), reader.user(done.done_by)
    elif post and authority in (Authority.FULL, *IN_PLACE):
        person = _placed(office, reader, post, authority, facts)
        standing = person.standing(post) if person else None
        authority = Authority(standing.capacity) if standing else authority
    printed = signer(office.house, post, authority, template.front.kind, facts.date)
    return _named(reader, printed, person, template, facts) if printed and person else printed


def _placed(office: Office, reader: Reader, post: str, authority: Authority, facts: Facts) -> User | None:
    """Who fills a post on the day of a letter; None where its holder can sign in full."""
    there = workers(office, reader, post, facts.date)
    if authority is Authority.FULL and any(post in one.groups for one in there):
        return None
    return next((one for one in there if one.standing(post)), None)


def _named(reader: Reader, printed: Signer, person: User, template: Template, facts: Facts) -> Signer:
    """A signature for a post by somebody else than its holder, with the rank and NIP of a post of his own."""
    own = next((each for each in reader.posts(person.id) if each.is_held(facts.date) and not each.acting_for), None)
    name = printed_name(person.name, template.front.kind)
    return replace(printed, name=name, rank=own.rank if own else "", nip=own.nip if own else "")
