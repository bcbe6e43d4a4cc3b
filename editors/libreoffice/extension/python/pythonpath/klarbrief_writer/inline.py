"""From an answer of klarbrief about one paragraph to what Writer underlines in it."""

from collections import namedtuple

from .offsets import Positions
from .strings import SEVERITIES, tr

# `start` and `length` count units of UTF-16 from the start of the paragraph.
Mark = namedtuple("Mark", "start length rule severity short full suggestions")

# More choices than fit into a context menu help nobody.
MOST_SUGGESTIONS = 8


def request(text, settings, today):
    """The question about a paragraph: what is missing from a letter is not asked of it."""
    asked = {"text": text, "piece": True}
    asked.update(settings.known(today))
    return asked


def marks(text, answer, settings, ignored=frozenset()):
    """What to underline, in the order of the text; what lies in another mark comes before that one, because the context menu shows
    the first mark at the cursor, and a finding about a whole sentence must not hide the others."""
    if settings.level not in SEVERITIES:
        return []
    positions = Positions(text)
    least = SEVERITIES.index(settings.level)
    found = []
    for finding in answer.get("findings", ()):
        rule = finding["rule"]
        severity = finding["severity"]
        weight = SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)
        if rule in ignored or settings.is_off(rule) or weight < least:
            continue
        first, last = positions.chars_of_bytes(finding["start"], finding["end"])
        first, last = shown(text, first, last)
        if first == last:
            continue
        start = positions.unit_of_char(first)
        found.append(
            Mark(
                start,
                positions.unit_of_char(last) - start,
                rule,
                severity,
                finding["message"],
                explanation(finding, settings.lang),
                tuple(suggestions(text, positions, first, last, finding)),
            )
        )
    found.sort(key=lambda m: (m.start + m.length, -m.start, m.rule))
    return found


def shown(text, first, last):
    """A line under blanks at an edge points at nothing."""
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last


def suggestions(text, positions, first, last, finding):
    """The texts that may take the place of the marked words: of every fix that changes nothing outside of them."""
    out = []
    for fix in finding.get("fixes", ()):
        replaced = replacement(text, positions, first, last, fix.get("edits", ()))
        if replaced is not None and replaced not in out and replaced != text[first:last]:
            out.append(replaced)
    return out[:MOST_SUGGESTIONS]


def replacement(text, positions, first, last, edits):
    if not edits:
        return None
    at = first
    parts = []
    for edit in sorted(edits, key=lambda e: (e["start"], e["end"])):
        start, end = positions.chars_of_bytes(edit["start"], edit["end"])
        if start < at or end > last:
            return None
        parts += [text[at:start], edit["text"]]
        at = end
    return "".join(parts) + text[at:last]


def explanation(finding, lang):
    """Why the finding matters, where that is said, and what a person could do that no program can."""
    lines = [finding["message"], ""]
    for key in ("why", "source"):
        if finding.get(key):
            lines.append(tr(lang, key, text=finding[key]))
    for fix in finding.get("fixes", ()):
        lines.append(tr(lang, "suggestion", text=fix["title"]))
    lines.append(tr(lang, "rule", rule=finding["rule"], leitziel=finding["leitziel"]))
    return "\n".join(lines)
