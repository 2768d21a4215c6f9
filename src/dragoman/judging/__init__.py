"""Judging: what people decide, attached to the claims of today by the evidence it was made on.

Judgements and claims come in; where each judgement stands, which disagree, and the claims as people mended or added
them go out. It folds nothing and writes nothing.
"""

from dragoman.judging.amend import CONSTRUCTIVE, Amended, added_id, amend, is_reviewed
from dragoman.judging.keys import Attachments, key_of
from dragoman.judging.slots import FIELDS, build_claim, mend_claim
from dragoman.judging.standing import (
    Conflict,
    Standing,
    State,
    find_conflicts,
    in_force,
    in_order,
    linked_keys,
    standings,
    undone_ids,
)

__all__ = [
    "CONSTRUCTIVE",
    "FIELDS",
    "Amended",
    "Attachments",
    "Conflict",
    "Standing",
    "State",
    "added_id",
    "amend",
    "build_claim",
    "find_conflicts",
    "in_force",
    "in_order",
    "is_reviewed",
    "key_of",
    "linked_keys",
    "mend_claim",
    "standings",
    "undone_ids",
]
