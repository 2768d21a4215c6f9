"""Settings: the table's defaults, the environment over them, and no number that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import BadSettingError
from dragoman.settings import SETTINGS, cache_folder, load_settings


def test_an_empty_environment_gives_the_defaults_of_the_table() -> None:
    settings = load_settings({})
    assert settings.store == "dragoman.db"
    assert settings.dossier == ("base", "ukraine")
    assert settings.max_report_bytes == 8_000_000
    assert settings.busy_timeout_s == 30
    assert settings.debug is False
    assert {row.name for row in SETTINGS} == set(settings.__slots__)


def test_each_variable_is_read() -> None:
    given = {
        "DRAGOMAN_STORE": "a.db",
        "DRAGOMAN_DOSSIER": " base, ./mine ,",
        "DRAGOMAN_MODEL": "xx",
        "DRAGOMAN_CACHE": "/c",
        "DRAGOMAN_MAX_REPORT_BYTES": "10",
        "DRAGOMAN_BUSY_TIMEOUT_S": "0.5",
        "DRAGOMAN_DEBUG": "1",
        "DRAGOMAN_READER": "both",
        "DRAGOMAN_READER_FOLDER": "/r",
        "DRAGOMAN_REVIEWER": "A. Reader",
        "DRAGOMAN_CAPTURES": "/w",
        "DRAGOMAN_CONTACT": "desk@news.example",
        "DRAGOMAN_FETCH_GAP_S": "2",
        "DRAGOMAN_ACCOUNTS": "/u",
        "DRAGOMAN_HOSTS": "record.example.org, *.desk.example",
        "DRAGOMAN_ORIGINS": "https://record.example.org",
        "DRAGOMAN_PROXIES": "10.0.0.1",
        "DRAGOMAN_REQUESTS_PER_MINUTE": "60",
        "DRAGOMAN_ANSWER_S": "5",
        "DRAGOMAN_MASKS": "readers",
        "DRAGOMAN_MASK_NAMES": "/n",
        "DRAGOMAN_LLM_ENDPOINT": "http://127.0.0.1:1/v1/",
        "DRAGOMAN_LLM_MODEL": "small",
        "DRAGOMAN_LLM_KEY": "secret-words",
        "DRAGOMAN_LLM_TIMEOUT_S": "9",
        "DRAGOMAN_LLM_BUDGET": "100",
        "DRAGOMAN_LLM_PRICES": "1/2",
        "DRAGOMAN_LLM_FORMAT": "text",
        "DRAGOMAN_LLM_CACHE": "/a",
    }
    assert set(given) == {row.variable for row in SETTINGS}
    settings = load_settings(given)
    assert (settings.store, settings.dossier, settings.model) == ("a.db", ("base", "./mine"), "xx")
    assert (settings.cache, settings.max_report_bytes, settings.busy_timeout_s) == ("/c", 10, 0.5)
    assert settings.debug is True
    assert (settings.accounts, settings.mask_names, settings.masks) == ("/u", "/n", "readers")
    assert settings.hosts == ("record.example.org", "*.desk.example")
    assert (settings.origins, settings.proxies) == (("https://record.example.org",), ("10.0.0.1",))
    assert (settings.requests_per_minute, settings.answer_s) == (60, 5)
    assert (settings.reader, settings.reader_folder, settings.reviewer) == ("both", "/r", "A. Reader")
    assert (settings.captures, settings.contact, settings.fetch_gap_s) == ("/w", "desk@news.example", 2)
    assert (settings.llm_endpoint, settings.llm_model, settings.llm_key) == (
        "http://127.0.0.1:1/v1",
        "small",
        "secret-words",
    )
    assert (settings.llm_timeout_s, settings.llm_budget, settings.llm_prices) == (9, 100, "1/2")
    assert (settings.llm_format, settings.llm_cache) == ("text", "/a")


def test_a_key_does_not_show_where_settings_are_printed() -> None:
    settings = load_settings({"DRAGOMAN_LLM_KEY": "secret-words"})
    assert "secret-words" not in f"{settings} {settings!r}"


def test_an_empty_variable_is_as_if_it_were_not_there() -> None:
    assert load_settings({"DRAGOMAN_STORE": ""}).store == "dragoman.db"


@pytest.mark.parametrize("value", ["soon", "-1", "inf", "nan"])
@pytest.mark.parametrize("variable", ["DRAGOMAN_MAX_REPORT_BYTES", "DRAGOMAN_BUSY_TIMEOUT_S"])
def test_what_is_no_number_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(BadSettingError, match=variable) as caught:
        load_settings({variable: value})
    assert caught.value.value == value


def test_the_cache_is_the_one_chosen_else_the_users() -> None:
    assert cache_folder("/mine", {"DRAGOMAN_CACHE": "/c"}) == Path("/mine")
    assert cache_folder("", {"DRAGOMAN_CACHE": "/c"}) == Path("/c")
    assert cache_folder("", {"XDG_CACHE_HOME": "/x"}) == Path("/x/dragoman")
    assert cache_folder("", {}) == Path.home() / ".cache" / "dragoman"
