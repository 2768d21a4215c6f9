"""Sides: a mention that names fewer than two has those of the text's other mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.extract.build import draft_of, frame_of

from dragoman.extract.sides import complete_sides

if TYPE_CHECKING:
    from dragoman.extract.draft import Draft

SIDED = frame_of(sides=True)
BOTH = ["Russia/RUS", "Ukraine/UKR"]


def sides(*groups: list[Draft]) -> list[list[str]]:
    return [[f.name for d in group for f in d.roles.actor] for group in complete_sides(list(groups))]


def test_missing_sides_come_from_a_mention_that_names_both() -> None:
    whole, part, bare = (draft_of(n, frame=SIDED, actor=a) for n, a in enumerate((BOTH, ["Kyiv/UKR"], [])))
    assert sides([whole], [part], [bare]) == [["Russia", "Ukraine"], ["Kyiv", "Russia"], ["Russia", "Ukraine"]]


def test_the_nearest_of_several_gives_them() -> None:
    far = draft_of(0, frame=SIDED, actor=BOTH)
    near = draft_of(8, frame=SIDED, actor=["Israel/ISR", "Hamas/Hamas"])
    assert sides([far], [near], [draft_of(9, frame=SIDED)])[2] == ["Israel", "Hamas"]


def test_nothing_is_added_to_whoever_names_two_or_another_or_somebody_without_a_party() -> None:
    whole = draft_of(0, frame=SIDED, actor=BOTH)
    assert sides([whole], [draft_of(1, frame=SIDED, actor=["a/TUR"])])[1] == ["a"]
    assert sides([whole], [draft_of(1, frame=SIDED, actor=["the envoys"])])[1] == ["the envoys"]
    assert sides([whole], [draft_of(1, frame=SIDED, actor=["a/TUR", "b/USA"])])[1] == ["a", "b"]


def test_nothing_comes_from_a_mention_of_three_or_from_another_frame_s_rule() -> None:
    three = draft_of(0, frame=SIDED, actor=[*BOTH, "c/TUR"])
    assert sides([three], [draft_of(1, frame=SIDED)])[1] == []
    plain = frame_of("strike", "deed")
    assert sides([draft_of(0, frame=SIDED, actor=BOTH)], [draft_of(1, frame=plain)])[1] == []


def test_the_dossier_s_own_name_is_taken_before_a_description() -> None:
    from dataclasses import replace

    first = draft_of(0, frame=SIDED, actor=["Russia/RUS", "Ukraine/UKR", "Kremlin officials/RUS"])
    known = replace(first.roles.actor[0], actor_id="state.RUS")
    roles = replace(first.roles, actor=(*first.roles.actor[1:], known))
    assert sides([replace(first, roles=roles)], [draft_of(1, frame=SIDED, actor=["Kyiv/UKR"])])[1] == ["Kyiv", "Russia"]


def test_a_ceasefire_is_between_the_sides_though_it_may_name_others() -> None:
    between = frame_of("ceasefire", "deed", between_sides=True)
    whole, bare = draft_of(0, frame=SIDED, actor=BOTH), draft_of(1, frame=between)
    assert sides([whole], [bare])[1] == ["Russia", "Ukraine"]
