"""Status: what the words of a sentence say of the event that one of them carries."""

from __future__ import annotations

import pytest
from tests.extract.build import english, text_of

from dragoman.extract.status import Reading, read_status
from dragoman.model import Status

OWN = {
    ("Putin met Zelensky.", "met"): Status.OCCURRED,
    ("Putin will meet Zelensky.", "meet"): Status.PLANNED,
    ("Putin won't meet Zelensky.", "meet"): Status.NOT_OCCURRED,
    ("Putin did not meet Zelensky.", "meet"): Status.NOT_OCCURRED,
    ("Putin could meet Zelensky.", "meet"): Status.PROPOSED,
    ("Putin to meet Zelensky.", "meet"): Status.PLANNED,
    ("They'd met Zelensky.", "met"): Status.OCCURRED,
    ("They'd meet Zelensky.", "meet"): Status.PROPOSED,
    ("Russia is striking Kyiv.", "striking"): Status.ONGOING,
    ("Russia has been striking Kyiv.", "striking"): Status.ONGOING,
    ("Russia was striking Kyiv.", "striking"): Status.OCCURRED,
    ("Putin will meet Xi and hold talks.", "hold"): Status.PLANNED,
    ("No talks took place.", "talks"): Status.NOT_OCCURRED,
    ("Ongoing talks failed.", "talks"): Status.ONGOING,
    ("A planned strike was put off.", "strike"): Status.PLANNED,
}

GOVERNED = {
    ("Putin will meet Xi and hold talks.", "talks"): Status.PLANNED,
    ("Putin met Xi and held talks.", "talks"): Status.OCCURRED,
    ("Neither side held talks.", "talks"): Status.NOT_OCCURRED,
    ("Russia refused to hold talks.", "talks"): Status.NOT_OCCURRED,
    ("Russia did not refuse to hold talks.", "talks"): Status.OCCURRED,
    ("Russia agreed to hold talks.", "talks"): Status.PLANNED,
    ("Russia managed to hold talks.", "talks"): Status.OCCURRED,
    ("Russia offered to hold talks.", "talks"): Status.PROPOSED,
    ("Russia continued to hold talks.", "talks"): Status.ONGOING,
    ("Putin is not expected to hold talks.", "talks"): Status.NOT_OCCURRED,
    ("Russia left without holding talks.", "talks"): Status.NOT_OCCURRED,
    ("Fidan flew to Kyiv to hold talks.", "talks"): Status.PLANNED,
    ("Russia, which held talks, left.", "talks"): Status.OCCURRED,
    ("Ukraine demanded that Russia hold talks.", "talks"): Status.PROPOSED,
    ("Ukraine demanded that Russia hold talks.", "hold"): Status.PROPOSED,
    ("Ukraine said that Russia held talks.", "talks"): Status.OCCURRED,
    ("Trump called on Hamas to free the hostages.", "free"): Status.PROPOSED,
    ("Russia prepared for talks.", "talks"): Status.PLANNED,
    ("Russia will leave for talks.", "talks"): Status.PLANNED,
    ("Russia paused before talks.", "talks"): Status.OCCURRED,
    ("Russia wants talks to begin.", "talks"): Status.PROPOSED,
}

DENIED = {
    ("Peskov denied that Putin had met Kim.", "met"): Status.DENIED,
    ("Peskov denied that Putin would meet Kim.", "meet"): Status.DENIED,
    ("Peskov did not deny that Putin had met Kim.", "met"): Status.OCCURRED,
    ("Peskov ruled out talks.", "talks"): Status.NOT_OCCURRED,
    ("Peskov did not rule out talks.", "talks"): Status.PROPOSED,
    ("Peskov could not rule out talks.", "talks"): Status.PROPOSED,
}

CANCELLED = {
    ("Israel called off a strike.", "strike"): Status.CANCELLED,
    ("Israel called for a strike.", "strike"): Status.PROPOSED,
    ("Israel may cancel a strike.", "strike"): Status.PLANNED,
    ("Israel did not cancel the strike.", "strike"): Status.PLANNED,
    ("Israel did not propose a truce.", "truce"): Status.NOT_OCCURRED,
    ("Talks were postponed.", "Talks"): Status.PLANNED,
}

NOUNS = {
    ("Russia has a plan for talks.", "talks"): Status.PLANNED,
    ("Russia presented a proposal to hold talks.", "talks"): Status.PROPOSED,
    ("The strike led to a proposal for talks.", "talks"): Status.PROPOSED,
    ("Kyiv hopes for a chance of talks.", "talks"): Status.PROPOSED,
}

PREDICATES = {
    ("Russia is ready to hold talks.", "talks"): Status.PROPOSED,
    ("Russia is not ready to hold talks.", "talks"): Status.NOT_OCCURRED,
    ("Russia was unable to hold talks.", "talks"): Status.NOT_OCCURRED,
    ("Russia is glad to hold talks.", "talks"): Status.PLANNED,
    ("Talks are possible.", "Talks"): Status.PROPOSED,
    ("Talks are not possible.", "Talks"): Status.NOT_OCCURRED,
    ("Talks are under way.", "Talks"): Status.ONGOING,
    ("Talks were not easy.", "Talks"): Status.OCCURRED,
    ("Talks will be hard.", "Talks"): Status.PLANNED,
    ("Talks will be possible.", "Talks"): Status.PLANNED,
}

AS_SUBJECT = {
    ("Talks did not take place.", "Talks"): Status.NOT_OCCURRED,
    ("Talks yielded nothing.", "Talks"): Status.OCCURRED,
    ("Talks will yield nothing.", "Talks"): Status.PLANNED,
    ("Talks began.", "Talks"): Status.OCCURRED,
    ("Talks were held.", "Talks"): Status.OCCURRED,
    ("Talks were proposed.", "Talks"): Status.PROPOSED,
    ("Possible talks were discussed.", "talks"): Status.PROPOSED,
}

NO_CLAIM = {
    ("Putin could not meet Zelensky.", "meet"): "a bare possibility that is none",
    ("Putin would have met Kim.", "met"): "contrary to fact",
    ("Putin should have met Kim.", "met"): "contrary to fact",
    ("If Putin meets Zelensky, the war could end.", "meets"): "a condition",
    ("The war can end when Putin meets Zelensky.", "meets"): "a condition under another name",
    ("It is unclear whether Putin met Zelensky.", "met"): "a question",
    ("Russia is unlikely to hold talks.", "talks"): "not expected",
    ("Talks are unlikely.", "Talks"): "not expected",
    ("Russia's ability to strike Kyiv grew.", "strike"): "an ability",
}

HEDGED = {
    ("Putin reportedly met Zelensky.", "met"): True,
    ("Putin is believed to have met Zelensky.", "met"): True,
    ("Putin may have met Kim.", "met"): True,
    ("An alleged strike hit the depot.", "strike"): True,
    ("Putin met Zelensky.", "met"): False,
    ("The war ended when Putin met Zelensky.", "met"): False,
}


def reading(case: tuple[str, str]) -> Reading | None:
    sentence, word = case
    text = text_of(sentence)
    return read_status(text.tree, text.at(word), english().status)


def status(case: tuple[str, str]) -> Status | None:
    found = reading(case)
    return None if found is None else found.status


@pytest.mark.parametrize("case", OWN)
def test_the_event_s_own_words_say_its_status(case: tuple[str, str]) -> None:
    assert status(case) is OWN[case]


@pytest.mark.parametrize("case", GOVERNED)
def test_what_governs_the_event_says_its_status(case: tuple[str, str]) -> None:
    assert status(case) is GOVERNED[case]


@pytest.mark.parametrize("case", DENIED)
def test_a_denial_holds_for_the_whole_clause_unless_it_is_negated(case: tuple[str, str]) -> None:
    assert status(case) is DENIED[case]


@pytest.mark.parametrize("case", CANCELLED)
def test_a_particle_makes_another_verb_and_a_modal_leaves_the_plan(case: tuple[str, str]) -> None:
    assert status(case) is CANCELLED[case]


@pytest.mark.parametrize("case", NOUNS)
def test_a_noun_says_the_status_of_what_it_takes(case: tuple[str, str]) -> None:
    assert status(case) is NOUNS[case]


@pytest.mark.parametrize("case", PREDICATES)
def test_what_a_copula_says_of_an_event_or_of_its_doers_gives_the_status(case: tuple[str, str]) -> None:
    assert status(case) is PREDICATES[case]


@pytest.mark.parametrize("case", AS_SUBJECT)
def test_the_verb_of_an_event_says_that_it_happens_or_only_what_came_of_it(case: tuple[str, str]) -> None:
    assert status(case) is AS_SUBJECT[case]


@pytest.mark.parametrize("case", NO_CLAIM, ids=list(NO_CLAIM.values()))
def test_what_is_only_supposed_is_no_claim(case: tuple[str, str]) -> None:
    assert reading(case) is None


@pytest.mark.parametrize("case", HEDGED)
def test_hedges_are_told_from_plain_words(case: tuple[str, str]) -> None:
    found = reading(case)
    assert found is not None
    assert found.status is Status.OCCURRED
    assert found.hedged is HEDGED[case]


def test_the_word_that_decided_is_named() -> None:
    assert reading(("Russia refused to hold talks.", "talks")) == Reading(
        Status.NOT_OCCURRED, hedged=False, because="refuse"
    )
    assert reading(("Putin met Zelensky.", "met")) == Reading(Status.OCCURRED, hedged=False, because=None)
