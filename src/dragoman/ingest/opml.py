"""OPML: a list of feeds as readers of news exchange it comes in, the addresses of its feeds go out.

It is read by the XML parser of Python itself, which fetches nothing; a list that declares entities is refused.

Source: OPML 2.0: an ``outline`` with ``xmlUrl`` is a feed; outlines nest.
"""

from __future__ import annotations

from xml.parsers import expat

from dragoman.errors import FeedError


def parse_opml(payload: bytes, where: str) -> tuple[str, ...]:
    """Give the addresses of the feeds, each once, in their order.

    Raises:
        FeedError: DG330, it is not well-formed, declares entities, or names no feed.
    """
    found: dict[str, None] = {}

    def begin(_name: str, attributes: dict[str, str]) -> None:
        address = next((value for key, value in attributes.items() if key.casefold() == "xmlurl"), "").strip()
        if address:
            found[address] = None

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EntityDeclHandler = _refuse_entities
    try:
        parser.Parse(payload, True)  # noqa: FBT003  the C function takes no keyword
    except expat.ExpatError as error:
        problem = f"the list of feeds is not well-formed XML at line {error.lineno}."
        raise FeedError(where, problem, "Export it again.") from error
    except _EntitiesError as error:
        problem = "the list of feeds declares entities of its own, which are not read."
        raise FeedError(where, problem, "Write the words out.") from error
    if not found:
        raise FeedError(where, "the list names no feed.", "Each feed is an outline with 'xmlUrl'.")
    return tuple(found)


class _EntitiesError(Exception):
    """Entities are declared."""


def _refuse_entities(*_: object) -> None:
    raise _EntitiesError
