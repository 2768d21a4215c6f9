"""``dragoman serve``: the record as pages and as a JSON API."""

from typing import Annotated

import typer

from dragoman.cli.options import Call


def serve(
    call: Call,
    *,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8000,
    public_read: Annotated[
        bool, typer.Option("--public-read", help="Let everybody read the record, without asking who they are.")
    ] = False,
    login: Annotated[
        bool, typer.Option("--login", help="Let only those read who have an account; so it is on any other address.")
    ] = False,
    log: Annotated[
        str | None,
        typer.Option(
            "--log",
            metavar="FILE",
            help="Add a JSON line for each request; - is standard error, as it is where others can reach the record.",
        ),
    ] = None,
) -> int:
    """Serve the record as pages, and as JSON under /api/v1, until stopped with Ctrl-C.

    Only this machine can reach it, unless --host says otherwise. Reviewing needs an account ('dragoman user add').
    /api/v1/openapi.json describes the API.
    """
    from dragoman.cli.render.console import print_json
    from dragoman.web.server import Serving, serve_record

    def announce(address: str) -> None:
        if call.as_json:
            print_json({"address": address})
        else:
            typer.echo(f"Serving {call.settings.store} at {address} (Ctrl-C stops it)")

    asked = Serving(host, port, is_public=public_read, needs_login=login, log=log)
    serve_record(call.settings, asked, announce)
    return 0
