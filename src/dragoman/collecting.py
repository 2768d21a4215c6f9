"""Collecting: how seldom a process of dragoman looks for rings of objects that hold each other.

Records are frozen and hold no rings, and looking through those of a large record takes as long as reading them. It
changes the process that calls it, so only a process of our own may: a command, or one that reads for it.
"""

from __future__ import annotations

import gc

SELDOM = (200_000, 30, 30)
"""Objects made before the youngest are looked through, and rounds before the older ones are.

Source: mypy sets the same for the same reason (``mypy/build.py``).
"""


def collect_seldom() -> None:
    """Look for rings less often in this process, from now on."""
    gc.set_threshold(*SELDOM)
