"""The page of ``explain``: sentence by sentence, what was found in the words, which rules fired and which did not.

The ``explain`` shapes come in, lines go out. What made a claim stands first, then what fired in vain, then what missed
by one condition; grammar and the full list only where everything is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

NEAR_MISS = 1
"""Failed conditions of a trigger that is shown although not everything is asked for."""
SIGNS = {"claim": "✓", "dropped": "–", "rejected": "·"}


def explain_page(shapes: Sequence[Shape], *, everything: bool = False) -> Iterator[RenderableType]:
    """Draw the explanations of some reports.

    Args:
        shapes: The ``explain`` shapes.
        everything: Grammar, and every trigger that did not fire.
    """
    for shape in shapes:
        if len(shapes) > 1:
            yield Text(str(shape["doc"]), style="bold")
        for sentence in shape["sentences"]:
            yield from _sentence(sentence, everything=everything)
        yield from _claims(shape["claims"], everything=everything)
        if shape["asked"] is not None:
            yield from _asked(shape["asked"], everything=everything)


def _sentence(sentence: Shape, *, everything: bool) -> Iterator[RenderableType]:
    yield Text(" ".join(str(sentence["quote"]).split()), style="bold")
    if sentence["zone"]:
        yield _in(Text(f"no evidence: {sentence['zone']}", style="dim"))
    if everything:
        yield _in(_grammar(sentence["tokens"]))
    if sentence["mentions"]:
        yield _in(Text("; ".join(_mention(m) for m in sentence["mentions"])))
    for one in _shown(sentence["tried"], everything=everything):
        yield _in(_tried(one))
    for one in sentence["learned"]:
        if everything or one["told"] or one["by"] == "rules":
            yield _in(_weighed(one, everything=everything))
    yield Text("")


def _shown(tried: Sequence[Shape], *, everything: bool) -> list[Shape]:
    """Give what fired, then what all but fired where its frame did not."""
    fired = [one for one in tried if one["outcome"] != "rejected"]
    rest = [one for one in tried if one["outcome"] == "rejected"]
    fired.sort(key=lambda one: one["outcome"] != "claim")
    if everything:
        return fired + rest
    told = {(one["start"], one["frame"]) for one in fired}
    return fired + [one for one in rest if len(one["why"]) <= NEAR_MISS and (one["start"], one["frame"]) not in told]


def _mention(mention: Shape) -> str:
    means = f" = {mention['means']}" if mention["means"] else ""
    return f"{mention['kind']} “{' '.join(str(mention['quote']).split())}”{means}"


def _tried(one: Shape) -> Text:
    line = Text(f"{SIGNS[one['outcome']]} ", style="green" if one["outcome"] == "claim" else "dim")
    line.append(f"“{one['quote']}”  {one['frame']}/{one['rule']}", style="default")
    if one["claim"]:
        line.append(f"  → {one['claim']} ({one['status']})", style="bold")
    if one["why"]:
        line.append("  " + "; ".join(one["why"]), style="dim")
    return line


SHARES = 3
"""Features that are named beside a probability where not everything is asked for."""


def _weighed(one: Shape, *, everything: bool) -> Text:
    """Say what the learned reader made of a frame: how probable, of how much needed, and what moved it."""
    line = Text(f"{SIGNS['claim' if one['told'] else 'dropped']} ", style="green" if one["told"] else "dim")
    what = "the rules’ claim weighed" if one["by"] == "rules" else "seen by the learned reader"
    line.append(f"{one['frame']}: {what}, {one['probability']:.2f} of {one['needed']:.2f} needed", style="default")
    if one["claim"]:
        line.append(f"  → {one['claim']}", style="bold")
    return line.append_text(_moved(one, everything=everything))


def _grammar(tokens: Sequence[Shape]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    words = {token["i"]: token["text"] for token in tokens}
    for token in tokens:
        above = words.get(token["head"], "") if token["head"] != token["i"] else ""
        table.add_row(token["text"], token["lemma"], token["tag"], token["dep"], above, style="dim")
    return table


def _claims(claims: Sequence[Shape], *, everything: bool) -> Iterator[RenderableType]:
    if not claims:
        yield Text("No claim.")
    for claim in claims:
        line = Text(f"{claim['label']}  {claim['frame']}, {claim['status']}", style="bold")
        line.append(f"  by {claim['rule']}  {claim['id']}", style="not bold dim")
        yield line
        for one in claim["choices"]:
            if everything or one["kept"] != (one["by"] == "rules"):
                yield _in(_choice(one, everything=everything))


def _choice(one: Shape, *, everything: bool) -> Text:
    """Say what the learned reader put into a slot that the rules left out, or left out that they put in."""
    line = Text(f"{'+' if one['kept'] else '–'} {one['slot']}: “{one['value']}”, {one['probability']:.2f}")
    line.append(f"  by the {'rules' if one['by'] == 'rules' else 'learned reader'}", style="dim")
    return line.append_text(_moved(one, everything=everything))


def _moved(one: Shape, *, everything: bool) -> Text:
    shares = one["shares"] if everything else one["shares"][:SHARES]
    return Text("  " + ", ".join(f"{s['feature']} {s['adds']:+.2f}" for s in shares), style="dim")


def _asked(asked: Shape, *, everything: bool) -> Iterator[RenderableType]:
    """Say what a language model was asked, and what of its answer was not taken."""
    times = len(asked["requests"])
    yield Text(f"asked {asked['model']} {times} time{'' if times == 1 else 's'}, prompt {asked['prompt']}", style="dim")
    for one in asked["dropped"]:
        line = Text(f"{SIGNS['dropped']} ", style="dim")
        line.append(f"{one['field']} “{one['words']}”", style="default")
        line.append(f"  {one['why']}", style="dim")
        yield _in(line)
    if everything:
        for sent in (asked["instructions"], *asked["requests"]):
            yield _in(Text(str(sent), style="dim"))


def _in(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 2))
