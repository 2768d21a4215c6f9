"""What goes over a bound is answered in words, as a page or a problem, and goes no further."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from dragoman.api.problems import install_problems, problem
from dragoman.web.running.bounds import Bound, Bounds
from dragoman.web.running.rates import Rates

if TYPE_CHECKING:
    from starlette.responses import Response


async def say(request: Request, status: int, message: str, headers: dict[str, str]) -> Response:
    assert request.url.path
    return problem(status, message, headers=headers)


def client_of(bound: Bound) -> TestClient:
    app = FastAPI()

    @app.post("/size")
    async def size(request: Request) -> int:
        return len(await request.body())

    @app.get("/slow")
    def slow() -> str:
        time.sleep(0.3)
        return "late"

    @app.get("/fails")
    async def fails(late: float = 0) -> str:
        await anyio.sleep(late)
        raise ZeroDivisionError

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    install_problems(app)
    app.add_middleware(Bounds, bound=bound, say=say)
    return TestClient(app, raise_server_exceptions=False)


def test_who_asks_too_often_is_told_when_to_ask_again() -> None:
    with client_of(Bound(rates=Rates(3))) as client:
        answers = [client.post("/size") for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 429]
        assert answers[1].headers["retry-after"] == "20"
        assert "Try again in 20 s" in answers[1].json()["detail"]
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("length", "status"), [(10, 200), (11, 413)])
def test_a_body_that_says_that_it_is_too_large_is_not_read(length: int, status: int) -> None:
    with client_of(Bound(body_bytes=10)) as client:
        assert client.post("/size", content=b"x" * length).status_code == status


def test_a_length_that_is_none_is_refused() -> None:
    with client_of(Bound()) as client:
        assert client.post("/size", headers={"content-length": "-1"}).status_code == 413


def test_a_body_that_grows_too_large_is_cut_off() -> None:
    with client_of(Bound(body_bytes=10)) as client:
        answer = client.post("/size", content=(b"xxxx" for _ in range(9)))
    assert answer.status_code == 413
    assert "more than 10 bytes" in answer.json()["detail"]


def test_an_answer_that_does_not_come_is_not_waited_for() -> None:
    with client_of(Bound(answer_s=0.05)) as client:
        answer = client.get("/slow")
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "30"
        time.sleep(0.4)


def test_a_failure_after_the_time_is_nobodys_and_before_it_a_problem() -> None:
    with client_of(Bound(answer_s=0.2)) as client:
        assert client.get("/fails").status_code == 500
        assert client.get("/fails", params={"late": 0.3}).status_code == 503
        time.sleep(0.3)


def test_without_a_bound_an_answer_may_take_its_time() -> None:
    with client_of(Bound(answer_s=0)) as client:
        assert client.get("/slow").json() == "late"


def test_a_body_that_does_not_come_is_not_waited_for(aside: Any) -> None:
    async def app(_: Any, receive: Any, __: Any) -> None:
        while (await receive()).get("more_body"):
            pass

    async def receive() -> dict[str, Any]:
        await anyio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def ask() -> None:
        scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b"", "client": None}
        await Bounds(app, bound=Bound(body_s=0.1, body_bytes=1000), say=say)(scope, receive, receive)

    with pytest.raises(HTTPException) as caught:
        aside(lambda: anyio.run(ask))
    assert caught.value.status_code == 408


def test_a_request_that_is_called_off_is_called_off_within(aside: Any) -> None:
    ended: list[str] = []

    async def app(_: Any, __: Any, ___: Any) -> None:
        try:
            await anyio.sleep(60)
        finally:
            ended.append("ended")

    async def ask() -> None:
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b"", "client": None}
        with anyio.move_on_after(0.05):
            await Bounds(app, bound=Bound(), say=say)(scope, app, app)
        await anyio.sleep(0.01)

    aside(lambda: anyio.run(ask))
    assert ended == ["ended"]


def test_what_is_no_request_passes(aside: Any) -> None:
    seen: list[str] = []

    async def app(scope: Any, _: Any, __: Any) -> None:
        seen.append(scope["type"])

    async def ask() -> None:
        await Bounds(app, bound=Bound(), say=say)({"type": "lifespan"}, app, app)

    aside(lambda: anyio.run(ask))
    assert seen == ["lifespan"]
