"""`lajur user ...`: people from the command line."""

from datetime import datetime

import click

from app.actions.absences import add_absence
from app.actions.passwords import make_link
from app.actions.people import add_person, change_person, close_account, set_password
from app.actions.posts import save_post
from app.cli.sentences import in_sentences
from app.model.errors import NotFound
from app.model.people import Post, User
from app.ports import Office
from app.settings import Settings
from app.wiring import open_office

DAY = click.DateTime(["%Y-%m-%d"])
PASSWORD = click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)


@click.group()
def user() -> None:
    """People who may sign in."""


@user.command()
@click.argument("login")
@click.option("--name", required=True, help="Name as people know it.")
@click.option("--group", "groups", multiple=True, help="A lane's group or a role; may be given several times.")
@PASSWORD
@in_sentences
def add(login: str, name: str, groups: tuple[str, ...], password: str) -> None:
    """Add a person."""
    person = add_person(open_office(Settings.from_environment()), login, name, groups, password)
    click.echo(f"{person.login}: {', '.join(sorted(person.groups)) or 'no groups'}")


@user.command()
@click.argument("login")
@PASSWORD
@in_sentences
def password(login: str, password: str) -> None:
    """Give a person a new password and end all sessions of that person."""
    set_password(open_office(Settings.from_environment()), login, password)
    click.echo(f"{login}: new password")


@user.command()
@click.argument("login")
@in_sentences
def close(login: str) -> None:
    """Close an account; all its sessions end."""
    close_account(open_office(Settings.from_environment()), login)
    click.echo(f"{login}: closed")


@user.command()
@click.argument("login")
@click.option("--add", "added", multiple=True, help="A group to add.")
@click.option("--remove", "removed", multiple=True, help="A group to take away.")
@in_sentences
def groups(login: str, added: tuple[str, ...], removed: tuple[str, ...]) -> None:
    """Change the groups of a person, and print them."""
    office = open_office(Settings.from_environment())
    person = _known(office, login)
    wanted = (person.groups | set(added)) - set(removed)
    person = change_person(office, login, name=person.name, groups=wanted, by=None)
    click.echo(f"{login}: {', '.join(sorted(person.groups)) or 'no groups'}")


@user.command()
@click.argument("login")
@in_sentences
def reset(login: str) -> None:
    """Print a one-time link, good for an hour, with which a person chooses a new password."""
    settings = Settings.from_environment()
    secret = make_link(open_office(settings), login, by=None)
    click.echo(f"http://{settings.host}:{settings.port}/sandi/{secret}")


@user.command()
@click.argument("login")
@click.option("--title", required=True, help="Name of the post (jabatan).")
@click.option("--from", "begins", type=DAY, required=True, help="First day.")
@click.option("--until", "ends", type=DAY, help="Last day; without it until further notice.")
@click.option("--nip", default="", help="18 digits.")
@click.option("--rank", default="", help="Pangkat/golongan.")
@click.option("--acting-for", metavar="GROUP", help="The post is vacant and filled as Plt. for this group.")
@in_sentences
def post(
    login: str, title: str, begins: datetime, ends: datetime | None, nip: str, rank: str, acting_for: str | None
) -> None:
    """Give a person a post."""
    office = open_office(Settings.from_environment())
    last = ends.date() if ends else None
    held = Post(0, _known(office, login).id, title, begins.date(), last, nip, rank, acting_for)
    save_post(office, held, by=None)
    click.echo(f"{login}: {held.title_in_full}")


@user.command()
@click.argument("login")
@click.option("--from", "begins", type=DAY, required=True, help="First day.")
@click.option("--until", "ends", type=DAY, required=True, help="Last day.")
@click.option("--deputy", default="", metavar="LOGIN", help="Who does the work meanwhile, as Plh.")
@click.option("--note", default="", help="Why.")
@in_sentences
def absence(login: str, begins: datetime, ends: datetime, deputy: str, note: str) -> None:
    """Note that a person is away."""
    office = open_office(Settings.from_environment())
    add_absence(office, _known(office, login).id, begins.date(), ends.date(), deputy, note, by=None)
    click.echo(f"{login}: away from {begins:%d-%m-%Y} until {ends:%d-%m-%Y}")


@user.command(name="list")
@in_sentences
def list_people() -> None:
    """List everybody."""
    with open_office(Settings.from_environment()).store.reading() as reader:
        for person in reader.users():
            state = "" if person.active else "  (closed)"
            click.echo(f"{person.login:<20} {person.name:<40} {', '.join(sorted(person.groups))}{state}")


def _known(office: Office, login: str) -> User:
    with office.store.reading() as reader:
        person = reader.user_by_login(login)
    if person is None:
        raise NotFound("There is nobody with the login {login}.", login=login)
    return person


COMMANDS = (user,)
