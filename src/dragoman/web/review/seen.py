"""Seen: who may look at the pages of review and read what they read as JSON.

On this machine everybody who reads the record; on a public face accounts alone, since whole texts are shown.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from fastapi import Request

from dragoman.errors import NotAllowedError, SignInNeededError
from dragoman.web.access import Door, Face, Role, User, current_user


def may_see(request: Request) -> User | None:
    """Give who is looking, or None where nobody need say so; a dependency.

    Raises:
        SignInNeededError: DG501, the face is public and nobody is signed in.
        NotAllowedError: DG502, the face is public and the account may only read.
    """
    user, door = current_user(request), request.app.state.door
    if isinstance(door, Door) and door.face is Face.PUBLIC:
        if user is None:
            raise SignInNeededError(f"{request.url.path} needs somebody who is signed in.")
        if not user.role.covers(Role.REVIEWER):
            raise NotAllowedError(user.name, str(user.role), str(Role.REVIEWER))
    return user
