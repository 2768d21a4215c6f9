"""Seen: who may look at the pages of review and read what they read as JSON.

Whole texts and all names are shown there: to everybody who reads the record on this machine, and to reviewers alone on
a public face, or where names of private persons are kept from readers.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from fastapi import Request

from dragoman.api.masks import is_masked
from dragoman.errors import NotAllowedError, SignInNeededError
from dragoman.web.access import Door, Face, Role, User, current_user


def may_see(request: Request) -> User | None:
    """Give who is looking, or None where nobody need say so; a dependency.

    Raises:
        SignInNeededError: DG501, reviewers alone may look, and nobody is signed in.
        NotAllowedError: DG502, reviewers alone may look, and the account may only read.
    """
    user, door = current_user(request), request.app.state.door
    is_public = isinstance(door, Door) and door.face is Face.PUBLIC
    if (is_public or is_masked(request)) and (user is None or not user.role.covers(Role.REVIEWER)):
        if user is None:
            raise SignInNeededError(f"{request.url.path} needs somebody who is signed in.")
        raise NotAllowedError(user.name, str(user.role), str(Role.REVIEWER))
    return user
