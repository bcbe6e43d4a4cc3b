#!/usr/bin/env python3
"""Checks the decision letters.

    corpus/decisions/validate.py LAWS [CATALOGUE]

LAWS is a folder with the acts as Markdown ("# § 25 – title", paragraphs "(4a)", numbers "1."). CATALOGUE is the table of rules
with the column "items"; with it, the keys of the defects are checked too. Python 3.10 or newer, no packages.

Checked are: marks and defects are found in the text; no defect leaves the text as it was; every citation is marked and exists
as far as its act lies in LAWS; weekdays fit their dates; no date is impossible; no term lies before the date of the letter.
"""

import csv
import datetime
import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIELDS = {"kind", "kinds_also", "land", "addressee", "points", "reason_sentences", "citations", "clean_of", "mutations"}
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
WEEKDAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
LONG = {
    "Asylbewerberleistungsgesetz": "AsylbLG",
    "Asylgesetz": "AsylG",
    "Aufenthaltsgesetz": "AufenthG",
    "Aufenthaltsverordnung": "AufenthV",
    "Beschäftigungsverordnung": "BeschV",
    "Freizügigkeitsgesetz/EU": "FreizügG_EU",
    "FreizügG/EU": "FreizügG_EU",
    "Grundgesetz": "GG",
    "Integrationskursverordnung": "IntV",
    "Staatsangehörigkeitsgesetz": "StAG",
    "Verwaltungsgerichtsordnung": "VwGO",
    "Verwaltungsverfahrensgesetz": "VwVfG",
}
# Land law and other acts that the letters cite and that LAWS need not hold.
ELSEWHERE = {
    "AGVwGO LSA", "AGVwGO RP", "AG VwGO LSA", "BayVwVfG", "BremVwVfG", "EMRK", "HVwVfG", "HmbVwVfG", "JustG NRW", "LVwG", "LVwVfG",
    "NPOG", "OZG", "Onlinezugangsgesetz", "SächsVwVfZG", "StGB", "VwVfG LSA", "VwVfG M-V", "VwVfG NRW", "VwZVG", "GerStrukGAG M-V",
}  # fmt: skip
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    laws = {path.stem: sections(path.read_text(encoding="utf-8")) for path in Path(sys.argv[1]).glob("*.md")}
    keys = catalogue(Path(sys.argv[2])) if len(sys.argv) == 3 else None
    problems, planted, cited, outside = [], Counter(), 0, Counter()
    letters = sorted(HERE.glob("*.json"))
    for path in letters:
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        gold = json.loads(path.read_text(encoding="utf-8"))
        faults = [*marks(gold, text), *defects(gold, text, keys), *dates(text)]
        for citation in [*gold["citations"], *(norm for point in gold["points"] for norm in point["norms"])]:
            cited += 1
            for act, fault in check(citation, laws):
                if fault:
                    faults.append(f"{citation}: {fault}")
                else:
                    outside[act] += 1
        planted.update(key for defect in gold["mutations"] for key in defect["expect"])
        problems += [f"{path.stem}: {fault}" for fault in faults]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(letters)} letters, {cited} citations, {sum(outside.values())} of them not to be looked up: {', '.join(sorted(outside))}")
    print("defects by key: " + ", ".join(f"{key} {count}" for key, count in sorted(planted.items())))
    print(f"{len(problems)} problems")
    return 1 if problems else 0


def catalogue(path: Path) -> set[str]:
    with path.open(encoding="utf-8") as rows:
        keys = {key.strip() for row in csv.DictReader(rows, delimiter="\t") for key in row["items"].split(",")}
    return keys | {"KONS-weekday", "KONS-date", "KONS-deadline", "KONS-sum", "ZIT-unknown"}


def marks(gold: dict, text: str) -> list[str]:
    faults = [f"fields: {sorted(FIELDS ^ gold.keys())}"] if FIELDS ^ gold.keys() else []
    for sentence in [*(point["text"] for point in gold["points"]), *gold["reason_sentences"]]:
        if text.count(sentence) != 1:
            faults.append(f"occurs {text.count(sentence)} times: {sentence[:60]!r}")
    spans, seek = [], 0
    for citation in gold["citations"]:
        start = text.find(citation, seek)
        if start < 0:
            faults.append(f"citation not found in this order: {citation!r}")
        else:
            seek = start + len(citation)
            spans.append((start, seek))
    for sign in re.finditer(r"§+|\bArt\. |\bArtikel ", text):
        if not any(start <= sign.start() < end for start, end in spans):
            faults.append(f"citation not marked: {text[sign.start() : sign.start() + 30]!r}")
    for point in gold["points"]:
        if point["burden"] and not point["norms"]:
            faults.append(f"a burden without norms: {point['text'][:60]!r}")
    surname = gold["addressee"].split()[-1]
    if text.count(surname) < 2:
        faults.append(f"the addressee {surname} is not both in the address and in the salutation")
    return faults


def defects(gold: dict, text: str, keys: set[str] | None) -> list[str]:
    faults, seen = [], set()
    for defect in gold["mutations"]:
        name, made = defect["name"], text.replace(defect["find"], defect["replace"])
        if text.count(defect["find"]) != 1:
            faults.append(f"defect {name}: its text occurs {text.count(defect['find'])} times")
        if made == text or made in seen:
            faults.append(f"defect {name}: the text stays as it was, or is that of another defect")
        seen.add(made)
        if "{" in made or "~~" in made or "  " in made:
            faults.append(f"defect {name}: leaves marks or double spaces")
        if not defect["expect"]:
            faults.append(f"defect {name}: expects nothing")
        unknown = [key for key in [*defect["expect"], *defect.get("also_ok", [])] if keys is not None and key not in keys]
        if unknown:
            faults.append(f"defect {name}: unknown keys {unknown}")
    names = [defect["name"] for defect in gold["mutations"]]
    if len(set(names)) != len(names):
        faults.append("two defects have the same name")
    return faults


def dates(text: str) -> list[str]:
    faults, found = [], []
    for match in re.finditer(rf"(?:({'|'.join(WEEKDAYS)}),?\s+(?:den\s+|dem\s+)?)?(\d{{1,2}})\.\s+({'|'.join(MONTHS)})\s+(\d{{4}})", text):
        try:
            date = datetime.date(int(match[4]), MONTHS.index(match[3]) + 1, int(match[2]))
        except ValueError:
            faults.append(f"no such date: {match[0]!r}")
            continue
        if match[1] and WEEKDAYS[date.weekday()] != match[1]:
            faults.append(f"{match[0]!r} is a {WEEKDAYS[date.weekday()]}")
        found.append((match.start(), date))
    for match in re.finditer(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b", text):
        try:
            found.append((match.start(), datetime.date(int(match[3]), int(match[2]), int(match[1]))))
        except ValueError:
            faults.append(f"no such date: {match[0]!r}")
    head = text[: re.search(r"\n(?:Sehr geehrte|Guten Tag|Liebe)", text).start()]
    written = [date for at, date in found if at < len(head)]
    if not written:
        return [*faults, "the letter has no date"]
    for at, date in found:
        before = text[max(0, at - 14) : at].replace("\n", " ")
        if before.rstrip().endswith(("bis zum", "bis spätestens", "spätestens am")) and date < written[0]:
            sentence = text[text.rfind(".", 0, max(0, at - 14)) + 1 : text.find("\n", at)]
            if re.search(r"\b(?:Bitte|bitte|müssen Sie|überweisen|zu zahlen|verlassen)\b", sentence):
                faults.append(f"a term before the date of the letter: {before!r}{date}")
    return faults


def sections(act: str) -> dict[str, str]:
    """The text of each section by its number."""
    parts = re.split(r"^# (?:§§?|Art\.?|Artikel) *(\d+[a-z]?)\b.*$", act, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def check(citation: str, laws: dict) -> list[tuple[str, str]]:
    """(act, fault) for each part that cannot be looked up (no fault) or does not exist."""
    words = " ".join(citation.split())
    act = re.search(r"(?:Buch(?:st\.|stabe) [a-z]|[\dIVX][a-z]?) ((?!Abs|Satz|Nr|Nummer|Buch|[IVX]+ )[A-ZÄÖÜ][^§]*)$", words)
    if not act:
        return [("", "no act named")]
    name = LONG.get(act[1], act[1])
    if name not in laws:
        return [(name, "" if name in ELSEWHERE else "unknown act")]
    faults = []
    for part in re.findall(r"(?:§§?|Art\.|Artikel) ?([^§]*)", words[: act.start(1)]):
        faults += locate(part, laws[name])
    return [(name, fault) for fault in faults]


def locate(part: str, act: dict[str, str]) -> list[str]:
    number = re.match(r"\d+[a-z]?", part)
    if not number or number[0] not in act:
        return [f"no § {part}"]
    text = act[number[0]]
    rest = re.sub(r"^\d+[a-z]? ([IV]+)\b", lambda roman: f" Abs. {ROMAN[roman[1]]}", part)
    rest = rest.replace("Absatz", "Abs.").replace("Nummer", "Nr.").replace("Buchstabe", "Buchst.")
    faults = []
    for paragraph in re.findall(r"\d+[a-z]?", " ".join(re.findall(r"Abs\. (\d+[a-z]?(?:(?:,| und| bis) \d+[a-z]?)*)", rest))):
        body = re.search(rf"^\({paragraph}\)(.*?)(?=^\(\d+[a-z]?\) |\Z)", text, re.DOTALL | re.MULTILINE)
        if not body:
            return [f"no Abs. {paragraph}"]
        if rest.count("Abs.") == 1 and " und " not in rest:
            text = body[1]
    for item in re.findall(r"\d+[a-z]?", " ".join(re.findall(r"Nr\. (\d+[a-z]?(?:(?:,| und| bis) \d+[a-z]?)*)", rest))):
        if not re.search(rf"(?:^|\| |>){item}\\?\.", text, re.MULTILINE):
            faults.append(f"no Nr. {item}")
    for letter in re.findall(r"Buchst\. ([a-z]+)", rest):
        if not re.search(rf"(?:^|\| ){letter}\)", text, re.MULTILINE):
            faults.append(f"no Buchst. {letter}")
    for sentence in re.findall(r"Satz (\d+)", rest if "<table" not in text else ""):
        if len(re.findall(r"[.;](?=\s+[A-ZÄÖÜ§]|\s*$)", re.sub(r"\b(?:Abs|Nr|Satz|Buchst|\d+)\.", "", text))) < int(sentence):
            faults.append(f"hardly a Satz {sentence}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
