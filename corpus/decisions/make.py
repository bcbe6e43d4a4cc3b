#!/usr/bin/env python3
"""Makes NAME.txt and NAME.json of the decision letters from source/NAME.letter.

    corpus/decisions/make.py           write them
    corpus/decisions/make.py --check   write nothing; fail if one is missing or stale

A source has three parts, each ended by a line "====": a head, the clean letter with marks, the planted defects. The README of
the corpus describes them. Python 3.10 or newer, no packages. The same source gives the same bytes.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEAD = {"kind", "also", "land", "to", "wrap", "norms"}


class Fault(Exception):
    pass


def main() -> int:
    check = "--check" in sys.argv[1:]
    problems, sources = [], sorted((HERE / "source").glob("*.letter"))
    for source in sources:
        try:
            text, meta = read(source.read_text(encoding="utf-8"))
        except Fault as fault:
            problems.append(f"{source.name}: {fault}")
            continue
        for suffix, data in ((".txt", text), (".json", json.dumps(meta, ensure_ascii=False, indent=1) + "\n")):
            target = HERE / (source.stem + suffix)
            if not check:
                target.write_text(data, encoding="utf-8")
            elif not target.exists() or target.read_text(encoding="utf-8") != data:
                problems.append(f"{target.name}: not up to date, run corpus/decisions/make.py")
    named = {source.stem for source in sources}
    problems += [f"{path.name}: has no source" for path in HERE.glob("*.json") if path.stem not in named]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(sources)} letters, {len(problems)} problems")
    return 1 if problems else 0


def read(source: str) -> tuple[str, dict]:
    """The clean letter and its gold."""
    try:
        head, body, defects = source.split("\n====\n")
    except ValueError:
        raise Fault('must have three parts, parted by two lines "===="') from None
    fields, norms = {}, []
    for line in head.splitlines():
        key, _, value = line.partition(": ")
        if key not in HEAD:
            raise Fault(f"unknown head line: {line}")
        if key == "norms":
            norms.append([norm.strip() for norm in value.split(";") if norm.strip() not in ("", "–")])
        else:
            fields[key] = value
    text, marks = unmark(body.strip("\n") + "\n")
    width = int(fields.get("wrap", 0))
    if width:
        text = wrap(text, width)
    points = [(start, end, kind) for start, end, kind in marks if kind in "!+"]
    if len(points) != len(norms):
        raise Fault(f"{len(points)} points, but {len(norms)} lines with norms")
    meta = {
        "kind": fields["kind"],
        "kinds_also": fields.get("also", "").split(),
        "land": fields["land"],
        "addressee": fields["to"],
        "points": [
            {"text": text[start:end], "burden": kind == "!", "norms": norm} for (start, end, kind), norm in zip(points, norms)
        ],
        "reason_sentences": [text[start:end] for start, end, kind in marks if kind == "r"],
        "citations": [text[start:end] for start, end, kind in marks if kind == "§"],
        "clean_of": "errors",
        "mutations": [defect(block, text, width) for block in re.split(r"\n(?=# )", defects.strip("\n"))],
    }
    return text, meta


def unmark(body: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without marks, and the marks as (start, end, kind), in the order of their starts."""
    plain, open_marks, marks, at = [], [], [], 0
    i = 0
    while i < len(body):
        if body[i] == "{":
            kind = body[i + 1]
            if kind in "!+r":
                i += 2 if kind != "r" else 3
                if kind == "r" and body[i - 1] != " ":
                    raise Fault(f'"{{r" wants a space: {body[i - 3 : i + 20]!r}')
            elif kind in "§A":
                kind, i = "§", i + 1
            else:
                raise Fault(f"unknown mark: {body[i : i + 20]!r}")
            open_marks.append((at, kind))
        elif body[i] == "}":
            start, kind = open_marks.pop()
            marks.append((start, at, kind))
            i += 1
        else:
            plain.append(body[i])
            at, i = at + 1, i + 1
    if open_marks:
        raise Fault("a mark is not closed")
    return "".join(plain), sorted(marks, key=lambda mark: (mark[0], -mark[1]))


def wrap(text: str, width: int, column: int = 0) -> str:
    """The text with some spaces turned into line breaks; its length stays."""
    out = []
    for line in text.split("\n"):
        chars, start, space = list(line), -column, -1
        for i, char in enumerate(chars):
            if char == " " and not line[:i].rstrip("0123456789").endswith("§") and line[i - 1] != "§":
                space = i
            if i - start >= width and space > 0:
                chars[space], start, space = "\n", space + 1, -1
        out.append("".join(chars))
        column = 0
    return "\n".join(out)


def defect(block: str, text: str, width: int) -> dict:
    lines = block.split("\n")
    parts = [part.strip() for part in lines[0].removeprefix("# ").split("|")]
    if len(parts) not in (3, 4):
        raise Fault(f"defect wants name | keys | keys that may be reported besides | why: {lines[0]}")
    name, expect, also, why = parts if len(parts) == 4 else [*parts[:2], "", parts[2]]
    find = "\n".join(line[2:] for line in lines[1:] if line.startswith("- ") or line == "-")
    replace = "\n".join(line[2:] for line in lines[1:] if line.startswith("+ ") or line == "+")
    if [line for line in lines[1:] if line and line[:2].rstrip() not in ("-", "+")]:
        raise Fault(f"{name}: a line of a defect must begin with - or +")
    pieces = [as_pattern(piece.strip(" ")) for piece in find.split("~~")]
    if len(re.findall(pieces[0], text)) != 1:
        raise Fault(f"{name}: begins {len(re.findall(pieces[0], text))} times: {find[:60]!r}")
    found = list(re.finditer(r"(?:.|\n)*?".join(pieces), text))
    if len(found) != 1:
        raise Fault(f"{name}: found {len(found)} times: {find[:60]!r}")
    exact = found[0].group(0)
    if text.count(exact) != 1:
        raise Fault(f"{name}: its text occurs {text.count(exact)} times: {exact[:60]!r}")
    if not replace and not exact.endswith("\n"):  # no double space, no space at an end of a line
        before, after = text[found[0].start() - 1], text[found[0].end() : found[0].end() + 1]
        if after == " " or after == "\n" and before == "\n" and not text[: found[0].start()].endswith("\n\n"):
            exact += after
        elif before == " ":
            exact = before + exact
    if width:
        replace = wrap(replace, width, found[0].start() - text.rfind("\n", 0, found[0].start()) - 1)
    out = {"name": name, "find": exact, "replace": replace, "expect": expect.split(), "why": why}
    if also:
        out["also_ok"] = also.split()
    return out


def as_pattern(words: str) -> str:
    """The words as written, but a space also stands for the line break of a wrapped line."""
    parts = re.findall(r"\n{2,}|[ \n]|[^ \n]+", words)
    return "".join(part if part.startswith("\n\n") else "[ \n]" if part in " \n" else re.escape(part) for part in parts)


if __name__ == "__main__":
    sys.exit(main())
