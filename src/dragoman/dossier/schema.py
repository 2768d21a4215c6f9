"""The form of every file of a pack, as pydantic models: what an author may write, and nothing else.

Plain YAML data comes in, checked entries go out. It knows nothing of files, lines or other packs, and
it repairs nothing: an unknown key or value is an error.
"""

# ruff: noqa: TC001, TC003 -- pydantic reads the annotations at run time
from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from dragoman.model import ActorKind, Precision, SourceKind, VoiceKind


def _without_www(host: str) -> str:
    if host.startswith("www."):
        raise ValueError("give the host without www.")
    return host


Text = Annotated[str, StringConstraints(min_length=1, strict=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$", strict=True)]
Alpha2 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$", strict=True)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$", strict=True)]
Domain = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", strict=True), AfterValidator(_without_www)
]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+/?[^\s]*$", strict=True)]
Path = Annotated[str, StringConstraints(pattern=r"^[^\s.]+(\.[^\s.]+)*$", strict=True)]
"""Keys of nested JSON objects, with dots between them."""
Names = Annotated[tuple[Text, ...], Field(min_length=1)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
ThingKind = Literal["drone", "missile", "aircraft", "artillery", "bomb", "air_defence", "ship", "vehicle", "operation"]
StrikeMode = Literal["drone", "missile", "air", "artillery", "mixed"]


class Entry(BaseModel):
    """Base of all entries: frozen, and closed to unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Manifest(Entry):
    """``dossier.yaml``: what the pack is and which packs it stands on."""

    pack: Slug
    title: Text
    version: Text
    requires: tuple[Text, ...] = ()
    boundaries: Text | None = None
    languages: tuple[Language, ...] = ()


class TenureEntry(Entry):
    """An office held from ``start`` to ``end``, both inclusive, absent where open or not known."""

    office: Text
    party: Text
    start: date | None = None
    end: date | None = None


class ActorEntry(Entry):
    """One entry of ``actors/*.yaml``; fields as in the record ``Actor``."""

    id: Slug
    kind: ActorKind
    names: Names
    party: Text | None = None
    country: Alpha2 | None = None
    metonyms: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    tenures: tuple[TenureEntry, ...] = ()
    part_of: Slug | None = None
    source: Text | None = None


class PlaceEntry(Entry):
    """One entry of ``places/*.yaml``; fields as in the record ``Place``, and where the fact is from."""

    id: Slug
    names: Names
    precision: Precision
    country: Alpha2 | None = None
    adm1: Text | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    population: Annotated[int, Field(ge=0)] = 0
    administered_by: Alpha2 | None = None
    within: Slug | None = None
    source: Text | None = None


class ThingEntry(Entry):
    """One entry of ``things/*.yaml``; fields as in the record ``Thing``, and where the fact is from."""

    id: Slug
    names: Names
    kind: ThingKind
    mode: StrikeMode | None = None
    party: Text | None = None
    source: Text | None = None


class LineFieldsEntry(Entry):
    """``fields`` of a crawler in ``sources.yaml``; as in the record ``LineFields``."""

    when: Annotated[tuple[Path, ...], Field(min_length=1)]
    text: Path
    id: Path | None = None
    url: Path | None = None
    title: Path | None = None
    source: Path | None = None
    published: Path | None = None
    byline: Path | None = None


class SourceEntry(Entry):
    """One entry of ``sources.yaml``; fields as in the record ``Source``."""

    id: Slug
    names: Names
    kind: SourceKind
    owner: Text | None = None
    party: Text | None = None
    country: Alpha2 | None = None
    languages: tuple[Language, ...] = ()
    domains: tuple[Domain, ...] = ()
    credits: tuple[Text, ...] = ()
    feeds: tuple[Address, ...] = ()
    fields: LineFieldsEntry | None = None


class RoundEntry(Entry):
    """One round of a process: its ordinal, and the days between which a report may place it."""

    number: Annotated[int, Field(ge=1)]
    around: tuple[date, date] | None = None
    places: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _days_in_order(self) -> RoundEntry:
        if self.around and self.around[1] < self.around[0]:
            raise ValueError(f"around ends on {self.around[1]}, before it begins on {self.around[0]}")
        return self


class ProcessEntry(Entry):
    """One entry of ``process.yaml``; fields as in the record ``Process``."""

    id: Slug
    names: Names
    parties: Annotated[tuple[Text, ...], Field(min_length=1)]
    start: date | None = None
    places: tuple[Slug, ...] = ()
    rounds: tuple[RoundEntry, ...] = ()


class DescriptorEntry(Entry):
    """One entry of ``descriptors.yaml``; fields as in the record ``Descriptor``."""

    words: Names
    kind: ActorKind
    office: bool = False
    plain: bool = False


class TitleEntry(Entry):
    """One entry of ``titles.yaml``; fields as in the record ``Title``."""

    words: Names
    voice: VoiceKind
    office: Text | None = None


class ShownNames(Entry):
    """``names.yaml``: the name that the pack chooses to show for an actor or a place."""

    shown: dict[Slug, Text]
