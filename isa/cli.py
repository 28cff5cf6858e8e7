"""The ``isa`` command: one door to everything an operator does without a browser.

Names, options and exit codes are a contract. Exit code 0 is success, 1 a "no" that a script can act
on (a failed check, a record that does not verify), 2 a fault in what was given.
"""

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from decisions import cli as decide_cli
from decisions.disposal import cli as disposal_cli
from decisions.handbook import cli as handbook_cli
from decisions.policy import cli as policy_cli
from decisions.policy.overlays import require_overlay
from decisions.records import cli as record_cli
from decisions.replaying import cli as replaying_cli
from decisions.workshop import cli as workshop_cli
from isa import __version__
from isa.platform import audit, backup_cli, installation, users
from isa.platform.config import settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import make_engine
from isa.platform.errors import Invalid, IsaError, Tampered
from isa.platform.identity import SYSTEM, Grant, Role
from isa.platform.moving import move_user
from isa.platform.permissions_page import permissions_page
from isa.register import cli as coverage_cli
from isa.register import register_cli
from isa.register.demo import load_demo
from isa.register.national.filling.service import load_national
from isa.register.network import cli as network_cli
from isa.register.publishing import cli as publishing_cli

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]

app = typer.Typer(
    help="Share safely: decide whether to share, record why, keep the register of agreements.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
user_app = typer.Typer(help="Add users, change their roles, disable them.", no_args_is_help=True)
audit_app = typer.Typer(help="Check the audit trail.", no_args_is_help=True)
demo_app = typer.Typer(help="The demonstration.", no_args_is_help=True)
keys_app = typer.Typer(help="Keys of a live installation.", no_args_is_help=True)
for name, part in (
    ("policy", policy_cli.app),
    ("record", record_cli.app),
    ("user", user_app),
    ("audit", audit_app),
    ("demo", demo_app),
    ("keys", keys_app),
    ("register", register_cli.app),
):
    app.add_typer(part, name=name)
policy_cli.app.command("handbook")(handbook_cli.handbook)
policy_cli.app.command("workshop")(workshop_cli.workshop)
policy_cli.app.command("impact")(replaying_cli.impact)
record_cli.app.command("replay")(replaying_cli.replay)
app.command("decide")(decide_cli.decide)
app.command("questions")(decide_cli.questions)
app.command("coverage")(coverage_cli.coverage)
app.command("impact")(network_cli.impact)
app.command("dispose")(disposal_cli.dispose)
app.command("hold")(disposal_cli.hold)
app.command("backup")(backup_cli.backup)
app.command("restore")(backup_cli.restore)
register_cli.app.command("publish")(publishing_cli.publish)


def _say(text: str) -> None:
    typer.echo(text)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        _say(f"isa {__version__}")
        raise typer.Exit


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8501,
) -> None:
    """Serve the pages with uvicorn. A demonstration listens on this machine only."""
    from isa.platform import web

    require_overlay(settings().overlay)
    web.serve(host, port)


@app.command()
def migrate() -> None:
    """Make an empty database a live installation, or bring an existing one up to this release."""
    config = settings()
    kind = installation.kind_of(make_engine(config.database_url))
    wanted = kind or installation.Kind.LIVE
    installation.create(config, wanted).engine.dispose()
    _say(f"The database is a {wanted} installation and is up to date.")


class DemoSize(StrEnum):
    """How much is invented."""

    PARTNERSHIP = "partnership"
    NATIONAL = "national"


@demo_app.command("load")
def demo_load(
    size: Annotated[
        DemoSize,
        typer.Option(help="national adds 45,000 agencies and 20,000 agreements: a minute or two."),
    ] = DemoSize.PARTNERSHIP,
) -> None:
    """Make the demonstration: an invented partnership, its agreements, and one user for each role."""
    database = installation.create(settings(), installation.Kind.DEMO)
    load_demo(database)
    if size is DemoSize.NATIONAL and not load_national(database, SYSTEM):
        _say("The nation is there already, and is left as it is.")
    database.engine.dispose()
    _say("The demonstration is ready. Start it with: isa serve")


@keys_app.command("new")
def keys_new() -> None:
    """Print a fresh key ring for ISA_KEYS or ISA_KEY_FILE. Keep it safe: records need it for ever."""
    _say(new_key_ring_json())


@app.command()
def permissions() -> None:
    """Print who may do what, as Markdown."""
    typer.echo(permissions_page(), nl=False)


def _is_wide(roles: list[Role], whole_installation: bool) -> bool:
    """Whether roles reach every agency: only when asked for, but an administrator's always."""
    return whole_installation or roles == [Role.ADMINISTRATOR]


@user_app.command("add")
def user_add(
    email: str,
    name: Annotated[str, typer.Option(help="Name as colleagues know it.")],
    agency: Annotated[str, typer.Option(help="Identifier of the person's agency.")],
    role: Annotated[list[Role], typer.Option(help="A role; repeat for several.")],
    job_title: Annotated[str, typer.Option(help="Shown on records.")] = "",
    whole_installation: Annotated[
        bool, typer.Option(help="The role reaches every agency, not only the person's own.")
    ] = False,
) -> None:
    """Add a person who may sign in, the first administrator included."""
    reach = None if _is_wide(role, whole_installation) else agency
    grants = frozenset(Grant(role=one, agency_id=reach) for one in role)
    with installation.opened() as database:
        user = users.add_user(
            database,
            SYSTEM,
            email=email,
            name=name,
            job_title=job_title,
            agency_id=agency,
            grants=grants,
        )
    _say(f"Added {user.id}. They can sign in with {user.email}.")


@user_app.command("role")
def user_role(
    email: str,
    role: Role,
    agency: Annotated[
        str, typer.Option(help="Agency the role is for; the person's own if left out.")
    ] = "",
    whole_installation: Annotated[
        bool, typer.Option(help="The role reaches every agency.")
    ] = False,
    take: Annotated[bool, typer.Option("--take", help="Take the role away instead.")] = False,
) -> None:
    """Give a user a role at an agency, or take it away."""
    with installation.opened() as database:
        user = users.find_user(database, SYSTEM, email)
        reach = None if _is_wide([role], whole_installation) else agency or user.agency_id
        grant = Grant(role=role, agency_id=reach)
        users.set_role(database, SYSTEM, user.id, grant, held=not take)
    _say(f"{user.id} {'no longer has' if take else 'now has'} the role {role}.")


@user_app.command("move")
def user_move(
    email: str,
    agency: Annotated[str, typer.Option(help="Identifier of the agency they move to.")],
    role: Annotated[list[Role], typer.Option(help="A role there; repeat for several.")],
    new_email: Annotated[str, typer.Option(help="Address they sign in with from now on.")] = "",
    job_title: Annotated[str, typer.Option(help="Shown on records from now on.")] = "",
) -> None:
    """Let a user work for another agency. Every role they hold ends; their records and drafts stay."""
    with installation.opened() as database:
        user = users.find_user(database, SYSTEM, email)
        move_user(
            database,
            SYSTEM,
            user.id,
            agency_id=agency,
            email=new_email or user.email,
            job_title=job_title or user.job_title,
            grants=frozenset(
                Grant(role=one, agency_id=None if _is_wide([one], False) else agency)
                for one in role
            ),
        )
    _say(f"{user.id} works for {agency} now, and has to sign in again.")


@user_app.command("disable")
def user_disable(email: str) -> None:
    """Stop a user at their next click. Their records stay."""
    with installation.opened() as database:
        user = users.find_user(database, SYSTEM, email)
        users.disable_user(database, SYSTEM, user.id)
    _say(f"{user.id} can no longer sign in.")


@audit_app.command("verify")
def audit_verify(as_json: AsJson = False) -> None:
    """Walk the whole audit trail; exit 1 and name the event where it does not fit."""
    with installation.opened() as database, database.read() as session:
        try:
            found = audit.verify(session)
        except Tampered as error:
            answer = {"is_intact": False, "problem": str(error)}
            _say(json.dumps(answer) if as_json else f"The audit trail is not intact. {error}")
            raise typer.Exit(1) from None
    answer = {"is_intact": True, "events": found.events, "head": found.head}
    _say(
        json.dumps(answer)
        if as_json
        else f"The audit trail is intact: {found.events} events, ending in {found.head}."
    )


def main() -> None:
    """Run the command; a refusal is a sentence on stderr and exit code 2, never a traceback."""
    try:
        app()
    except Invalid as error:
        for path, sentence in error.faults.items():
            typer.echo(f"{path}: {sentence}" if path else sentence, err=True)
        sys.exit(2)
    except IsaError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
