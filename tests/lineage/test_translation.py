# ruff: noqa: RUF001  (the letters are Cyrillic)
"""Translation: who renders a report keeps its order; who tells the same event, or quotes the same speech, does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dragoman.lineage import MemoryIndex, affected_reports, find_derivations, main_origin, origin_at
from dragoman.lineage.anchors import anchor_prints, sounds_of
from dragoman.lineage.ordered import in_order
from dragoman.lineage.translation import translation_of
from dragoman.model import Credit, DerivationKind, Document
from dragoman.values import Span

if TYPE_CHECKING:
    from conftest import Reporting
    from dragoman.dossier import Dossier

WIRE = (
    "Envoys of Velmora and Tarnoga agreed in Kestrelburg on Monday to free 1,250 prisoners on each side. "
    "The head of Tarnoga's delegation, Dragomir Velikov, spoke of 6,000 bodies that are to be handed over. "
    "“We have found a language that both of our peoples understand,” Velikov told the press after 75 minutes at the "
    "table. "
    "Velmora's defence minister Ostap Zelenko said that lists of 48 wounded pilots had gone to the Red Cross. "
    "“None of this is peace until the guns at Brodnitza are silent,” Zelenko said. "
    "The host, foreign minister Hakan Yildirim, wants to receive both sides again between 20 and 30 June. "
    "A year ago talks in Minskova had broken down over 14 villages on the river Orlava."
)
GERMAN = (
    "Unterhändler aus Welmora und Tarnoga haben sich am Montag in Kestrelburg auf die Freilassung von je 1.250 "
    "Gefangenen geeinigt. "
    "Der Leiter der Delegation von Tarnoga, Dragomir Welikow, sprach von 6.000 Leichen, die übergeben werden sollen. "
    "„Wir haben eine Sprache gefunden, die unsere beiden Völker verstehen“, sagte Welikow nach 75 Minuten am Tisch. "
    "Welmoras Verteidigungsminister Ostap Selenko sagte, die Listen von 48 verwundeten Piloten seien dem Roten Kreuz "
    "übergeben worden. "
    "„Nichts davon ist Frieden, solange die Geschütze bei Brodnitza nicht schweigen“, sagte Selenko. "
    "Der Gastgeber, Außenminister Hakan Yildirim, will beide Seiten zwischen dem 20. und 30. Juni erneut empfangen. "
    "Vor einem Jahr waren Gespräche in Minskowa an 14 Dörfern am Fluss Orlawa gescheitert."
)
RUSSIAN = (
    "Посланники Вельморы и Тарноги договорились в понедельник в Кестрельбурге освободить по 1250 пленных. "
    "Глава делегации Тарноги Драгомир Великов говорил о передаче 6000 тел. "
    "«Мы нашли язык, который понимают оба наших народа», — сказал Великов после 75 минут за столом. "
    "Министр обороны Вельморы Остап Зеленко сообщил, что списки 48 раненых лётчиков переданы Красному Кресту. "
    "«Всё это не мир, пока не замолчат орудия у Бродницы», — заявил Зеленко. "
    "Принимающий их министр Хакан Йылдырым хочет снова встретить обе стороны между 20 и 30 июня. "
    "Год назад переговоры в Минскове сорвались из-за 14 деревень на реке Орлава."
)
AGAIN = (
    "On Monday in Kestrelburg the negotiators of Velmora and Tarnoga settled on releasing 1,250 captives apiece. "
    "Dragomir Velikov, who leads the Tarnogan team, mentioned 6,000 bodies due to be given back. "
    "“A tongue has been found which both our peoples can understand,” Velikov told journalists when 75 minutes of "
    "talking were over. "
    "Ostap Zelenko, minister of defence in Velmora, reported that lists with 48 wounded pilots now lie with the Red "
    "Cross. "
    "“Nothing of it is peace so long as the guns near Brodnitza do not fall silent,” was Zelenko's comment. "
    "Foreign minister Hakan Yildirim, their host, would like both sides back between 20 and 30 June. "
    "Talks in Minskova collapsed one year earlier because of 14 villages along the river Orlava."
)
OWN = (
    "Am Ufer der Orlawa haben die Bauern von 14 Dörfern am Dienstag zum ersten Mal seit Jahren wieder gesät. "
    "Dass sich in Kestrelburg die Unterhändler trafen, hat hier kaum jemand gehört, sagt Bürgermeisterin Anna Kowal. "
    "Ihr Sohn ist einer von 1.250 Gefangenen, die nun heimkommen sollen, wie Ostap Selenko versprach. "
    "Kowal glaubt es erst, wenn der Bus vor der Schule in Brodnitza hält. "
    "Im Nachbarort Lipova warten noch 37 Familien auf Nachricht, 9 davon seit dem Winter. "
    "Die Front verläuft 12 Kilometer weiter, und seit Sonntag zählte Kowal 115 Einschläge. "
    "Hilfe kam bisher aus Tarnoga, sagt sie, und von einem Verein aus Halvenstedt mit 22 Lastwagen."
)
SPEECH = (
    "Bakers in Halvenstedt have raised the price of bread for the third time since winter, as their guild said. "
    "“We have found a language that both of our peoples understand,” Velikov had told the press a day before. "
    "Flour from the mills at Lipova costs 37 crowns a sack, and 115 bakeries have closed. "
    "“None of this is peace until the guns at Brodnitza are silent,” minister Zelenko had said. "
    "Guild master Anna Kowal wants the harbour opened to 22 ships of grain. "
    "Her petition lies with the council of the town since the 9th of the month. "
    "The council meets again when the mayor is back from Dunmore."
)


@pytest.fixture
def wire(report: Reporting) -> Document:
    return report("wire", WIRE, "2025-06-02T10:00:00Z", source_id="post")


def told(report: Reporting, text: str, language: str, name: str = "later", **fields: object) -> Document:
    return replace(report(name, text, "2025-06-02T14:00:00Z", **fields), language=language)


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (RUSSIAN, "ru")])
def test_report_that_renders_another_in_its_own_language_is_a_translation(
    text: str, language: str, wire: Document, report: Reporting, dossier: Dossier
) -> None:
    later = told(report, text, language)
    (found,) = find_derivations(later, MemoryIndex([wire, later]), dossier)
    assert (found.of, found.kind) == ("wire", DerivationKind.TRANSLATION)
    assert found.share is not None
    assert found.share > 0.7
    pairs = [(passage.here.of(text), passage.there.of(WIRE)) for passage in found.passages if passage.there]
    assert any("Velikov told the press" in there and "75" in here for here, there in pairs)
    assert all(here.index("75") and "75" in there for here, there in pairs if "75" in here)
    assert main_origin(later, (found,)) == "wire"


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (RUSSIAN, "ru")])
def test_english_report_that_renders_a_foreign_one_has_its_claims_from_there(
    text: str, language: str, report: Reporting, dossier: Dossier
) -> None:
    original = replace(report("blatt", text, "2025-06-02T08:00:00Z", source_id="daily"), language=language)
    later = report("later", WIRE, "2025-06-02T10:00:00Z", source_id="post")
    known = {"later": find_derivations(later, MemoryIndex([original, later]), dossier)}
    assert [(d.of, d.kind) for d in known["later"]] == [("blatt", DerivationKind.TRANSLATION)]
    at = WIRE.index("Envoys of Velmora")
    assert origin_at(later, known["later"], Span(at, at + 90), known=known) == "blatt"


def test_two_renderings_of_one_text_have_one_origin(report: Reporting, dossier: Dossier) -> None:
    original = report("blatt", RUSSIAN, "2025-06-02T08:00:00Z")
    texts = [replace(original, language="ru"), report("one", WIRE), told(report, GERMAN, "de", "two")]
    index = MemoryIndex(texts)
    known = {each.id: find_derivations(each, index, dossier) for each in texts}
    assert {main_origin(each, known[each.id], known=known) for each in texts} == {"blatt"}


def test_original_that_comes_late_is_found_by_its_translation(report: Reporting, dossier: Dossier) -> None:
    original = replace(report("blatt", GERMAN, "2025-06-02T08:00:00Z"), language="de")
    later = report("later", WIRE, "2025-06-02T10:00:00Z", source_id="post")
    assert affected_reports(original, MemoryIndex([later]), dossier) == ("later",)


@pytest.mark.parametrize("sign", ["house", "credit"])
def test_quotations_that_are_rendered_anew_show_a_translation_within_one_language(
    sign: str, wire: Document, report: Reporting, dossier: Dossier
) -> None:
    credit = Credit(Span(0, 9), AGAIN[:9], None, "text", whole=True, translated=True)
    fields = {"source_id": "zeitung"} if sign == "house" else {"credits": (credit,)}
    later = told(report, AGAIN, "en", **fields)
    (found,) = find_derivations(later, MemoryIndex([wire, later]), dossier)
    assert (found.of, found.kind) == ("wire", DerivationKind.TRANSLATION)


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        (AGAIN, "en", "nothing says that either was written in another language"),
        (OWN, "de", "the same event, told on one's own"),
        (SPEECH, "en", "the same speech"),
        (" ".join(reversed(GERMAN.split(". "))), "de", "another order"),
        (GERMAN.split(". ", maxsplit=1)[0] + ".", "de", "one sentence"),
    ],
)
def test_what_is_no_translation(
    text: str, language: str, why: str, wire: Document, report: Reporting, dossier: Dossier
) -> None:
    later = told(report, text, language, source_id="daily" if language == "en" else "zeitung")
    found = find_derivations(later, MemoryIndex([wire, later]), dossier)
    assert DerivationKind.TRANSLATION not in {each.kind for each in found}, why


def test_quotations_of_one_wording_show_no_translation(wire: Document, report: Reporting, dossier: Dossier) -> None:
    kept = AGAIN
    for own, quoted in zip(AGAIN.split("“")[1:], WIRE.split("“")[1:], strict=True):
        kept = kept.replace(own.split("”")[0], quoted.split("”")[0])
    assert translation_of(told(report, kept, "en", source_id="zeitung"), wire, dossier) is None


def test_reports_weeks_apart_undated_or_of_no_known_language_are_not_compared(
    wire: Document, report: Reporting, dossier: Dossier
) -> None:
    late = replace(report("late", GERMAN, "2025-07-02T10:00:00Z"), language="de")
    undated = replace(report("undated", GERMAN, None), language="de")
    unknown = replace(report("unknown", GERMAN, "2025-06-02T14:00:00Z"), language=None)
    assert [translation_of(each, wire, dossier) for each in (late, undated, unknown)] == [None] * 3


def test_translation_credited_to_a_medium_is_of_the_medium_and_of_its_report_where_that_is_at_hand(
    report: Reporting, dossier: Dossier
) -> None:
    credit = Credit(Span(0, 9), WIRE[:9], "zeitung", "text", whole=True, translated=True)
    later = report("later", WIRE, "2025-06-02T14:00:00Z", source_id="post", credits=(credit,))
    (alone,) = find_derivations(later, MemoryIndex([later]), dossier)
    assert (alone.of, alone.kind, alone.share) == ("source:zeitung", DerivationKind.TRANSLATION, 1.0)
    assert main_origin(later, (alone,)) == "source:zeitung"
    original = replace(report("blatt", GERMAN, "2025-06-02T08:00:00Z", source_id="zeitung"), language="de")
    found = find_derivations(later, MemoryIndex([later, original]), dossier)
    assert main_origin(later, found) == "blatt"
    assert {origin_at(later, found, Span(0, 90))} == {"blatt"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Umerov", "Umjerow"),
        ("Umerov", "Умерова"),
        ("Istanbul", "Стамбуле"),
        ("Medinsky", "Мединского"),
        ("Kharkiv", "Charkiw"),
    ],
)
def test_name_has_one_key_in_other_scripts_and_spellings(one: str, other: str) -> None:
    assert sounds_of(one) == sounds_of(other) is not None


@pytest.mark.parametrize(("one", "other"), [("Peskov", "Lavrov"), ("Geneva", "Ankara"), ("Velikov", "Zelenko")])
def test_two_names_have_two_keys(one: str, other: str) -> None:
    assert sounds_of(one) != sounds_of(other)


def test_name_of_too_few_sounds_has_no_key() -> None:
    assert sounds_of("Kyiv") is sounds_of("Io") is None


def test_report_without_neighbouring_anchors_has_no_prints(report: Reporting) -> None:
    assert anchor_prints(report("plain", "nothing is named here and nothing is counted.")) == ()
    assert anchor_prints(report("one", "In Kestrelburg, nothing.")) == ()
    assert 0 < len(anchor_prints(report("wire", WIRE))) <= 8


def test_sentences_go_together_in_rising_order_only() -> None:
    one = [frozenset("abc"), frozenset("def"), frozenset("ghi")]
    assert in_order(one, one, 2, 0.5).pairs == ((0, 0), (1, 1), (2, 2))
    turned = in_order(one, one[::-1], 2, 0.5)
    assert len(turned.pairs) < turned.alike == 3
    assert in_order(one, [], 2, 0.5) == ((), 0)
    assert in_order([], one, 2, 0.5) == ((), 0)
