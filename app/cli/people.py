"""`lajur user ...`: people from the command line."""

import click

from app.actions.people import add_person, close_account, set_password
from app.cli.sentences import in_sentences
from app.settings import Settings
from app.wiring import open_office

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


@user.command(name="list")
@in_sentences
def list_people() -> None:
    """List everybody."""
    with open_office(Settings.from_environment()).store.reading() as reader:
        for person in reader.users():
            state = "" if person.active else "  (closed)"
            click.echo(f"{person.login:<20} {person.name:<40} {', '.join(sorted(person.groups))}{state}")


COMMANDS = (user,)
