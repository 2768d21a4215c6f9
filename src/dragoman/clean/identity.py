"""Identity: which report a reading is of, and which of its revisions.

The reasons are in ``docs/adr/0003-document-identity.md``: an id that the input gives names its report within
its source; else its URL does; else its text.
"""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit, urlunsplit

from dragoman.values import content_id

TRACKERS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
"""Query keys that say how a reader came, not what is read. Source: the campaign parameters of Google Analytics
(utm_*), click ids of Facebook and Google, and Mailchimp's."""
GLOBAL_IDS = ("http://", "https://", "urn:", "tag:")
"""Ids that need no source to be unique. Source: RSS 2.0 guid isPermaLink; RFC 8141 (urn), RFC 4151 (tag)."""
_PORTS = {"http": 80, "https": 443}


def document_id(given_id: str | None, source: str | None, url: str | None, text: str) -> str:
    """Give the id of a report through all its revisions."""
    if given_id is not None:
        return content_id("doc", "id", None if given_id.startswith(GLOBAL_IDS) else source, given_id)
    if url is not None:
        return content_id("doc", "url", normalise_url(url))
    return content_id("doc", "text", text)


def revision_id(report_id: str, text: str, title: str | None) -> str:
    """Give the id of one revision of a report."""
    return content_id("rev", report_id, text, title)


def normalise_url(url: str) -> str:
    """Give the URL as a key: scheme and host in lower case, no default port, no fragment, no trackers.

    Path and other query keys stay as they are: they may say what is read. What cannot be split stays whole.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    query = "&".join(pair for pair in parts.query.split("&") if not pair.casefold().startswith(TRACKERS))
    return urlunsplit((parts.scheme, _netloc(parts, port), parts.path or ("/" if parts.netloc else ""), query, ""))


def host_of(url: str) -> str | None:
    """Give the host of a URL in lower case, or None where it has none."""
    try:
        return urlsplit(url.strip()).hostname
    except ValueError:
        return None


def _netloc(parts: SplitResult, port: int | None) -> str:
    login, at, _ = parts.netloc.rpartition("@")
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    return f"{login}{at}{shown}" + (f":{port}" if port not in {None, _PORTS.get(parts.scheme)} else "")
