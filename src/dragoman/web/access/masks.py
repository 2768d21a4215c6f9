"""Masks: from whom the names of private persons are kept, by the setting and the role, and the mask of the record.

The record's names are read once, and then only what is new. The key of the placeholders is the accounts' own, so that
they stay the same for as long as that file does.
"""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dragoman.errors import UnreadableInputError
from dragoman.web.access.door import Face
from dragoman.web.access.gate import current_user, door_of
from dragoman.web.access.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import Request

    from dragoman.query.masking import Mask
    from dragoman.query.private import PrivateNames
    from dragoman.store import Store
    from dragoman.viewing import Viewer
    from dragoman.web.access.door import Door
    from dragoman.web.naming import Naming

NEVER = "!"
FILTERS = frozenset({"text", "place"})
"""Parameters that are looked for as letters, in titles and names."""
NOTHING = "\ue000"
"""A letter that no text has. Source: Unicode, the first of the private use area."""
ECHOED = frozenset({"words", "chosen", "lanes_url"})
"""Values of pages that give back what was asked for: masked, they would tell whose name it is."""


class NameMasks:
    """The masks of one application."""

    def __init__(self, door: Door, viewer: Viewer, naming: Naming) -> None:
        self._door = door
        self._viewer = viewer
        self._naming = naming
        self._always, self._never = _listed(viewer.settings.mask_names)
        self._turn = threading.Lock()
        self._made: tuple[frozenset[str], Mask] | None = None

    def is_masked(self, request: Request) -> bool:
        """Whether who asks sees placeholders: a reviewer never; others as the setting says."""
        setting = door_of(request).masks
        if setting == "nobody":
            return False
        user = current_user(request)
        if user is not None and user.role.covers(Role.REVIEWER):
            return False
        return setting == "readers" or (user is None and self._door.face is Face.PUBLIC)

    def veil(self, request: Request) -> None:
        """Let nobody who sees placeholders look for letters of what they stand for: such a filter leaves nothing."""
        params = request.query_params.multi_items()
        if not any(name in FILTERS for name, _ in params) or not self.is_masked(request):
            return
        with self._viewer.store() as store:
            mask = self.mask(store)
        veiled = [(name, said + NOTHING if name in FILTERS and mask.hides(said) else said) for name, said in params]
        request.scope["query_string"] = urlencode(veiled).encode()

    @staticmethod
    def page(mask: Mask, values: Mapping[str, Any]) -> dict[str, Any]:
        """Give the values of a page as who asks may see them."""
        plain = {name: value if name in ECHOED else mask.shape(value) for name, value in values.items()}
        if isinstance(plain.get("chosen"), dict):
            plain["chosen"] = {name: value and value.removesuffix(NOTHING) for name, value in plain["chosen"].items()}
        return plain

    def mask(self, store: Store) -> Mask:
        """Give the mask of the record as it is now."""
        from dragoman.query.masking import Mask

        with self._turn:
            names = self._names.read(store) | self._always
            if self._made is None or self._made[0] != names:
                found = self._names
                self._made = names, Mask(names, found.known, found.cues, self._door.key, self._never)
            return self._made[1]

    @cached_property
    def _names(self) -> PrivateNames:
        from dragoman.query.private import PrivateNames, cues_of, known_of

        dossier, cues = self._naming.engine.dossier, cues_of()
        return PrivateNames(known_of(dossier.actors, dossier.titles, dossier.descriptors, cues), cues)


def _listed(path: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the names of the user's own file: always masked, and never."""
    if not path:
        return frozenset(), frozenset()
    try:
        lines = Path(path).expanduser().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInputError(path, f"it cannot be read: {error}.", "See DRAGOMAN_MASK_NAMES.") from None
    said = [line.strip() for line in lines if line.strip()]
    never = {line.removeprefix(NEVER).strip().casefold() for line in said if line.startswith(NEVER)}
    return frozenset(line for line in said if not line.startswith(NEVER)), frozenset(never)
