"""Reads the layout of a letter from its plain text.

The text file is the only source. Blocks are separated by empty lines; what a block is follows from its place and its
signs. README.md lists the conventions.
"""

import re
from dataclasses import dataclass, field

SALUTATION = re.compile(r"^(Sehr geehrte|Guten Tag|Liebe[r]? )")
CLOSING = re.compile(r"^(Mit (freundlichen|besten) Gr|Freundliche Gr|Hochachtungsvoll)")
ADDRESSEE = re.compile(r"^(Frau|Herrn|Herr|Familie|Eheleute|An )")
LABELLED = re.compile(r"^([A-ZÄÖÜ][^:?!]{1,48}): +(\S.*)$")
NUMBERED = re.compile(r"^(\d{1,2})\. +(.*)$")
BULLET = re.compile(r"^[–•-] +(.*)$")
RUN_IN_HEADING = re.compile(r"^[A-ZÄÖÜ][\w-]{5,}:$")
# A line was wrapped by hand if the first word of the next line would not have fitted into this width; else the lines
# stand for themselves (an address).
WRAP_WIDTH = 64
MAX_HEADING = 90


@dataclass
class Block:
    """One block of the letter: its kind, its lines, and for tables its rows."""

    kind: str
    lines: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    level: int = 1
    start: int = 1


@dataclass
class Letter:
    """A letter as the office writers need it: page header, body blocks, page footer."""

    header: list[str]
    body: list[Block]
    footer: list[str]

    def strings(self) -> list[str]:
        """All texts in reading order, without list markers: what each format must contain."""
        body = [text for block in self.body for text in (block.lines or [cell for row in block.rows for cell in row])]
        return [*self.header, *body, *self.footer]


def read(text: str) -> Letter:
    """Splits a plain text letter into page header, body and page footer."""
    raw = [part.split("\n") for part in re.split(r"\n\s*\n", text.strip("\n"))]
    greeting = next(i for i, lines in enumerate(raw) if SALUTATION.match(lines[0]))
    closing = next((i for i, lines in enumerate(raw) if CLOSING.match(lines[0])), len(raw))
    header, front, main, back = raw[0], raw[1:greeting], raw[greeting:closing], raw[closing:]
    footer = back.pop() if len(back) > 1 and is_labelled(back[-1]) else []
    body = [front_block(lines, last=i == len(front) - 1) for i, lines in enumerate(front)]
    body += [block for lines in main for block in main_blocks(lines)]
    body += [back_block(lines) for lines in back]
    return Letter(header, body, footer)


def is_labelled(lines: list[str]) -> bool:
    """True if every line reads "Label: value"."""
    return len(lines) > 1 and all(LABELLED.match(line) for line in lines)


def front_block(lines: list[str], last: bool) -> Block:
    """A block above the salutation: address, reference table, return address, or the subject as the last one."""
    if last:
        return Block("subject", [" ".join(line.strip() for line in lines)])
    if is_labelled(lines):
        return Block("references", rows=[[m[1] + ":", m[2]] for m in map(LABELLED.match, lines)])
    if ADDRESSEE.match(lines[0]) or len(lines) > 2:
        return Block("address", lines)
    return Block("return" if " · " in lines[0] else "lines", lines)


def main_blocks(lines: list[str]) -> list[Block]:
    """The blocks between salutation and closing; a paragraph may introduce a list without an empty line between them."""
    if any("\t" in line for line in lines):
        at = next(i for i, line in enumerate(lines) if "\t" in line)
        table = Block("table", rows=[[cell.strip() for cell in re.split(r"\t+", line)] for line in lines[at:]])
        return [*(main_blocks(lines[:at]) if at else []), table]
    marks = [i for i, line in enumerate(lines) if NUMBERED.match(line) or BULLET.match(line)]
    if marks and (marks[0] == 0 or lines[marks[0] - 1].endswith(":")) and not is_ordinal(lines[marks[0]]):
        head = main_blocks(lines[: marks[0]]) if marks[0] else []
        return [*head, *list_blocks(lines[marks[0] :])]
    if len(lines) == 1:
        return [single_line(lines[0])]
    if RUN_IN_HEADING.match(lines[0]):
        return [Block("heading", [lines[0]]), *main_blocks(lines[1:])]
    if all(len(line) + len(after.split()[0]) >= WRAP_WIDTH for line, after in zip(lines, lines[1:])):
        return [Block("paragraph", [" ".join(line.strip() for line in lines)])]
    return [Block("lines", lines)]


def is_ordinal(line: str) -> bool:
    """True for a wrapped line that happens to begin with a day ("3. August …")."""
    return bool(re.match(r"^\d{1,2}\. (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)", line))


def list_blocks(lines: list[str]) -> list[Block]:
    """A numbered or bulleted list; lines without a marker continue the item above, a gap in the numbers starts a new list."""
    blocks: list[Block] = []
    for line in lines:
        number, bullet = NUMBERED.match(line), BULLET.match(line)
        if number and not is_ordinal(line):
            last = blocks[-1] if blocks else None
            if last and last.kind == "numbered" and int(number[1]) == last.start + len(last.lines):
                last.lines.append(number[2])
            else:
                blocks.append(Block("numbered", [number[2]], start=int(number[1])))
        elif bullet:
            if not blocks or blocks[-1].kind != "bullets":
                blocks.append(Block("bullets"))
            blocks[-1].lines.append(bullet[1])
        else:
            blocks[-1].lines[-1] += " " + line.strip()
    return blocks


def single_line(line: str) -> Block:
    """A line between two empty lines is a heading unless it ends like a sentence."""
    if SALUTATION.match(line):
        return Block("paragraph", [line])
    sentence = line.endswith((".", ",", ";", "!")) or (line.endswith(":") and " " in line)
    if sentence or len(line) > MAX_HEADING or line[0].islower():
        return Block("paragraph", [line])
    return Block("heading", [line], level=2 if line.startswith("Zu ") or " zu Nummer " in line else 1)


def back_block(lines: list[str]) -> Block:
    """Closing, name and enclosures."""
    return Block("lines", lines)
