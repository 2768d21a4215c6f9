"""The form of a frame file, ``frames/<frame>.yaml``: what its author may write, and nothing else.

Plain YAML data comes in, checked entries go out. Meanings of the keys are in ``docs/guides/add-a-frame.md``.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

RoleName = Literal["actor", "target", "mediator", "delegate"]
ROLES: tuple[RoleName, ...] = get_args(RoleName)
Kind = Literal["actor", "party", "person", "place", "quantity", "thing"]
"""What a noun phrase is, as the mentions tell it."""
StatusName = Literal["occurred", "ongoing", "planned", "proposed", "cancelled", "not_occurred", "denied"]

_SLOTS = (
    "subject|object|by|genitive|modifier|light|host|company|present|equals|anti|itself|content|speaker|modified|none"
    "|prep:[a-z]+|inner:[a-z]+|victims:[a-z]+|under:[a-z]+"
)
Slot = Annotated[str, Field(pattern=f"^({_SLOTS})$")]
"""Where an argument stands.

subject, object, by (the agent of a passive), genitive, modifier, ``prep:<word>``; of nouns also light (the subject of a
light verb), host (who hosts or mediates), company (the other side of "talks with X"), present (who acts at it), equals
(what it is said to be), anti ("anti-government protests"), itself (who a noun implies: those who protest), content
(parties named in what is demanded, refused, threatened), speaker (whose words they are), modified (the noun that a
participle stands before); ``inner:<word>`` (what that preposition leads in below the objects or the clause of a verb:
"let aid flow into Gaza"), ``victims:<verb>`` (objects of that verb in the same clause), ``under:<verb>`` (the subject
of that verb above it); none holds nobody, where the frame's own slots must not.
"""
ContentSlot = Annotated[str, Field(pattern="^(object|clause|colon|modifier|prep:[a-z]+)$")]
"""Where what is demanded, offered or agreed stands; colon: what follows the noun after a colon."""


class Part(BaseModel):
    """Base of all parts: frozen, and closed to unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Codes(Part):
    """What other vocabularies call the frame."""

    plover: str | None = None
    acled: str | None = None
    source: str


class ModeEntry(Part):
    """Words or kinds of things near the trigger that give the mode."""

    words: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


class RoleEntry(Part):
    """Where a role's fillers stand, and what they may be.

    Attributes:
        verb, noun: Slots by kind of trigger.
        otherwise: Slots that are asked, in their order, where those hold nobody; the first that holds anybody counts.
        crowd: Side of people who act for no other ("protesters").
        people: Whether people of no side may fill it by the words for them ("dozens of students demanded").
        beyond: Where a side that is neither actor nor voice is looked for, if no mention of the event names any: its
            sentence, then the text (the one named most often).
        accepts: ``actor`` (somebody that acts or is a side), ``person``, ``any`` noun phrase, or ``territory`` (any, a
            place by its name too: it is Gaza that is besieged, or gets aid).
    """

    verb: tuple[Slot, ...] = ()
    noun: tuple[Slot, ...] = ()
    otherwise: tuple[Slot, ...] = ()
    crowd: str | None = None
    people: bool = False
    beyond: tuple[Literal["sentence", "text"], ...] = ()
    accepts: Literal["actor", "person", "any", "territory"] = "actor"


class TriggerEntry(Part):
    """One way in which words carry the frame; all conditions given must hold.

    Attributes:
        id: Shown by ``explain``; unique in the frame.
        verb, noun, adjective: Lemmas of the trigger, exactly one of the three.
        object, object_not, subject, subject_not: Lemmas among the verb's objects or subjects.
        object_is, subject_is: Kinds of mention among them: actor, place, thing, person, party.
        prep: Prepositions of which one must be there; with ``prep_object`` also the lemma of its object.
        prep_not: Prepositions of which none may be there.
        particle: Of a phrasal verb.
        complement: Whether a clause must hang on the verb.
        bare: Whether what hangs on it must be a wish: an object, an infinitive, a bare form ("suggested a truce").
        plain: Whether nothing may be said of the object beside it ("called him", not "called him a liar").
        told: Counts only where the text tells the frame elsewhere too ("the exchange", "the first round").
        beside, beside_not: Frames of which the text must tell one too, or none ("the attacks were repelled").
        named: Whether a proper name of an operation must stand in the sentence.
        joins: Joins an event that the text tells elsewhere; tells one by itself where there is none ("hit 40 bombers").
        anaphoric: Counts only where the text tells the event elsewhere, and joins it there.
        toll: Tells how many an event harmed, whatever it was; of the frames that have one, that of the event told
            last before it counts, else first after it ("At least 40 people were killed, the ministry said").
        yields: Tells an event only where no other deed is told right before, whose toll it is then.
        qualify: Qualifier (``as``) of the fillers of a role.
        modifier, modifier_not: Lemmas among the noun's modifiers.
        near, near_not: Lemmas anywhere in the sentence.
        under, under_not: Lemmas of the word that governs it, through a preposition too.
        tags: Penn tags that the trigger may have.
        needs: Roles without which the trigger does not count.
        measures: Measures of which the claim must have one ("spent an hour").
        no_object: Whether the verb must have no object ("Israel accepted").
        no_complement: Whether no clause may hang on the verb ("it took an hour to agree").
        mode, status: Given by this trigger.
        done: Whether the act is done rather than said, so that whoever does it is no voice ("vetoed a resolution").
        outsider: Whether somebody beside the two sides of the text may do it, who is then none of them.
        roles: Slots that differ from the frame's.
    """

    id: str
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    object_not: tuple[str, ...] = ()
    object_is: tuple[Kind, ...] = ()
    subject: tuple[str, ...] = ()
    subject_not: tuple[str, ...] = ()
    subject_is: tuple[Kind, ...] = ()
    prep: tuple[str, ...] = ()
    prep_object: tuple[str, ...] = ()
    prep_not: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    complement: bool = False
    bare: bool = False
    plain: bool = False
    told: bool = False
    beside: tuple[str, ...] = ()
    beside_not: tuple[str, ...] = ()
    named: bool = False
    joins: bool = False
    anaphoric: bool = False
    toll: bool = False
    yields: bool = False
    done: bool = False
    outsider: bool = False
    qualify: dict[RoleName, str] = Field(default_factory=dict)
    modifier: tuple[str, ...] = ()
    modifier_not: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    near_not: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    under_not: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    needs: tuple[RoleName, ...] = ()
    measures: tuple[str, ...] = ()
    no_object: bool = False
    no_complement: bool = False
    mode: str | None = None
    status: StatusName | None = None
    roles: dict[RoleName, tuple[Slot, ...]] = Field(default_factory=dict)
    source: str | None = None

    @property
    def points(self) -> bool:
        """Whether it is first asked which event told elsewhere it belongs to."""
        return self.anaphoric or self.joins

    @model_validator(mode="after")
    def _one_kind(self) -> TriggerEntry:
        if sum(map(bool, (self.verb, self.noun, self.adjective))) != 1:
            raise ValueError(f"trigger '{self.id}' must give exactly one of verb, noun, adjective")
        return self


class SharedFile(Part):
    """Triggers that several frames have alike.

    Attributes:
        frames: Those that have them, after their own.
    """

    frames: tuple[str, ...] = Field(min_length=1)
    triggers: tuple[TriggerEntry, ...] = Field(min_length=1)


class FrameFile(Part):
    """One frame.

    Attributes:
        sides: Whether its actors are sides of one conflict, so that a mention without sides has those of another.
        between_sides: Whether its actors are the two sides where it names none itself ("a ceasefire"), though a mention
            may name others too.
        kind: ``deed``, ``speech`` (an act of speech: no place, voiced when said) or ``meeting``.
        places: Whether its events have a place.
        at_home: Whether it is where most of the report is, if its sentence names no place.
        placed: Prepositions that tell its place, beside those that tell any deed's ("fled from", "withdrew from").
        needs: Roles without which none of its triggers counts.
        content: Slots that hold what was demanded, offered, agreed.
        rounds: Whether an ordinal numbers its events ("the third exchange"); it always does for a meeting.
        voiced: Whether who performs the act is its voice ("urged", "accused").
        parties: How many different actors a claim must name, over all its mentions.
    """

    frame: str
    gloss: str
    kind: Literal["deed", "speech", "meeting"]
    codes: Codes
    modes: dict[str, ModeEntry] = Field(default_factory=dict)
    roles: dict[RoleName, RoleEntry]
    triggers: tuple[TriggerEntry, ...] = Field(min_length=1)
    content: tuple[ContentSlot, ...] = ()
    places: bool = True
    placed: tuple[str, ...] = ()
    at_home: bool = False
    needs: tuple[RoleName, ...] = ()
    parties: int = 0
    sides: bool = False
    between_sides: bool = False
    rounds: bool = False
    voiced: bool = False
    source: str | None = None

    @property
    def crowd(self) -> str | None:
        """Side of those who act for no other."""
        return self.roles["actor"].crowd if "actor" in self.roles else None
