"""Long lists come in parts, exports in their forms, and who has an answer already is not sent it again."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import threading
import zipfile
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import anyio
import pytest
from fastapi import FastAPI

from dragoman.api.asking import BLOCK_BYTES, Asking
from dragoman.api.changes import stream_changes
from dragoman.settings import load_settings
from dragoman.viewing import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fastapi.testclient import TestClient

    from dragoman.query import View

V1 = "/api/v1"
LISTS = ("/timeline", "/claims", "/statements", "/lineage", "/figures", "/disputes")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_in_parts_is_the_list(client: TestClient, path: str) -> None:
    whole = client.get(V1 + path)
    parts, address = [], f"{V1}{path}?limit=2"
    while address:
        answer = client.get(address)
        assert answer.headers["x-total-count"] == str(len(whole.json()))
        parts += answer.json()
        assert len(answer.json()) <= 2
        address = answer.links.get("next", {}).get("url", "")
    assert parts == whole.json()
    assert "link" not in whole.headers


def test_the_next_part_keeps_the_filters(client: TestClient) -> None:
    answer = client.get(f"{V1}/timeline", params={"limit": 1, "as_of": "2025-12-31", "until": "2025-12-31"})
    assert "until=2025-12-31" in answer.links["next"]["url"]
    assert "as_of=2025-12-31" in answer.links["next"]["url"]


SORTS = ("time", "-time", "published", "-published", "origins", "-origins", "reports", "-reports")


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("as_of", [None, "2025-12-31"])
def test_events_in_parts_are_the_events_in_each_order(client: TestClient, sort: str, as_of: str | None) -> None:
    asked = {"sort": sort} | ({} if as_of is None else {"as_of": as_of})
    whole = client.get(f"{V1}/timeline", params=asked).json()
    parts, address = [], f"{V1}/timeline?{urlencode({**asked, 'limit': 1})}"
    while address:
        answer = client.get(address)
        parts += answer.json()
        address = answer.links.get("next", {}).get("url", "")
    assert parts == whole
    assert len(whole) > 3


def test_an_order_downwards_is_the_other_turned_round(client: TestClient) -> None:
    for sort in ("time", "published", "origins", "reports"):
        up, down = (client.get(f"{V1}/timeline", params={"sort": way}).json() for way in (sort, f"-{sort}"))
        assert up == down[::-1]


@pytest.mark.parametrize("cursor", ["x", "W10", "WzFd", "eyJhIjogMX0", "WyJ0aW1lIiwgMV0", "é"])
def test_a_cursor_of_nobody_is_refused(client: TestClient, cursor: str) -> None:
    answer = client.get(f"{V1}/timeline", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "DG100")


def test_a_cursor_of_another_list_is_refused(client: TestClient) -> None:
    told = client.get(f"{V1}/timeline?limit=1").links["next"]["url"].split("cursor=")[1]
    for path in (f"/timeline?sort=-time&cursor={told}", f"/claims?cursor={told}"):
        assert client.get(V1 + path).status_code == 400


FILTERS = (
    {"status": "occurred"},
    {"place": "IST"},
    {"text": "talks"},
    {"origins": 2},
    {"disputed": True},
    {"party": "RUS", "frame": "talks"},
    {"since": "2025-06-01", "until": "2025-06-02"},
)


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_the_past_is_filtered_as_the_present_is(client: TestClient, given: dict[str, Any]) -> None:
    now, then = (client.get(f"{V1}/timeline", params={**given, **clock}) for clock in ({}, {"as_of": "2030-01-01"}))
    assert [event["id"] for event in now.json()] == [event["id"] for event in then.json()]
    assert now.headers["x-total-count"] == then.headers["x-total-count"] == str(len(now.json()))
    everything = client.get(f"{V1}/timeline").json()
    assert [event for event in everything if event in now.json()] == now.json()
    assert len(now.json()) < len(everything)


def test_only_the_wanted_fields_are_given(client: TestClient) -> None:
    rows = client.get(f"{V1}/timeline?fields=id,title").json()
    assert {tuple(row) for row in rows} == {("id", "title")}
    event = client.get(f"{V1}/events/{rows[0]['id']}?fields=cells,id").json()
    assert list(event) == ["cells", "id"]


@pytest.mark.parametrize("fields", ["", ",", "colour", "id,colour"])
def test_fields_that_are_not_there_are_refused(client: TestClient, fields: str) -> None:
    answer = client.get(f"{V1}/timeline", params={"fields": fields})
    assert (answer.status_code, answer.json()["code"]) == (400, "DG100")


@pytest.mark.parametrize("how", ["&format=jsonl", ""])
def test_a_list_can_be_had_as_lines(client: TestClient, how: str) -> None:
    headers = {} if how else {"Accept": "application/x-ndjson"}
    answer = client.get(f"{V1}/claims?limit=2{how}", headers=headers)
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in answer.text.splitlines()] == client.get(f"{V1}/claims?limit=2").json()
    assert answer.headers["x-total-count"] == client.get(f"{V1}/claims").headers["x-total-count"]
    assert "next" in answer.links


def test_a_list_can_be_had_as_a_table(client: TestClient) -> None:
    answer = client.get(f"{V1}/positions?format=csv&fields=party,issue,stance")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert rows == client.get(f"{V1}/positions?fields=party,issue,stance").json()


def test_what_has_no_list_or_several_is_no_table(client: TestClient) -> None:
    for path, said in (("/healthz", "has 0. Known"), ("/brief", "Name one with fields: sections, sources.")):
        answer = client.get(f"{V1}{path}?format=csv")
        assert (answer.status_code, answer.json()["code"]) == (400, "DG100")
        assert said in answer.json()["detail"]
    assert client.get(f"{V1}/diff?since=2025-01-01&format=jsonl").text.count("\n") == 1


def test_of_an_object_the_list_that_it_has_is_the_table(client: TestClient) -> None:
    changes = client.get(f"{V1}/diff?since=2025-05-31").json()["changes"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"{V1}/diff?since=2025-05-31&format=csv").text)))
    assert [row["field"] for row in rows] == [change["field"] for change in changes] != []


def test_of_several_lists_that_which_is_named_is_the_table(client: TestClient) -> None:
    event = next(one for one in client.get(f"{V1}/talks").json() if one["occurred"])["event_id"]
    around = client.get(f"{V1}/talks/{event}/around").json()
    answer = client.get(f"{V1}/talks/{event}/around?fields=statements&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["words"] for row in rows] == [one["words"] for one in around["statements"]] != []


def test_the_claims_of_an_event_or_a_report_are_those_of_the_export_with_their_ids(client: TestClient) -> None:
    every = client.get(f"{V1}/claims?limit=10000").json()
    event, doc = every[0]["event"], every[0]["doc"]
    of_event = client.get(f"{V1}/events/{event}/claims").json()
    of_doc = client.get(f"{V1}/reports/{doc}/claims").json()
    assert [row["id"] for row in of_doc] == [row["id"] for row in every if row["doc"] == doc]
    assert sorted(row["id"] for row in of_event) == sorted(row["id"] for row in every if row["event"] == event)
    assert {row["claim"][:4] for row in (*of_event, *of_doc)} == {"clm_"}
    for path in ("/events/none/claims", "/reports/none/claims", "/talks/none/around"):
        assert client.get(V1 + path).status_code == 404


def test_what_changed_is_asked_by_one_clock_or_the_other(client: TestClient) -> None:
    found = client.get(f"{V1}/diff?recorded_since=2000-01-01").json()
    assert {change["kind"] for change in found["changes"]} == {"new"}
    assert client.get(f"{V1}/diff?recorded_since=2100-01-01").json()["changes"] == []
    for asked in ("", "?since=2025-01-01&recorded_since=2025-01-01"):
        answer = client.get(f"{V1}/diff{asked}")
        assert (answer.status_code, answer.json()["code"]) == (400, "DG100")


def test_events_of_one_actor_are_those_in_which_it_has_a_role(client: TestClient) -> None:
    rows = client.get(f"{V1}/timeline?actor=state.RUS").json()
    assert rows
    assert client.get(f"{V1}/timeline?actor=nobody").json() == []
    for row in rows:
        assert "state.RUS" in {one["id"] for role in row["roles"].values() for one in role}


@pytest.mark.parametrize("given", ["limit=0", "limit=many", "offset=-1", "limit=10001", f"offset={2**70}"])
def test_parts_that_cannot_be_are_refused(client: TestClient, given: str) -> None:
    assert client.get(f"{V1}/claims?{given}").status_code == 422


def test_an_answer_that_is_had_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{V1}/talks")
    again = client.get(f"{V1}/talks", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_another_question_has_another_tag(client: TestClient) -> None:
    tags = {client.get(V1 + path).headers["etag"] for path in ("/talks", "/timeline", "/talks?party=RUS")}
    assert len(tags) == 3


@pytest.mark.parametrize("path", ["/healthz", "/openapi.json", "/events/none", "/nowhere"])
def test_what_does_not_hang_on_the_record_alone_has_no_tag(client: TestClient, path: str) -> None:
    assert "etag" not in client.get(V1 + path).headers


def test_a_record_that_is_gone_is_said_and_not_tagged(tmp_path: Path) -> None:
    from fastapi.testclient import TestClient

    from dragoman.api.app import create_app

    with TestClient(create_app(str(tmp_path / "none.db"))) as client:
        answer = client.get(f"{V1}/talks")
    assert answer.status_code == 503
    assert "etag" not in answer.headers


def test_an_export_comes_as_lines_as_a_table_and_as_a_workbook(client: TestClient) -> None:
    claims = client.get(f"{V1}/claims").json()
    lines = client.get(f"{V1}/exports/claims.jsonl")
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines.text.splitlines()] == claims
    table = client.get(f"{V1}/exports/events.csv")
    assert "events.csv" in table.headers["content-disposition"]
    assert len(list(csv.DictReader(io.StringIO(table.text)))) == len(client.get(f"{V1}/timeline").json())
    workbook = client.get(f"{V1}/exports/events.xlsx")
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(workbook.content)).namelist()


def test_an_export_is_sent_in_blocks_and_ends_where_it_is_left(record: Path) -> None:
    viewer = Viewer(dataclasses.replace(load_settings({}), store=str(record)))
    written = []

    def write(_: View) -> Iterator[bytes]:
        for number in range(5):
            written.append(number)
            yield bytes([number]) * (BLOCK_BYTES // 2)

    seen: Any = SimpleNamespace(as_of=None, recorded_as_of=None)
    sizes = [len(block) for block in Asking(viewer).stream(write, seen)]
    assert sizes == [BLOCK_BYTES, BLOCK_BYTES, BLOCK_BYTES // 2]
    written.clear()
    blocks = Asking(viewer).stream(write, seen)
    assert written == [0, 1]
    assert next(blocks) == bytes(BLOCK_BYTES // 2) + b"\x01" * (BLOCK_BYTES // 2)
    assert written == [0, 1]
    assert list(Asking(viewer).stream(lambda _: [], seen)) == []


def test_a_form_that_is_not_there_names_those_that_are(client: TestClient) -> None:
    answer = client.get(f"{V1}/exports/claims.pdf")
    assert answer.status_code == 400
    assert "jsonl" in answer.json()["detail"]


class Asked:
    """A caller who leaves after so many looks."""

    def __init__(self, looks: int, seen: str | None = None) -> None:
        self._left = looks
        self.headers = {} if seen is None else {"last-event-id": seen}
        self.app = FastAPI()

    async def is_disconnected(self) -> bool:
        self._left -= 1
        return self._left < 0


async def told(record: str, asked: Asked, **how: float) -> list[str]:
    viewer = Viewer(load_settings({"DRAGOMAN_STORE": record}))
    return [event async for event in stream_changes(viewer, asked, **how)]  # type: ignore[arg-type]


@pytest.fixture
def listen(aside: Any) -> Callable[..., list[str]]:
    """Hear a stream to its end."""
    return lambda record, asked, **how: aside(lambda: anyio.run(lambda: told(record, asked, **how)))


def test_a_caller_who_missed_a_change_is_told_at_once(listen: Callable[..., list[str]], record: Path) -> None:
    first, event = listen(str(record), Asked(2, seen="older"), poll_s=0)
    assert first.startswith("retry:")
    assert "event: changed" in event


def test_a_caller_who_has_the_newest_hears_that_the_stream_lives(
    listen: Callable[..., list[str]], record: Path
) -> None:
    events = listen(str(record), Asked(3), poll_s=0, keep_alive_s=0)
    assert events[1:] == [": still here\n\n"] * 3


def test_a_record_that_cannot_be_read_ends_no_stream(listen: Callable[..., list[str]], tmp_path: Path) -> None:
    assert len(listen(str(tmp_path / "none.db"), Asked(2), poll_s=0)) == 1


def test_the_stream_ends_once_the_server_is_stopping(listen: Callable[..., list[str]], record: Path) -> None:
    asked = Asked(1_000)
    asked.app.state.stopping = threading.Event()
    asked.app.state.stopping.set()
    assert listen(str(record), asked) == ["retry: 5000\n\n"]
