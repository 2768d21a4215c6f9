"""Signatures: the wording of a report as a few numbers, so that reports which share some are found without reading all.

Own words in, a MinHash signature out. A signature only finds candidates; the words themselves decide.

Source: R-MinHash of rensa, 128 slots. A report that holds a share c of a later one of the same length has about
128 * c / (2 - c) slots in common with it, so that three common slots find c = 0.15 in 95 of 100 cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.lineage.words import OwnWords
    from dragoman.model import Signature

SLOTS = 128
SEED = 20250602
"""Any number, but always the same one: signatures are kept in stores."""


def signature_of(own: OwnWords) -> Signature:
    """Give the signature of a report's own words; empty where they are too few for one shingle."""
    return signature_over({shingle for _, shingle in own.shingles()})


def signature_over(shingles: Iterable[str]) -> Signature:
    """Give the signature of shingles; the order and repeats of shingles make no difference."""
    from rensa import RMinHash  # noqa: PLC0415 (native library, loaded when first needed)

    listed = list(shingles)
    if not listed:
        return ()
    sketch = RMinHash(num_perm=SLOTS, seed=SEED)
    sketch.update(listed)
    return tuple(sketch.digest())
