"""Sessions and tokens: numbers that nobody can guess, kept as digests, and over in time or when somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.errors import AccountError, ThrottledError, UnknownNameError, WrongPasswordError
from dragoman.web.access import Role, User
from dragoman.web.access.sessions import IDLE_S, LONGEST_S
from dragoman.web.access.throttle import MOST_OF_A_CLIENT, MOST_OF_AN_ACCOUNT, WINDOW_S

if TYPE_CHECKING:
    from conftest import Clock  # type: ignore[import-not-found]  # the folder's own
    from dragoman.web.access import Door

PASSWORD = "three words together"  # noqa: S105  of accounts that a test makes


def test_a_session_is_its_users_and_its_number_is_not_kept(door: Door) -> None:
    number = door.sessions.begin("reviewer")
    assert door.sessions.user(number) == User("reviewer", Role.REVIEWER)
    assert door.sessions.user(number + "x") is None
    assert number.encode() not in door.file.path.read_bytes()


def test_a_session_that_is_not_used_ends(door: Door, clock: Clock) -> None:
    number = door.sessions.begin("reader")
    clock.move(seconds=IDLE_S - 1)
    assert door.sessions.user(number) is not None
    clock.move(seconds=IDLE_S - 1)
    assert door.sessions.user(number) is not None
    clock.move(seconds=IDLE_S)
    assert door.sessions.user(number) is None


def test_a_session_ends_however_much_it_is_used(door: Door, clock: Clock) -> None:
    number = door.sessions.begin("reader")
    for _ in range(LONGEST_S // 3600 - 1):
        clock.move(hours=1)
        assert door.sessions.user(number) is not None
    clock.move(hours=1)
    assert door.sessions.user(number) is None


def test_signing_in_again_ends_the_session_before(door: Door) -> None:
    first = door.sessions.begin("reader")
    second = door.sessions.begin("reader", first)
    assert door.sessions.user(first) is None
    assert door.sessions.user(second) is not None


@pytest.mark.parametrize(
    "act",
    [
        lambda door: door.users.disable("reader"),
        lambda door: door.users.set_role("reader", Role.ADMIN),
        lambda door: door.users.set_password("reader", "four words put together"),
    ],
)
def test_a_change_of_the_account_ends_its_sessions(door: Door, act: object) -> None:
    mine, others = door.sessions.begin("reader"), door.sessions.begin("admin")
    act(door)  # type: ignore[operator]
    assert door.sessions.user(mine) is None
    assert door.sessions.user(others) is not None


def test_an_ended_session_is_over(door: Door) -> None:
    number = door.sessions.begin("reader")
    door.sessions.end(number)
    door.sessions.end(number)
    assert door.sessions.user(number) is None


def test_a_token_asks_as_its_user_and_its_words_are_not_kept(door: Door) -> None:
    words, token = door.tokens.make("reviewer", Role.REVIEWER, days=1, label="nightly")
    assert words.startswith("drg_")
    assert door.tokens.user(words) == User("reviewer", Role.REVIEWER)
    assert words.encode() not in door.file.path.read_bytes()
    assert [found.id for found in door.tokens.all("reviewer")] == [token.id]
    assert door.tokens.all("reader") == []


@pytest.mark.parametrize(
    ("scope", "role"), [(Role.READER, Role.READER), (Role.REVIEWER, Role.REVIEWER), (Role.ADMIN, Role.REVIEWER)]
)
def test_a_token_may_do_no_more_than_its_scope_and_its_account(door: Door, scope: Role, role: Role) -> None:
    words, _ = door.tokens.make("reviewer", scope, days=1)
    assert door.tokens.user(words) == User("reviewer", role)


def test_a_token_ends_on_its_day(door: Door, clock: Clock) -> None:
    words, _ = door.tokens.make("reader", Role.READER, days=2)
    clock.move(days=2, seconds=-1)
    assert door.tokens.user(words) is not None
    clock.move(seconds=1)
    assert door.tokens.user(words) is None


def test_a_revoked_token_and_one_of_a_closed_account_open_nothing(door: Door) -> None:
    first, token = door.tokens.make("reader", Role.READER, days=2)
    second, _ = door.tokens.make("admin", Role.ADMIN, days=2)
    door.tokens.revoke(token.id)
    door.users.disable("admin")
    door.users.enable("admin")
    assert door.tokens.user(first) is None
    assert door.tokens.user(second) is None


def test_the_last_use_of_a_token_is_noted(door: Door, clock: Clock) -> None:
    words, _ = door.tokens.make("reader", Role.READER, days=2)
    assert door.tokens.all()[0].used_at is None
    door.tokens.user(words)
    first = door.tokens.all()[0].used_at
    clock.move(seconds=30)
    door.tokens.user(words)
    assert door.tokens.all()[0].used_at == first
    clock.move(seconds=31)
    door.tokens.user(words)
    assert door.tokens.all()[0].used_at == first + 61


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_lives_for_a_day_at_least_and_a_year_at_most(door: Door, days: int) -> None:
    with pytest.raises(AccountError, match="366"):
        door.tokens.make("reader", Role.READER, days=days)


def test_tokens_of_nobody_and_unknown_ones_are_refused_by_name(door: Door) -> None:
    with pytest.raises(UnknownNameError, match="'nobody'"):
        door.tokens.make("nobody", Role.READER, days=1)
    with pytest.raises(UnknownNameError, match="'ffff'"):
        door.tokens.revoke("ffff")


def test_too_many_tries_for_one_name_are_not_looked_at_even_with_the_right_password(door: Door, clock: Clock) -> None:
    for n in range(MOST_OF_AN_ACCOUNT):
        with pytest.raises(WrongPasswordError):
            door.sign_in("reader", "wrong", f"192.0.2.{n}", None)
    with pytest.raises(ThrottledError) as caught:
        door.sign_in("reader", PASSWORD, "192.0.2.99", None)
    assert caught.value.wait_s == WINDOW_S
    assert door.sign_in("admin", PASSWORD, "192.0.2.1", None)
    clock.move(seconds=WINDOW_S)
    assert door.sign_in("reader", PASSWORD, "192.0.2.99", None)


def test_a_name_that_nobody_has_is_counted_like_any_other(door: Door) -> None:
    for _ in range(MOST_OF_AN_ACCOUNT):
        with pytest.raises(WrongPasswordError):
            door.sign_in("ghost", "wrong", "192.0.2.1", None)
    with pytest.raises(ThrottledError):
        door.sign_in("ghost", "wrong", "192.0.2.1", None)


def test_one_client_cannot_try_one_name_after_the_other(door: Door) -> None:
    for n in range(MOST_OF_A_CLIENT):
        with pytest.raises(WrongPasswordError):
            door.sign_in(f"name{n}", "wrong", "192.0.2.1", None)
    with pytest.raises(ThrottledError):
        door.sign_in("reader", PASSWORD, "192.0.2.1", None)
    assert door.sign_in("reader", PASSWORD, "192.0.2.2", None)


def test_the_right_password_takes_back_its_own_tries_alone(door: Door) -> None:
    for n in range(2 * MOST_OF_A_CLIENT):
        door.sign_in("reader", PASSWORD, "192.0.2.1", None)
        if n < MOST_OF_A_CLIENT - 1:
            with pytest.raises(WrongPasswordError):
                door.sign_in(f"name{n}", "wrong", "192.0.2.1", None)
    with pytest.raises(WrongPasswordError):
        door.sign_in("name", "wrong", "192.0.2.1", None)
    with pytest.raises(ThrottledError):
        door.sign_in("reader", PASSWORD, "192.0.2.1", None)


def test_the_file_does_not_tell_who_was_tried_from_where(door: Door) -> None:
    with pytest.raises(WrongPasswordError):
        door.sign_in("secretname", "wrong", "192.0.2.77", None)
    held = door.file.path.read_bytes()
    assert b"secretname" not in held
    assert b"192.0.2.77" not in held


def test_what_came_of_each_try_is_told_with_known_names_alone(door: Door) -> None:
    told: list[tuple[str, str | None]] = []
    door.on_sign_in = lambda outcome, name: told.append((outcome, name))
    door.sign_in("reader", PASSWORD, "a", None)
    for name in ("reader", "mypassword"):
        with pytest.raises(WrongPasswordError):
            door.sign_in(name, "wrong", "a", None)
    assert told == [("done", "reader"), ("refused", "reader"), ("refused", None)]
