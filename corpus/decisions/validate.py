#!/usr/bin/env python3
"""Checks the decision letters without the program they test.

    corpus/decisions/validate.py [LAWS] [DOMAIN]

LAWS is a folder with the acts in Markdown (`# § 25 – title`, paragraphs `(4a)`, numbers `1.`), DOMAIN one with catalogue.tsv,
kinds.tsv, laender.tsv and legal-items.tsv. Without them the checks that need them are left out. Ends with 1 if something is
wrong. Python 3.10 or newer, no packages.
"""

import csv
import datetime
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import make

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
LAWS = Path(sys.argv[1]) if len(sys.argv) > 1 else None
DOMAIN = Path(sys.argv[2]) if len(sys.argv) > 2 else None

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
WEEKDAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
DATE = re.compile(rf"\b(\d{{1,2}})\.\s(?:({'|'.join(MONTHS)})\s(\d{{4}})\b)|\b(\d\d?)\.(\d\d)\.(\d{{4}})\b")
LONG_NAMES = {
    "Aufenthaltsgesetz": "AufenthG", "Verwaltungsverfahrensgesetz": "VwVfG", "Verwaltungsgerichtsordnung": "VwGO",
    "Onlinezugangsgesetz": "OZG", "Staatsangehörigkeitsgesetz": "StAG",
}  # fmt: skip
FILES = {"FreizügG/EU": "FreizügG_EU"}
# Not in the folder of acts: acts of the Länder, the Basic Law in articles, treaties, and OZG.
ELSEWHERE = {
    "OZG", "GG", "EMRK", "BayVwVfG", "VwZVG", "HVwVfG", "VwVfG NRW", "JustG NRW", "NPOG", "LVwVfG", "SächsVwVfZG",
    "VwVfG M-V", "VwVfG LSA", "AGVwGO", "LVwG", "LVwVG", "HVwVG", "SOG M-V", "HmbVwVG",
}  # fmt: skip
KLAGE = {"BY", "NI", "NW", "HE"}
WIDERSPRUCH = {"BW", "BB", "HH", "MV", "RP", "SL", "SN", "ST", "SH"}
NO_REMEDY = {"K8", "K9", "K10a", "K11", "K12", "K15", "K17", "K21", "K22"}
EXTRA_KEYS = {"KONS-weekday", "KONS-date", "KONS-deadline", "KONS-sum", "ZIT-unknown"}


def main() -> int:
    problems = []
    keys, rules, codes, items, remedies = domain() if DOMAIN else ({}, {}, set(), {}, {})
    seen_kinds, seen_keys = Counter(), defaultdict(set)
    letters = defects = words = 0
    for path in sorted(HERE.glob("*.json")):
        meta, text = json.loads(path.read_text(encoding="utf-8")), path.with_suffix(".txt").read_text(encoding="utf-8")
        letters, words = letters + 1, words + len(text.split())
        seen_kinds[meta["kind"]] += 1

        def say(what: str) -> None:
            problems.append(f"{path.stem}: {what}")

        source = (HERE / "source" / (path.stem + ".letter")).read_text(encoding="utf-8")
        if make.read(source) != (text, meta):
            say("not as its source makes it")
        if re.search(r"[{}|]|  ", text) or text != text.strip("\n") + "\n":
            say("left-over mark, double space, or empty line at an end")
        spans = gold(text, meta, say)
        for place in re.finditer(r"§|\bArt\.|\bArtikel\b", text):
            if not any(start <= place.start() < end for start, end in spans):
                say(f"citation without gold: {text[place.start() : place.start() + 40]!r}")
        dates(text, meta, say)
        remedy(text, meta, say)
        for address in re.findall(r"[\w.-]+@[\w.-]+|www\.[\w.-]+", text):
            if not re.search(r"\.example\.?$", address):
                say(f"not an invented address: {address}")
        for account in re.findall(r"\bDE\d\d\b", text):
            if account != "DE00":
                say("an account must not be a possible one")
        if LAWS:
            for citation in meta["citations"]:
                for fault in unknown(citation):
                    say(f"{citation}: {fault}")
            for point in meta["points"]:
                for norm in point["norms"]:
                    for fault in unknown(norm):
                        say(f"norm {norm}: {fault}")
        names = Counter(m["name"] for m in meta["mutations"])
        for name, count in names.items():
            if count > 1:
                say(f"two defects named {name}")
        for m in meta["mutations"]:
            defects += 1
            changed = text.replace(m["find"], m["replace"])
            if text.count(m["find"]) != 1 or changed == text:
                say(f"{m['name']}: does not change the letter in one place")
            if re.search(r"\n{3,}|  |\n | \n", changed):
                say(f"{m['name']}: leaves a gap")
            planted(m, changed, meta, say)
            for key in m["expect"]:
                seen_keys[key].add(path.stem)
            for key in [*m["expect"], *m.get("also_ok", [])]:
                if keys and key not in keys and key not in EXTRA_KEYS:
                    say(f"{m['name']}: unknown key {key}")
            if keys and not any(reachable(rules[r], meta) for k in m["expect"] for r in keys.get(k, ()) or EXTRA_RULES.get(k, ())):
                say(f"{m['name']}: no rule of {m['expect']} runs on {meta['kind']}")
        if DOMAIN and meta["kind"] not in codes:
            say(f"unknown kind {meta['kind']}")
        if not 6 <= len(meta["mutations"]) <= 13:
            say(f"{len(meta['mutations'])} defects")
    for land, (_, code) in remedies.items():
        if (land in KLAGE) != (code == "Klage") or (land in WIDERSPRUCH) != (code == "Widerspruch"):
            problems.append(f"{land}: remedy differs from the table of the Länder ({code})")
    problems += readme_rows()
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{letters} letters, {words} words, {defects} planted defects, {len(problems)} problems")
    print("kinds:", ", ".join(f"{kind} {seen_kinds[kind]}" for kind in sorted(codes or seen_kinds, key=by_number)))
    print("keys:", ", ".join(f"{key} {len(stems)}" for key, stems in sorted(seen_keys.items())))
    if items:
        missing = [key for key, sure in items.items() if sure in ("high", "med") and key not in seen_keys]
        print("text-checkable legal items without a defect:", ", ".join(missing) or "none")
    return 1 if problems else 0


EXTRA_RULES = {
    "KONS-weekday": ["konsistenz/falscher-wochentag"], "KONS-date": ["konsistenz/unmoegliches-datum"],
    "KONS-deadline": ["konsistenz/vergangene-frist"], "KONS-sum": ["konsistenz/falsche-summe"],
    "ZIT-unknown": ["zitat/unbekannter-paragraf"],
}  # fmt: skip


def readme_rows() -> list[str]:
    """What the table of the corpus README says otherwise than the letters."""
    rows = dict(re.findall(r"(?m)^\| `(\d\d-[\w-]+)` (\|.*)$", (HERE.parent / "README.md").read_text(encoding="utf-8")))
    out = [f"{name}: in the README, but not here" for name in rows if not (HERE / f"{name}.json").exists()]
    for path in sorted(HERE.glob("*.json")):
        meta = json.loads(path.read_text(encoding="utf-8"))
        kinds = ", ".join([meta["kind"], *meta["kinds_also"]])
        words = len(path.with_suffix(".txt").read_text(encoding="utf-8").split())
        cells = [cell.strip() for cell in rows.get(path.stem, "").strip("|").split("|")]
        if len(cells) != 7 or cells[1:3] != [kinds, meta["land"]] or cells[5:] != [str(words), str(len(meta["mutations"]))]:
            out.append(f"{path.stem}: its row in the README must end with | {kinds} | {meta['land']} | … | … | {words} | {len(meta['mutations'])} |")
    return out


def by_number(kind: str) -> tuple[int, str]:
    return int(re.sub(r"\D", "", kind)), kind


def gold(text: str, meta: dict, say) -> list[tuple[int, int]]:
    """Where the gold citations stand; says so if a gold string is not where the measure looks for it."""
    starts = [text.find(p["text"]) for p in meta["points"]]
    if -1 in starts or starts != sorted(starts):
        say("a point is not found, or the points are not in the order of the text")
    for reason in meta["reason_sentences"]:
        if reason not in text:
            say(f"reason not found: {reason[:50]}")
        if any(reason in p["text"] for p in meta["points"]):
            say(f"reason inside a point: {reason[:50]}")
    burden = [p for p in meta["points"] if p["burden"]]
    if burden and not meta["reason_sentences"]:
        say("a burden, but no reason")
    for p in burden:
        if not p["norms"]:
            say(f"burden without norm: {p['text'][:50]}")
    spans, at = [], 0
    for citation in meta["citations"]:
        start = text.index(citation, at)
        at = start + len(citation)
        spans.append((start, at))
        if re.match(r"\w", text[at : at + 1] or " "):
            say(f"citation ends inside a word: {citation}")
    return spans


def days(text: str) -> list[tuple[int, str, datetime.date | None]]:
    found = []
    for m in DATE.finditer(text):
        day, month, year = (m[1], MONTHS.index(m[2]) + 1, m[3]) if m[1] else (m[4], m[5], m[6])
        try:
            found.append((m.start(), m[0], datetime.date(int(year), int(month), int(day))))
        except ValueError:
            found.append((m.start(), m[0], None))
    return found


def wrong_weekday(text: str) -> list[str]:
    out = []
    for start, words, day in days(text):
        named = re.search(rf"\b({'|'.join(WEEKDAYS)}),?\s(?:(?:der|dem|den)\s)?$", text[max(0, start - 20) : start])
        if day and named and WEEKDAYS[day.weekday()] != named[1]:
            out.append(f"{words} is a {WEEKDAYS[day.weekday()]}, not {named[1]}")
    return out


def letter_date(text: str) -> datetime.date | None:
    """The date above the salutation."""
    head = re.split(r"\n(?:Sehr geehrte|Guten Tag|Liebe|Herzlich)", text)[0]
    found = [day for _, words, day in days(head) if day and re.search(rf"(?m)(^|: ?|, |den |am |· ?){re.escape(words)}( ·|,|$)", head)]
    return found[0] if found else None


def dates(text: str, meta: dict, say) -> None:
    for _, words, day in days(text):
        if day is None:
            say(f"impossible date {words}")
    for fault in wrong_weekday(text):
        say(fault)
    written = letter_date(text)
    if written is None:
        say("no date of the letter found")
        return
    if written.weekday() > 4:
        say(f"written on a {WEEKDAYS[written.weekday()]}")
    if not datetime.date(2026, 8, 19) <= written <= datetime.date(2026, 12, 31):
        say("written outside the time the law data covers")
    body = text[re.search(r"\n(?:Sehr geehrte|Guten Tag|Liebe|Herzlich)", text).start() :]
    for start, words, day in days(body):
        before = body[max(0, start - 40) : start]
        if day and re.search(r"(?:seit|vom|am)\s+(?:dem\s+)?$", before) and day > written and not re.search(FUTURE, body[max(0, start - 160) : start + 160]):
            say(f"{words} is told as past, but the letter is older")
        if day and re.search(r"\b(?:[Bb]itte|überweisen|zahlen|melden|rufen)\b[^.]{0,60}bis (?:zum )?$", before) and day < written + datetime.timedelta(days=7):
            say(f"deadline {words} is too near")


FUTURE = r"Termin|Ende|Uhr|gebucht|soll|beginn|geplant|Kurs|gilt|wird|werden|läuft|endet|Flug|erscheinen|Tag:|Wann|abgeschoben|ab dem"


def remedy(text: str, meta: dict, say) -> None:
    files = re.search(r"Widerspruch\b[^.]{0,260}\b(?:erheben|erhoben|einlegen|eingelegt|einzulegen|möglich|zulässig|statthaft|gegeben)\b", text)
    sues = re.search(r"\bKlage\b[^.]{0,260}\b(?:erheben|erhoben|einzureichen|statthaft)\b|\bklagen\b", text)
    kind, land = meta["kind"], meta["land"]
    if kind in NO_REMEDY or kind in ("K7", "K13") and not any(p["burden"] for p in meta["points"]):
        if files or sues:
            say("a letter of this kind must not carry a remedy notice")
        return
    toleration = kind == "K14" and "§ 83 Abs. 2" in text
    wants = "K" if land in KLAGE or toleration or kind == "K19" or kind == "K18" and land in ("HB", "MV") else "W"
    if land in ("BW", "HE") and text.startswith("Regierungspräsidium"):
        wants = "K"
    if land == "BE":
        wants = "K" if kind in ("K1", "K2", "K3") else "W"
    if wants == "K" and not sues or wants == "W" and not files:
        say(f"remedy of {land} is missing")
    offered = re.search(r"(?:Rechtsbehelfs|Rechtsmittel)belehrung(?:.|\n)*", text)
    if offered and wants == "K" and re.search(r"Widerspruch (?:erheben|einlegen|eingelegt|erhoben)", offered[0]):
        say(f"remedy of {land} is wrong")
    month = re.search(r"(?:innerhalb|binnen)\seines\sMonats|einen\sMonat\sZeit", text)
    if not month:
        say("no period of one month")


def planted(m: dict, changed: str, meta: dict, say) -> None:
    """A defect that can be proved by counting must really be in the changed letter."""
    expect = set(m["expect"])
    if "KONS-weekday" in expect and not wrong_weekday(changed) and not re.search(r"Feiertag", m["why"]):
        say(f"{m['name']}: every weekday is still right")
    if "KONS-date" in expect and all(day for _, _, day in days(changed)):
        say(f"{m['name']}: every date is possible")
    if "KONS-deadline" in expect:
        written = letter_date(changed)
        if not any(day and written and day < written for _, _, day in days(m["replace"])):
            say(f"{m['name']}: no date before the letter")
    if "ZIT-unknown" in expect and LAWS and not any(unknown(c) for c in re.findall(r"§+ [^()]*?(?:G/EU|G|O|V|gesetz)\b", m["replace"])):
        say(f"{m['name']}: everything cited exists")


def unknown(citation: str) -> list[str]:
    """What a citation names that is not in the act."""
    name = re.search(r"(?:des )?([A-Za-zÄÖÜäöüß/]+(?: (?:NRW|M-V|LSA|RP))?)$", citation)
    law = name[1] if name else ""
    law = LONG_NAMES.get(law, law)
    if law in ELSEWHERE:
        return []
    file = LAWS / (FILES.get(law, law) + ".md")
    if not file.exists():
        return [f"act {law!r} is not known"]
    faults, sections, number, paragraph = [], read_law(file), None, None
    for match in re.finditer(
        r"§+\s(\d+[a-z]?)|(?:Absatz|Abs\.)\s(\d+[a-z]?)|(?:Satz|S\.)\s(\d+)|(?:Nummer|Nr\.)\s(\d+[a-z]?)|\b([IVX]+)\b(?=\s|$)|und (\d+[a-z]?)\b",
        citation,
    ):
        section, absatz, sentence, nr, roman, more = match.groups()
        if section:
            number, paragraph = section, None
            if section not in sections:
                faults.append(f"§ {section} does not exist")
                return faults
        elif roman or absatz:
            paragraph = absatz or str(["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"].index(roman))
            if paragraph not in sections[number]:
                faults.append(f"§ {number} has no paragraph {paragraph}")
                return faults
        elif sentence:
            body = sections[number].get(paragraph or "", sections[number][""])
            if int(sentence) > count_sentences(body):
                faults.append(f"§ {number} paragraph {paragraph}: only about {count_sentences(body)} sentences")
        elif nr:
            body = sections[number].get(paragraph or "", sections[number][""])
            if not re.search(rf"(?m)(?:^|>|\| *){nr}\\?\.|^{nr}\.", body):
                faults.append(f"§ {number} paragraph {paragraph}: no number {nr}")
    return faults


CACHE: dict[Path, dict] = {}


def read_law(file: Path) -> dict[str, dict[str, str]]:
    """Section -> paragraph -> text; "" holds the whole section."""
    if file not in CACHE:
        sections = {}
        for part in re.split(r"(?m)^# ", file.read_text(encoding="utf-8"))[1:]:
            if head := re.match(r"§\s*(\d+[a-z]?)", part):
                body = part.partition("\n")[2]
                pieces = re.split(r"(?m)^\((\d+[a-z]?)\) ", body)
                sections.setdefault(head[1], {"": body, **dict(zip(pieces[1::2], pieces[2::2]))})
        CACHE[file] = sections
    return CACHE[file]


def count_sentences(body: str) -> int:
    """A rough upper figure: full stops before a capital or an end of line, not after numbers, abbreviations or in lists."""
    body = re.sub(r"(?m)^(?:\d+[a-z]?\.|[a-z]+\)) ", "", body)
    body = re.sub(r"\b(?:Abs|Nr|Art|Buchst|Satz|S|bzw|vgl|ff)\.", "", body)
    return len(re.findall(r"[.!?;:]\"?(?=\s+(?:[A-ZÄÖÜ„§])|\s*$)|\n\n", body))


def reachable(kinds: list[str], meta: dict) -> bool:
    if meta["kind"] == "K10a" and "K10b" in kinds:
        return True  # an invitation with a threat of force has become a summons
    return "all" in kinds or any(k.startswith("point:") or k in (meta["kind"], *meta["kinds_also"]) for k in kinds)


def domain() -> tuple:
    def rows(name):
        with open(DOMAIN / name, encoding="utf-8") as file:
            return list(csv.DictReader(file, delimiter="\t"))

    keys, rules = defaultdict(list), {}
    for row in rows("catalogue.tsv"):
        rules[row["rule"]] = row["kinds"].split(",")
        for key in row["items"].split(","):
            keys[key.strip()].append(row["rule"])
    codes = {row["code"] for row in rows("kinds.tsv")}
    items = {row["id"]: row["text_checkable"] for row in rows("legal-items.tsv")}
    remedies = {row["code"]: (row["name"], row["remedy"]) for row in rows("laender.tsv")}
    return keys, rules, codes, items, remedies


if __name__ == "__main__":
    sys.exit(main())
