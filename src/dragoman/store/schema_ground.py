"""Schema of the ground: what a fold knows beside its events, so that the next report costs only its neighbourhood.

The tables of a fold's marks, likely pairs and extents (``merge.ground``) are added to the schema that comes in, and go
out. Like the events they are derived: a rebuild makes them anew.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, MetaData, Table, Text, text


def sortable(name: str, *, is_key: bool = False) -> Column[str]:
    """Give a column of texts that sort by their code points on every engine, as SQLite's do."""
    kind = Text().with_variant(Text(collation="C"), "postgresql")
    return Column(name, kind, nullable=False, primary_key=is_key)


def ground_tables(metadata: MetaData) -> tuple[Table, ...]:
    """Add the tables to a schema."""
    return (_marks(metadata), _pairs(metadata), *_reaches(metadata), *_of_fold(metadata))


def _marks(metadata: MetaData) -> Table:
    known = ("process", "name", "copied")
    return Table(
        "claim_marks",
        metadata,
        Column("claim", Text, primary_key=True),
        *(Column(name, Text, nullable=False) for name in ("document", "anchor", "frame")),
        Column("known", Float, nullable=True),  # UTC timestamp
        Column("published", Integer, nullable=True),  # ordinal of a day
        *(Column(name, Float, nullable=True) for name in ("first", "last")),  # ordinals
        Column("is_long", Integer, nullable=False),
        Column("sides", Text, nullable=False),
        *(Column(name, Integer, nullable=True) for name in ("number", "round")),
        *(Column(name, Text, nullable=True) for name in known),
        Index("claim_marks_of_document", "document"),
        Index("claim_marks_by_known", "known"),
        Index("claim_marks_by_day", "frame", "is_long", "first"),
        Index("claim_marks_by_published", "frame", "published"),
        _where_known("claim_marks_by_round", "round", "frame"),
        _where_known("claim_marks_by_process", "number", "process"),
        *(_where_known(f"claim_marks_by_{name}", name) for name in ("name", "copied")),
    )


def _pairs(metadata: MetaData) -> Table:
    return Table(
        "likely_pairs",
        metadata,
        Column("first", Text, primary_key=True),
        Column("second", Text, primary_key=True),
        Column("cost", Float, nullable=False),
        *(Column(name, Float, nullable=True) for name in ("first_known", "second_known")),
        Index("likely_pairs_by_second", "second"),
        Index("likely_pairs_by_known", "second_known", "first_known"),
    )


def _reaches(metadata: MetaData) -> tuple[Table, Table]:
    return (
        Table(
            "event_reaches",
            metadata,
            Column("event_id", Text, primary_key=True),
            Column("frame", Text, nullable=False),
            Column("kin", Text, nullable=True),
            *(Column(name, Float, nullable=True) for name in ("since", "until")),  # first and last publication
            Column("announces", Integer, nullable=False),
            Column("body", Text, nullable=False),
            Index("event_reaches_of_kin", "kin"),
            Index("event_reaches_by_until", "until"),
            Index("event_reaches_that_announce", "frame", "announces"),
        ),
        Table(
            "event_months",
            metadata,
            Column("kin", Text, primary_key=True),
            Column("month", Integer, primary_key=True, autoincrement=False),
            Column("event_id", Text, primary_key=True),
            Index("event_months_of_event", "event_id"),
        ),
    )


def _of_fold(metadata: MetaData) -> tuple[Table, ...]:
    return (
        Table(  # how often each actor of an event is called what
            "actor_names",
            metadata,
            sortable("actor", is_key=True),
            sortable("name", is_key=True),
            Column("times", Integer, nullable=False),
        ),
        Table(  # reports whose lineage changed since the last fold
            "unfolded",
            metadata,
            Column("document_id", Text, primary_key=True),
        ),
        Table(  # which facts the derived tables were folded from
            "folds",
            metadata,
            Column("activations", BigInteger, primary_key=True, autoincrement=False),
            Column("headers", BigInteger, nullable=False),
            Column("judgements", BigInteger, nullable=False),
            Column("seal", Text, nullable=True),  # over the derived rows; null: folded by an older version
            Column("basis", Text, nullable=True),  # knowledge and rules that it was folded by; null: has no ground
            Column("rulings", Text, nullable=True),
        ),
    )


def _where_known(name: str, column: str, *more: str) -> Index:
    where = text(f"{column} IS NOT NULL")
    return Index(name, column, *more, sqlite_where=where, postgresql_where=where)
