#!/usr/bin/env python3
"""Makes the Word and Writer files of the corpus from its text files.

    corpus/make.py           write NAME/{before,after}.{docx,odt}
    corpus/make.py --check   write nothing; fail if a file is missing, stale, or says something else than its text file

Python 3.10 or newer, no packages. The same text gives the same bytes.
"""

import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

sys.dont_write_bytecode = True

import docx_writer
import layout
import odt_writer

HERE = Path(__file__).resolve().parent
WRITERS = {".docx": docx_writer.write, ".odt": odt_writer.write}


def main() -> int:
    check = "--check" in sys.argv[1:]
    problems = []
    sources = sorted(path for path in HERE.glob("*/*.txt") if path.stem in ("before", "after"))
    for source in sources:
        text = source.read_text(encoding="utf-8")
        letter = layout.read(text)
        problems += lost_words(source, text, letter)
        for suffix, write in WRITERS.items():
            target, data = source.with_suffix(suffix), write(letter, f"{source.parent.name}: {source.stem}")
            if not check:
                target.write_bytes(data)
            elif not target.exists() or target.read_bytes() != data:
                problems.append(f"{target.relative_to(HERE)}: not up to date, run corpus/make.py")
            if target.exists():
                problems += missing_strings(target, letter)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(sources)} letters, {len(problems)} problems")
    return 1 if problems else 0


def lost_words(source: Path, text: str, letter: layout.Letter) -> list[str]:
    """A problem if the layout dropped or moved a word of the text file (list markers aside)."""
    plain = [word for line in text.split("\n") for word in without_marker(line).split()]
    kept = [word for part in letter.strings() for word in part.split()]
    if plain == kept:
        return []
    at = next((i for i, pair in enumerate(zip(plain, kept)) if pair[0] != pair[1]), min(len(plain), len(kept)))
    return [f"{source.relative_to(HERE)}: layout differs from the text near: {' '.join(plain[max(0, at - 4) : at + 4])}"]


def without_marker(line: str) -> str:
    """The line without the number or dash of a list item; a date at its start stays."""
    return line if layout.is_ordinal(line) else re.sub(r"^(\d{1,2}\.|[–•-]) +", "", line)


def missing_strings(path: Path, letter: layout.Letter) -> list[str]:
    """A problem for each text that the office file does not hold in one paragraph, in the order of the letter."""
    names = ["word/header1.xml", "word/document.xml", "word/footer1.xml"] if path.suffix == ".docx" else ["styles.xml", "content.xml", "styles.xml"]
    with zipfile.ZipFile(path) as archive:
        found = [text for name in names for text in paragraphs(archive.read(name))]
    problems, at = [], 0
    for wanted in letter.strings():
        place = next((i for i in range(at, len(found)) if found[i] == wanted), None)
        if place is None:
            problems.append(f"{path.relative_to(HERE)}: paragraph not found: {wanted[:60]}")
        else:
            at = place + 1
    return problems


def paragraphs(xml: bytes) -> list[str]:
    """The text of each paragraph or heading in a part of an office file."""
    ends = ("}p", "}h")
    return ["".join(node.itertext()) for node in ElementTree.fromstring(xml).iter() if node.tag.endswith(ends)]


if __name__ == "__main__":
    sys.exit(main())
