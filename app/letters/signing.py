"""Who signs a letter, as it is printed: from the posts of the house. Titles follow the class of the letter.

Source: Permendagri 1/2023 Pasal 44: names stand without academic titles on what settles or decides, and with them on
assignments, correspondence and other papers.
"""

import re
from datetime import date

from app.model.house import House
from app.model.paper import Authority, Kind, Signer

#: What settles something.
BARE = frozenset({Kind.IZIN_OSS})
_BEFORE = re.compile(r"(?:(?:Prof|Dr|dr|Drs|Dra|Ir|drg|Hj|H|K\.?H|R|apt|Ns)\.\s*)+", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


def printed_name(name: str, kind: Kind) -> str:
    """A name as a letter of this kind prints it. What stands in brackets behind it is never printed."""
    name = _REMARK.sub("", name).strip()
    return _BEFORE.sub("", name.partition(",")[0]).strip() if kind in BARE else name


def is_same_person(name: str, other: str) -> bool:
    """Whether two names are one but for academic titles and what stands in brackets."""
    bare = (printed_name(each, Kind.IZIN_OSS).casefold().split() for each in (name, other))
    return next(bare) == next(bare)


def signer(house: House, key: str, authority: Authority, kind: Kind, day: date) -> Signer | None:
    """The holder of a post on a day, signing on this ground; None when the house knows no such post or no holder.

    On behalf (`a.n.`) stands the post above, at second hand (`u.b.`) the two above. A post that is not filled, or whose
    holder is absent, is signed for by another (`Plt.`, `Plh.`): who that is, the books of the office say.
    """
    post = house.posts.get(key)
    holder = post.holder(day) if post else None
    if post is None or holder is None:
        return None
    above = _above(house, post.above, {Authority.ON_BEHALF: 1, Authority.THROUGH: 2}.get(authority, 0))
    name = printed_name(holder.name, kind)
    return Signer(post.title, name, holder.rank, holder.nip, authority, above)


def _above(house: House, key: str, levels: int) -> tuple[str, ...]:
    """The titles of the posts above, the highest first."""
    post = house.posts.get(key)
    return (*_above(house, post.above, levels - 1), post.title) if post and levels else ()
