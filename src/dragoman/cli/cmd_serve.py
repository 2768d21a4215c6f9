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
        bool, typer.Option("--public-read", help="Let other machines read the record, without asking who they are.")
    ] = False,
) -> int:
    """Serve the record as pages, and as JSON under /api/v1, read-only, until stopped with Ctrl-C.

    Only this machine can reach it, unless --public-read is given. /api/v1/openapi.json describes it.
    """
    from dragoman.cli.render.console import print_json
    from dragoman.web.server import serve_record

    def announce(address: str) -> None:
        if call.as_json:
            print_json({"address": address})
        else:
            typer.echo(f"Serving {call.settings.store} at {address} (Ctrl-C stops it)")

    serve_record(call.settings, host=host, port=port, is_public=public_read, announce=announce)
    return 0
