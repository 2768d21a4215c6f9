"""Names across spellings: which are one, and which must not be."""

from __future__ import annotations

import pytest

from dragoman.merge.names import name_words, same_actor, same_name, same_surname
from dragoman.merge.rules import load_rules
from dragoman.model import Filler

RULES = load_rules().names


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Umerov", "Umjerow"),
        ("Zelensky", "Zelenskyy"),
        ("Zelensky", "Selenskyj"),
        ("Sybiha", "Sibiga"),
        ("Medinsky", "Medinskij"),
        ("Ushakov", "Uschakow"),
        ("Yermak", "Jermak"),
        ("Kyslytsya", "Kyslytsia"),
        ("Budanov", "Boudanov"),
    ],
)
def test_spellings_of_one_surname_are_one(first: str, second: str) -> None:
    assert same_actor(Filler(first, "UKR"), Filler(second, "UKR"), RULES)
    assert same_actor(Filler(second, "UKR"), Filler(first, "UKR"), RULES)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Peskov", "Pskov"),
        ("Medinsky", "Medvedev"),
        ("Lavrov", "Larov"),
        ("Ivanov", "Ivanova"),
        ("Zelensky", "Zelenska"),
        ("Putin", "Putina"),
        ("Fidan", "Fomin"),
        ("Karasin", "Karasev"),
    ],
)
def test_near_surnames_of_others_are_two(first: str, second: str) -> None:
    assert not same_actor(Filler(first, "RUS"), Filler(second, "RUS"), RULES)
    assert not same_surname(second.casefold(), first.casefold(), RULES)


def test_a_full_name_is_its_surname_but_not_a_relative() -> None:
    full = Filler("Rustem Umerov", "UKR")
    assert same_actor(full, Filler("Umjerow", "UKR"), RULES)
    assert same_actor(full, Filler("R. Umerov", "UKR"), RULES)
    assert not same_actor(full, Filler("Anna Umerov", "UKR"), RULES)


def test_ids_decide_where_both_are_known() -> None:
    first, other = Filler("Zelensky", "UKR", actor_id="person.a"), Filler("Zelensky", "UKR", actor_id="person.b")
    assert not same_actor(first, other, RULES)
    assert same_actor(first, Filler("the president", "UKR", actor_id="person.a"), RULES)


def test_another_party_is_another_actor() -> None:
    assert not same_actor(Filler("Defence Ministry", "RUS"), Filler("Defence Ministry", "UKR"), RULES)
    assert same_actor(Filler("Defence Ministry", "RUS"), Filler("the Defence Ministry"), RULES)


def test_names_without_words_match_nothing() -> None:
    assert not same_name("", "the", RULES)
    assert not same_actor(Filler("the", "RUS"), Filler("Peskov", "RUS"), RULES)
    assert name_words("The State of Qatar", RULES) == ("state", "qatar")


def test_cyrillic_and_latin_meet() -> None:
    assert same_actor(Filler("Рустем Умеров", "UKR"), Filler("Rustem Umerov", "UKR"), RULES)
