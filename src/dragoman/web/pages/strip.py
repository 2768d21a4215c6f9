"""Strip: days from left to right, a row for each kind of thing, a bar for each day on which there is one.

Counts by row and day come in, places on a drawing go out. It is drawn without a script, and says how many and no more.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dragoman.wording import counted, day_words

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable
    from datetime import date
    from typing import TypeAlias

    Row: TypeAlias = tuple[str, str, str, Counter[date]]

LEFT, ROW, BAR, FOOT = 150, 46, 36, 20
"""Of a drawing, in its own units: the room of names, the height of a row and of its tallest bar."""
WIDE, NARROW = 24, 12
"""Of a day, where a strip has the page to itself, and beside a text."""
GAP = 0.3
"""Part of a day that is left free between two bars."""
LEAST_BAR = 4
"""So that one event beside three hundred is seen."""
WEEK = 7


def draw_strip(
    rows: Iterable[Row], first: date, last: date, marked: tuple[date, date], day: int = WIDE
) -> dict[str, Any]:
    """Set counts on a drawing.

    Args:
        rows: Of each row its name, its kind (for its colour), what is counted in the plural, and how many by day.
        first: The first day that is drawn.
        last: The last one.
        marked: First and last day of what stands in the middle.
        day: The width of one.
    """
    days = (last - first).days + 1
    drawn = [_row(n, row, (first, last), day) for n, row in enumerate(rows)]
    height = ROW * len(drawn)
    return {
        "rows": drawn,
        "width": LEFT + day * days,
        "height": height + FOOT,
        "base": height,
        "ticks": [{"x": LEFT + day * n, "words": f"{first + timedelta(n):%-d %b}"} for n in range(0, days, WEEK)],
        "mark": {
            "x": LEFT + day * (marked[0] - first).days,
            "width": day * ((marked[1] - marked[0]).days + 1),
        },
    }


def _row(n: int, row: Row, ends: tuple[date, date], width: int) -> dict[str, Any]:
    (name, kind, plural, counts), (first, last) = row, ends
    most = max(counts.values(), default=0)
    bars = []
    for day, number in sorted(counts.items()):
        if first <= day <= last:
            high = max(LEAST_BAR, BAR * number / most)
            bars.append(
                {
                    "x": LEFT + width * ((day - first).days + GAP / 2),
                    "y": ROW * (n + 1) - high,
                    "width": width * (1 - GAP),
                    "height": high,
                    "words": f"{day_words(day.isoformat())}: {counted(number, plural)}",
                }
            )
    total = sum(number for day, number in counts.items() if first <= day <= last)
    return {"name": name, "kind": kind, "y": ROW * (n + 1), "bars": bars, "total": counted(total, plural), "most": most}
