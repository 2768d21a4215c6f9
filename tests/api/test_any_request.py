"""The whole API, asked with whatever its description allows and much that it does not: never a fault of the server's.

The requests are made up by schemathesis from the OpenAPI description, as many as fit into a test's time; every answer
that is no success is a problem (RFC 9457) with the same status in it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from dragoman.api.problems import MEDIA_TYPE
from dragoman.settings import load_settings
from dragoman.web.access import Door, Face, Role
from dragoman.web.site import create_site

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

pytestmark = pytest.mark.no_cover
"""Making requests up is slow work of others' libraries, slower still when it is measured; the lines that answer
are measured by the other tests here."""

EXAMPLES = 8
"""Of each operation and mode. Each is asked in both roles, since to make one up costs more than to answer it."""
STREAMS = frozenset({"/api/v1/changes"})
"""Never end by themselves; tested with a caller who leaves."""
PROBLEM = {"type", "title", "status", "detail", "code"}


@pytest.fixture(scope="module")
def site(record: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    chosen = dataclasses.replace(
        load_settings({}),
        store=str(record),
        accounts=str(tmp_path_factory.mktemp("accounts") / "accounts.db"),
        requests_per_minute=0,
    )
    door = Door(chosen, Face.PUBLIC)
    door.users.add("mira", Role.ADMIN, "three words together")
    app = create_site(chosen, door=door)
    app.state.token, _ = door.tokens.make("mira", Role.ADMIN, days=1)
    return app


def operations_of(app: FastAPI) -> list[Any]:
    found = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    operations = [result.ok() for result in found.get_all_operations()]
    return [operation for operation in operations if operation.path not in STREAMS]


@pytest.fixture(scope="module")
def operations(site: FastAPI) -> list[Any]:
    return operations_of(site)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_asked_the_server_has_no_fault(site: FastAPI, operations: list[Any], mode: GenerationMode) -> None:
    assert len(operations) > 15
    roles: tuple[dict[str, str], ...] = ({}, {"Authorization": f"Bearer {site.state.token}"})
    asked: list[str] = []
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            asked.append(case.path)
            for headers in roles:
                check(case.call(headers=headers))

        with contextlib.suppress(Unsatisfiable):  # what takes nothing cannot be asked wrongly
            ask()
    assert len(set(asked)) > 15


def check(answer: Any) -> None:
    """An answer is what was asked for, or a problem that is the caller's."""
    assert answer.status_code < 500, (answer.request.method, answer.request.url, answer.text)
    if answer.status_code >= 400 and answer.request.method != "HEAD":
        said = json.loads(answer.content)
        assert answer.headers["content-type"] == [MEDIA_TYPE]
        assert set(said) == PROBLEM
        assert said["status"] == answer.status_code
        assert said["detail"]
