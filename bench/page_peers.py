"""The text that newspaper4k and readability-lxml find in pages: ``page_peers.py < PAGES > TEXTS``.

Pages come in as JSON lines (``name``, ``url``, ``html``); one JSON object goes out, with a list of texts for each tool,
in the order of the pages. It is run by the Python of ``requirements/peers.txt``, so it imports nothing of dragoman's.
A page that a tool fails on has an empty text; one in a language that it has no data for has none (null). Both are said
on standard error. Nothing is fetched: newspaper4k is given the page as it was saved.
"""

from __future__ import annotations

import json
import sys
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    warnings.simplefilter("ignore")  # newspaper4k names the parts of it that want nltk
    stay_offline()
    pages = [json.loads(line) for line in sys.stdin]
    texts = {tool: [tried(tool, extract, page) for page in pages] for tool, extract in TOOLS.items()}
    json.dump(texts, sys.stdout)


def stay_offline() -> None:
    """Have newspaper4k's helper use the list of public suffixes that it ships, instead of fetching it."""
    import tldextract  # noqa: PLC0415  (only in the peers' environment)

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.extract = tldextract.tldextract.extract = offline


def tried(tool: str, extract: Callable[[dict[str, str]], str], page: dict[str, str]) -> str | None:
    """Give what a tool takes for the text; nothing where it fails, None where it asks for data that is not here."""
    try:
        return extract(page)
    except (ImportError, LookupError) as error:
        print(f"{page['name']}: not counted for {tool}: {type(error).__name__}", file=sys.stderr)
        return None
    except Exception as error:  # noqa: BLE001  another's code on pages in any language
        reason = (str(error).splitlines() or [""])[0][:80]
        print(f"{page['name']}: {tool}: {type(error).__name__}: {reason}", file=sys.stderr)
        return ""


def newspaper(page: dict[str, str]) -> str:
    from newspaper import Article  # noqa: PLC0415  (only in the peers' environment)

    article = Article(page["url"], fetch_images=False)
    article.download(input_html=page["html"])
    article.parse()
    return str(article.text)


def readability(page: dict[str, str]) -> str:
    from lxml.html import fromstring  # noqa: PLC0415  (only in the peers' environment)
    from readability import Document  # noqa: PLC0415  (only in the peers' environment)

    return str(fromstring(Document(page["html"]).summary()).text_content())


TOOLS = {"newspaper4k": newspaper, "readability": readability}

if __name__ == "__main__":
    main()
