"""Events named in one plain sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from dragoman.merge import fold
from dragoman.merge.titles import date_words, load_titles
from dragoman.values import Granularity, Interval

Make = Callable[..., Any]
ROUND = {"frame": "talks", "mode": "round", "actor": ["Russia/RUS", "Ukraine/UKR"]}


@pytest.mark.parametrize(
    ("spec", "title"),
    [
        (
            {**ROUND, "round": 2, "time": "2025-06-02", "place": ["Istanbul/settlement/TR"]},
            "Second round of talks between Russia and Ukraine, Istanbul, 2 June 2025",
        ),
        ({**ROUND, "status": "planned"}, "Round of talks between Russia and Ukraine (planned)"),
        ({**ROUND, "actor": [], "round": 3}, "Third round of talks"),
        ({**ROUND, "round": 40}, "Round of talks between Russia and Ukraine"),
        ({"frame": "talks", "mode": "visit", "actor": ["Vladimir Putin/RUS"]}, "Visit by Vladimir Putin"),
        ({"frame": "talks"}, "Talks"),
        ({"frame": "interception", "time": "2025-06-01"}, "Interception, 1 June 2025"),
        (
            {"frame": "strike", "mode": "drone", "actor": ["Ukraine/UKR"], "target": ["Russian airfields/RUS"]},
            "Drone strike by Ukraine on Russian airfields",
        ),
        (
            {"frame": "strike", "mode": "drone", "name": "Spider Web", "actor": ["Ukraine/UKR"], "time": "2025-06-01"},
            "Drone strike by Ukraine (Spider Web), 1 June 2025",
        ),
        (
            {"frame": "exchange", "mode": "prisoners", "actor": ["Russia/RUS", "Ukraine/UKR"]},
            "Prisoner exchange between Russia and Ukraine",
        ),
        (
            {"frame": "capture", "actor": ["Russia/RUS"], "place": ["Toretsk/settlement/UA"], "status": "denied"},
            "Capture of Toretsk by Russia (denied)",
        ),
        (
            {
                "frame": "strike",
                "actor": ["The Houthis/Houthis"],
                "target": ["Eilat/ISR"],
                "place": ["Eilat/settlement/IL"],
            },
            "Strike by the Houthis on Eilat",
        ),
        (
            {
                "frame": "proposal",
                "mode": "demand",
                "actor": ["Russia/RUS"],
                "target": ["Kyiv/UKR"],
                "issue": "territory",
            },
            "Demand by Russia to Kyiv on territory",
        ),
        (
            {"frame": "talks", "mode": "meeting", "actor": ["France/FRA", "UK/GBR", "Germany/DEU", "Poland/POL"]},
            "Meeting between Germany and 3 others",
        ),
        (
            {"frame": "talks", "mode": "meeting", "actor": ["France/FRA", "UK/GBR", "Germany/DEU"]},
            "Meeting between Germany, France and UK",
        ),
        ({"frame": "talks", "mode": "meeting", "actor": ["The delegations of the two countries"]}, "Meeting"),
        ({"frame": "talks", "mode": "summit", "actor": ["the presidents"]}, "Summit of the presidents"),
        ({"frame": "talks", "mode": "summit", "actor": ["presidents", "prime ministers"]}, "Summit"),
        (
            {"frame": "talks", "mode": "meeting", "actor": ["Russia/RUS", "presidents"], "place": ["Italy/country/IT"]},
            "Meeting involving Russia in Italy",
        ),
        (
            {**ROUND, "actor": ["Russia/RUS", "Ukraine/UKR", "Rustem Umerov/UKR/person.rustem-umerov"]},
            "Round of talks between Russia and Ukraine",
        ),
        (
            {"frame": "talks", "mode": "call", "actor": ["US/USA", "Trump/USA/person.trump", "Putin/RUS/person.putin"]},
            "Phone call between Putin and Trump",
        ),
        ({"frame": "agreement", "actor": ["ISTANBUL"], "issue": "remains"}, "Agreement on the return of bodies"),
        ({"frame": "agreement", "actor": ["PKK"]}, "Agreement by PKK"),
        ({"frame": "exchange", "mode": "prisoners", "actor": ["side"]}, "Prisoner exchange"),
        ({"frame": "strike", "actor": ["Drones"], "target": ["two air bases"]}, "Strike on two air bases"),
        ({"frame": "attack", "actor": ["gunmen"], "target": ["a bus"]}, "Attack by gunmen on a bus"),
        ({"frame": "clash", "actor": ["Russia/RUS"]}, "Fighting involving Russia"),
        (
            {
                "frame": "proposal",
                "mode": "demand",
                "actor": ["Ukraine/UKR"],
                "issue": "other",
                "content": "to see it,",
            },
            "Demand by Ukraine: “to see it”",
        ),
        (
            {
                "frame": "rejection",
                "issue": "other",
                "content": "the withdrawal of all its troops from every one of the four regions",
            },
            "Rejection: “the withdrawal of all its troops from every one of the four…”",
        ),
        ({"frame": "new_frame", "status": "ongoing"}, "New frame (under way)"),
    ],
)
def test_an_event_is_named_from_its_facts(make: Make, spec: dict[str, Any], title: str) -> None:
    assert fold([make(spec)]).events[0].title == title


def test_the_dossier_chooses_the_names_shown(make: Make) -> None:
    claim = make(ROUND, actor=["Moscow/RUS", "Kiev/UKR"])
    (event,) = fold([claim], shown={"RUS": "Russia", "UKR": "Ukraine"}).events
    assert event.title == "Round of talks between Russia and Ukraine"
    person = make(frame="talks", mode="visit", actor=["Umjerow/UKR/person.rustem-umerov"])
    (event,) = fold([person], shown={"person.rustem-umerov": "Rustem Umerov", "UKR": "Ukraine"}).events
    assert event.title == "Visit by Rustem Umerov"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (Interval.day(date(2025, 6, 2)), "2 June 2025"),
        (Interval.days(date(2025, 5, 23), date(2025, 5, 25)), "23–25 May 2025"),
        (Interval.days(date(2025, 5, 30), date(2025, 6, 2)), "30 May 2025 to 2 June 2025"),
        (Interval.night(date(2025, 6, 2)), "night to 2 June 2025"),
        (Interval.month(2025, 5), "May 2025"),
        (Interval.days(date(2025, 3, 1), date(2025, 3, 10), Granularity.MONTH), "1–10 March 2025"),
        (Interval.year(2024), "2024"),
        (Interval.days(date(2011, 1, 1), date(2025, 5, 20), Granularity.YEAR), "1 January 2011 to 20 May 2025"),
        (Interval(datetime(2025, 6, 2, 13), datetime(2025, 6, 2, 14), Granularity.HOUR), "2 June 2025"),
    ],
)
def test_dates_in_words(time: Interval, words: str) -> None:
    assert date_words(time, load_titles()) == words


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("Friday", 0),
        ("2 June", 0),
        ("which", 0),
        ("the idea", 0),
        ("not to be named", 0),
        ("to free 1,000 prisoners", 1),
        ("a ceasefire", 1),
    ],
)
def test_a_content_that_only_points_back_is_not_shown(make: Make, content: str, kept: int) -> None:
    claim = make(frame="proposal", actor=["Ukraine/UKR"], issue="other", content=content)
    (event,) = fold([claim]).events
    assert event.content is not None
    assert len(event.content.spans) == kept
    assert next(cell for cell in event.cells if cell.field == "content").values[0].value["quotes"] == [content]


@pytest.mark.parametrize(
    ("actors", "title"),
    [
        (["Putin/RUS/person.putin", "Zelensky/UKR/person.zelensky"], "Meeting between Putin and Zelensky"),
        (
            ["Putin/RUS/person.putin", "Russia/RUS", "Zelensky/UKR/person.zelensky"],
            "Meeting between Putin and Zelensky",
        ),
        (["Russia/RUS", "Zelensky/UKR/person.zelensky"], "Meeting between Russia and Ukraine"),
        (["Russia/RUS", "Pope/VAT/person.pope"], "Meeting between Russia and Pope"),
    ],
)
def test_persons_meet_persons_and_states_meet_states(make: Make, actors: list[str], title: str) -> None:
    shown = {"UKR": "Ukraine", "person.putin": "Putin", "person.zelensky": "Zelensky"}
    (event,) = fold([make(frame="talks", mode="meeting", actor=actors)], shown=shown).events
    assert event.title == title
