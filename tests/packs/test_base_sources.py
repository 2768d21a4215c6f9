"""The publishers of the base pack: enough of them, each with what must be known, each feed at a host of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from dragoman.dossier import load_dossier
from dragoman.model import SourceKind

if TYPE_CHECKING:
    from dragoman.model import Source

FEED_HOSTS = {
    "bbc": {"feeds.bbci.co.uk"},
    "breitbart": {"feeds.feedburner.com"},
    "cna-taiwan": {"feeds.feedburner.com"},
    "cnn": {"rss.cnn.com"},
    "elmundo": {"e00-elmundo.uecdn.es"},
    "folha": {"feeds.folha.uol.com.br"},
    "ndtv": {"feeds.feedburner.com"},
    "sky-news": {"feeds.skynews.com"},
    "wsj": {"feeds.content.dowjones.io"},
}
"""Hosts of feeds that do not lie under the publisher's own domains."""


@pytest.fixture(scope="module")
def publishers(tmp_path_factory: pytest.TempPathFactory) -> list[Source]:
    """All sources of the base pack but the crawlers."""
    dossier = load_dossier(["base"], cache=tmp_path_factory.mktemp("cache"))
    return [source for source in dossier.sources if source.fields is None]


def test_there_are_enough_agencies_and_outlets(publishers: list[Source]) -> None:
    kinds = Counter(source.kind for source in publishers)
    assert len(publishers) >= 400
    assert kinds[SourceKind.AGENCY] >= 100
    assert kinds[SourceKind.UNKNOWN] == 0
    assert sum(bool(source.feeds) for source in publishers) >= 180


def test_each_agency_has_the_words_that_credit_it(publishers: list[Source]) -> None:
    agencies = [source for source in publishers if source.kind is SourceKind.AGENCY]
    assert [source.id for source in agencies if not source.credits] == []


def test_each_says_its_country_and_its_languages(publishers: list[Source]) -> None:
    bodies = {SourceKind.MINISTRY, SourceKind.AGGREGATOR, SourceKind.THINK_TANK}
    media = [source for source in publishers if source.kind not in bodies]
    assert [source.id for source in media if not source.languages] == []
    assert [source.id for source in media if source.country is None and source.owner is None] == []


def test_each_feed_is_of_one_publisher_and_stands_at_a_host_of_its_own(publishers: list[Source]) -> None:
    feeds = [(source, feed) for source in publishers for feed in source.feeds]
    assert [feed for feed, times in Counter(feed for _, feed in feeds).items() if times > 1] == []
    for source, feed in feeds:
        host = urlsplit(feed).hostname or ""
        own = any(host == domain or host.endswith(f".{domain}") for domain in source.domains)
        assert own or host in FEED_HOSTS.get(source.id, ()), feed
