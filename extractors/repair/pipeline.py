"""The rules in the order in which they undo the damage: the reverse of the order in which mirrors do it.

>>> [step.rule for step in explain("發(fā)展鄉(xiāng)村,,")]
['bracket-pinyin', 'bracket-pinyin', 'doubled-stop']
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractors.records import RepairSpan
from extractors.repair import brackets, charsets, gaps, runs, script, stops
from extractors.repair.draft import Draft, Edit, Step
from extractors.repair.evidence import Diagnosis, diagnose, suspicious

ROUNDS = 6  # what one round lays bare the next one repairs; two or three are the rule


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text, where it differs from the page, and the names of the damage found. No damage: the text is untouched."""

    text: str
    spans: tuple[RepairSpan, ...] = ()
    damage: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """When a rule applies, and the edits that it makes to a text."""

    applies: Callable[[Diagnosis], bool]
    edits: Callable[[str], Iterable[Edit]]


RULES = (
    Rule(lambda page: page.toneless, brackets.without_tones),
    Rule(lambda page: page.bracketed, brackets.toned),
    Rule(lambda page: page.bracketed, brackets.of_letters),
    Rule(lambda page: page.doubled, stops.doubled),
    Rule(lambda page: page.traditional or page.marked, runs.misaligned),
    Rule(lambda page: page.traditional, script.traditional),
    Rule(lambda page: page.mirror, gaps.dropped),
    Rule(lambda page: True, charsets.replaced),
)
# As reports list them.
DAMAGE = (
    "gbk-as-latin1",
    "utf8-as-latin1",
    "utf8-as-gbk",
    "bracket-pinyin",
    "toneless-pinyin",
    "misaligned",
    "doubled-stop",
    "traditional",
    "dropped-digits",
    "replacement",
    "not-understood",
)


def repair(text: str) -> Repaired:
    """One text repaired by its own evidence."""
    return repair_document((text,))[0]


def repair_document(parts: Sequence[str]) -> tuple[Repaired, ...]:
    """The parts of one page (title, paragraphs, body) repaired by one decision, taken on the evidence of all."""
    if not suspicious(parts):
        return tuple(Repaired(part) for part in parts)
    return tuple(map(_reported, _repaired(parts)))


def explain(text: str) -> list[Step]:
    """What `repair` does to a text, one step for each stretch that changes, in the order of the text."""
    return [step for draft in _repaired((text,)) for step in draft.steps()]


def _repaired(parts: Sequence[str]) -> list[Draft]:
    """Rounds of all rules until nothing changes, so that repairing twice is repairing once."""
    drafts = [Draft.of(part) for part in parts]
    for _ in range(ROUNDS):
        before = [draft.text for draft in drafts]
        if not suspicious(before):
            return drafts
        drafts = [draft.apply(charsets.misread(draft.text)) for draft in drafts]
        if [draft.text for draft in drafts] == before:  # else the next round sees what the page is like now
            diagnosis = diagnose(before)
            drafts = [_treated(draft, diagnosis) for draft in drafts]
        if [draft.text for draft in drafts] == before:
            return drafts
    # It never settles: damaged in a way that is not understood. Nothing is changed, and nothing in it is to be trusted.
    return [Draft.of(part).apply(_all_lost(part)) for part in parts]


def _all_lost(part: str) -> list[Edit]:
    return [Edit(0, len(part), part, "lost", "not-understood")] if part else []


def _treated(draft: Draft, diagnosis: Diagnosis) -> Draft:
    for rule in RULES:
        if rule.applies(diagnosis):
            draft = draft.apply(rule.edits(draft.text))
    return draft


def _reported(draft: Draft) -> Repaired:
    return Repaired(draft.text, draft.spans(), tuple(name for name in DAMAGE if name in draft.rules))
