"""``dragoman dossier``: check packs, begin one, look at what they hold."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.options import Call


def check(
    call: Call,
    packs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PACK...]", help="Packs by name or path; those in force if none is named."),
    ] = None,
) -> int:
    """Check packs as a whole: each mistake with its file, line and remedy. Exit status 1 if there is one.

    A warning may be meant, and changes no exit status.
    """
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.findings import findings_page
    from dragoman.dossier.check import Level, check_pack
    from dragoman.settings import cache_folder

    folders = [_folder(name) for name in packs or call.settings.dossier]
    cache = cache_folder(call.settings.cache)
    findings = [finding for folder in folders for finding in check_pack(folder, cache=cache)]
    errors = sum(finding.level is Level.ERROR for finding in findings)
    shape = {
        "ok": errors == 0,
        "findings": [asdict(finding) for finding in findings],
        "counts": {"packs": len(folders), "errors": errors, "warnings": len(findings) - errors},
    }
    emit(shape, as_json=call.as_json, page=lambda _: findings_page(shape, all_well="Nothing to mend."))
    return 0 if shape["ok"] else 1


def new(
    call: Call,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The folder to make.")],
    *,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="The pack's name, if not the folder's.")] = None,
) -> None:
    """Begin a pack of your own: a folder with a commented file for each kind of knowledge."""
    from dragoman.cli.render.console import command_line, emit
    from dragoman.dossier.scaffold import new_pack

    written = [str(file) for file in new_pack(path, name or path.resolve().name)]
    lines = [*written, f"Fill them in, then: dragoman dossier check {path}"]
    emit({"written": written}, as_json=call.as_json, page=lambda _: map(command_line, lines))


def show(
    call: Call,
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS...]", help="An actor's name or id.")] = None,
    *,
    sources: Annotated[bool, typer.Option("--sources", help="List the outlets instead.")] = False,
    party: Annotated[str | None, typer.Option(metavar="CODE", help="Only outlets that answer to this side.")] = None,
) -> None:
    """Print what the packs in force hold; with words, the actors that have this name or id."""
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.dossier import cards_page, overview_page, sources_page
    from dragoman.dossier import load_dossier
    from dragoman.dossier.show import find_cards, list_sources, overview
    from dragoman.errors import NotFoundError

    dossier = load_dossier(call.settings.dossier)
    if sources or party:
        found = list_sources(dossier, party=party)
        emit(_plain(found), as_json=call.as_json, page=lambda _: sources_page(found))
    elif words:
        cards = find_cards(dossier, " ".join(words))
        if not cards:
            raise NotFoundError(
                "actor", " ".join(words), "The name must be whole; 'dragoman dossier show' counts them."
            )
        emit(_plain(cards), as_json=call.as_json, page=lambda _: cards_page(cards))
    else:
        held = overview(dossier)
        emit(_plain([held])[0], as_json=call.as_json, page=lambda _: overview_page(held))


def _plain(records: Any) -> list[dict[str, Any]]:
    """Give records as JSON-ready objects, days as ISO 8601 texts."""
    return [_texts(asdict(record)) for record in records]


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _folder(name: str) -> Path:
    """Give the folder of a pack; one whose files are wrong is still found, so that it can be checked."""
    from dragoman.dossier import shipped_packs
    from dragoman.errors import PackNotFoundError

    shipped = shipped_packs()
    folder = shipped.get(name, Path(name).expanduser())
    if not (folder / "dossier.yaml").is_file():
        raise PackNotFoundError(name, shipped)
    return folder
