"""``dragoman user``: who may sign in to the record's pages, and the tokens with which programs ask."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import Call
from dragoman.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.web.access import Door, Role
    from dragoman.web.access.tokens import Token
    from dragoman.web.access.users import Account

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Of the account.")]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, reviewer or admin.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, up to the line's end.")
]
DrawOption = Annotated[bool, typer.Option("--generate", help="Draw a password and print it, this once.")]


def add(
    call: Call,
    name: NameArgument,
    *,
    role: RoleOption = "reader",
    password_stdin: StdinOption = False,
    generate: DrawOption = False,
) -> None:
    """Make an account; the password is asked for, twice.

    A reader reads, a reviewer also decides, an admin also takes over what others have in hand.
    """
    door, chosen = _door(call), _role(role)
    password = _password(stdin=password_stdin, draw=generate)
    door.users.add(name, chosen, password)
    _tell(call, {"user": name, "role": str(chosen), "password": password if generate else None})


def list_users(call: Call) -> None:
    """List the accounts: role, since when, whether closed, and how many tokens."""
    from dragoman.cli.render.console import emit

    door = _door(call)
    now, tokens = door.file.now(), door.tokens.all()
    rows = [
        _account_shape(account, [t for t in tokens if t.user == account.name and _lives(t, now)])
        for account in door.users.all()
    ]
    emit(rows, as_json=call.as_json, page=lambda _: _table(rows, "Nobody has an account. Make one with 'user add'."))


def password(
    call: Call, name: NameArgument, *, password_stdin: StdinOption = False, generate: DrawOption = False
) -> None:
    """Give an account another password; whoever is signed in under it is signed out."""
    door = _door(call)
    chosen = _password(stdin=password_stdin, draw=generate)
    door.users.set_password(name, chosen)
    _tell(call, {"user": name, "password": chosen if generate else None})


def role(
    call: Call, name: NameArgument, role: Annotated[str, typer.Argument(metavar="ROLE", help="The new one.")]
) -> None:
    """Give an account another role; whoever is signed in under it is signed out."""
    chosen = _role(role)
    _door(call).users.set_role(name, chosen)
    _tell(call, {"user": name, "role": str(chosen)})


def disable(call: Call, name: NameArgument) -> None:
    """Close an account: its sessions and tokens end at once; what it decided stays on record."""
    _door(call).users.disable(name)
    _tell(call, {"user": name, "disabled": True})


def enable(call: Call, name: NameArgument) -> None:
    """Open a closed account again; its tokens stay revoked."""
    _door(call).users.enable(name)
    _tell(call, {"user": name, "disabled": False})


def token(
    call: Call,
    name: NameArgument,
    *,
    scope: Annotated[
        str, typer.Option("--scope", metavar="ROLE", help="What it may do at most: reader, reviewer or admin.")
    ] = "reader",
    days: Annotated[int, typer.Option("--days", metavar="N", help="Until it ends.")] = 90,
    label: Annotated[str, typer.Option("--label", metavar="WORDS", help="What it is for.")] = "",
) -> None:
    """Make a token with which a program asks as a user, and print it, this once.

    Send it as 'Authorization: Bearer TOKEN'.
    """
    words, made = _door(call).tokens.make(name, _role(scope), days=days, label=label)
    _tell(call, {"token": words, "id": made.id, "user": name, "scope": str(made.scope), "ends": _day(made.ends_at)})


def tokens(
    call: Call, name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Only this account's.")] = None
) -> None:
    """List the tokens: whose, what for, until when, when last used; never their words."""
    from dragoman.cli.render.console import emit

    rows = [_token_shape(found) for found in _door(call).tokens.all(name)]
    emit(rows, as_json=call.as_json, page=lambda _: _table(rows, "There is no token. Make one with 'user token'."))


def revoke(
    call: Call, token_id: Annotated[str, typer.Argument(metavar="ID", help="As 'user tokens' lists it.")]
) -> None:
    """End a token at once."""
    _door(call).tokens.revoke(token_id)
    _tell(call, {"token": token_id, "revoked": True})


def _door(call: Call) -> "Door":
    from dragoman.web.access import Door

    return Door(call.settings)


def _role(name: str) -> "Role":
    from dragoman.web.access import Role

    if name not in list(Role):
        raise UnknownNameError("Role", name, list(Role))
    return Role(name)


def _password(*, stdin: bool, draw: bool) -> str:
    from dragoman.web.access.passwords import draw_password

    if draw:
        return draw_password()
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("user: nobody is there to be asked for a password. Give --password-stdin or --generate.")
    try:
        asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    except typer.Abort:
        raise UsageError("user: no password was given. Nothing was changed.") from None
    return asked


def _tell(call: Call, said: dict[str, Any]) -> None:
    from dragoman.cli.render.console import print_json

    if call.as_json:
        print_json(said)
        return
    for name, value in said.items():
        if value is not None:
            typer.echo(f"{name}: {value}")


def _account_shape(account: "Account", alive: "list[Token]") -> dict[str, Any]:
    return {
        "name": account.name,
        "role": str(account.role),
        "since": _day(account.made_at),
        "disabled": None if account.disabled_at is None else _day(account.disabled_at),
        "tokens": len(alive),
    }


def _token_shape(found: "Token") -> dict[str, Any]:
    ends = {"revoked": found.revoked_at, "used": found.used_at}
    return {
        "id": found.id,
        "user": found.user,
        "scope": str(found.scope),
        "label": found.label,
        "made": _day(found.made_at),
        "ends": _day(found.ends_at),
        **{name: None if at is None else _day(at) for name, at in ends.items()},
    }


def _lives(token: "Token", now: int) -> bool:
    return token.revoked_at is None and token.ends_at > now


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _table(rows: list[dict[str, Any]], empty: str) -> "Iterator[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    if not rows:
        yield Text(empty)
        return
    table = Table(box=None, pad_edge=False)
    for name in rows[0]:
        table.add_column(name)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    yield table
