#!/usr/bin/env python3
"""Makes a stock of letters from the corpus, with variations: names, dates, amounts, fields of templates, paragraphs that are
left out, and shared paragraphs in several wordings.

    python3 tests/stock/make.py FOLDER [COUNT]

The same count always gives the same bytes. Most letters are txt, some md and html; one in twenty is a docx or odt of the corpus.
"""

import html
import re
import shutil
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

NAMES = ["Bondar", "Kaya", "Koval", "Diallo", "Petrović", "Nguyen", "Haddad", "Mensah", "Sahin", "Tesfaye"]
MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]

# The same in different words: each letter gets one wording of one of them.
SHARED = [
    [
        "Wenn Sie Fragen haben, können Sie uns unter der Telefonnummer 04556 900 von Montag bis Donnerstag zwischen 9 und 15 Uhr anrufen.",
        "Bei Fragen rufen Sie uns bitte von Montag bis Donnerstag zwischen 9 und 15 Uhr unter der Telefonnummer 04556 900 an.",
        "Fragen beantworten wir von Montag bis Donnerstag zwischen 9 und 15 Uhr unter der Telefonnummer 04556 900, rufen Sie an.",
    ],
    [
        "Die erforderlichen Unterlagen sind der Ausländerbehörde unverzüglich im Original und in Kopie vorzulegen.",
        "Bitte legen Sie der Ausländerbehörde unverzüglich die erforderlichen Unterlagen im Original und in Kopie vor.",
    ],
    [
        "Es wird darauf hingewiesen, dass eine Bearbeitung des Antrags erst nach vollständiger Vorlage aller angeforderten Nachweise erfolgen kann.",
        "Wir weisen darauf hin, dass die Bearbeitung des Antrags erst nach vollständiger Vorlage aller angeforderten Nachweise erfolgt.",
    ],
    ["Ihre Meinung ist uns wichtig. Schreiben Sie uns, was wir besser machen können."],
]


class Dice:
    """Numbers that look random and are the same everywhere (splitmix64)."""

    def __init__(self, seed):
        self.state = seed

    def roll(self, sides):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return (z ^ (z >> 31)) % sides

    def pick(self, items):
        return items[self.roll(len(items))]


def vary(text, number):
    dice = Dice(number)
    template = number % 4 == 3
    name = "{{Name}}" if template else dice.pick(NAMES)
    text = re.sub(r"(?m)^((?:Sehr geehrte|Guten Tag)\S* (?:Frau|Herr)) [^,\n]+", lambda m: f"{m[1]} {name}", text)
    text = re.sub(r"\b\d{2}\.\d{2}\.(20\d{2})\b", lambda m: f"{dice.roll(28) + 1:02}.{dice.roll(12) + 1:02}.{m[1]}", text)
    text = re.sub(
        r"\b\d{1,2}\. (?:%s) (20\d{2})\b" % "|".join(MONTHS),
        lambda m: f"{dice.roll(28) + 1}. {dice.pick(MONTHS)} {m[1]}",
        text,
    )
    text = re.sub(r"\b\d{2,4},\d{2} (Euro|€)", lambda m: f"{dice.roll(900) + 50},00 {m[1]}", text)
    paragraphs = text.strip("\n").split("\n\n")
    if len(paragraphs) > 8 and dice.roll(3) == 0:
        del paragraphs[4 + dice.roll(len(paragraphs) - 7)]
    for _ in range(dice.roll(3)):
        paragraphs.insert(max(1, len(paragraphs) - 2), dice.pick(dice.pick(SHARED)))
    return paragraphs


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) == 3 else 320
    letters = [p.read_text(encoding="utf-8") for p in sorted(CORPUS.rglob("*.txt"))]
    office = sorted([*CORPUS.rglob("*.docx"), *CORPUS.rglob("*.odt")])
    if not letters or not office:
        sys.exit(f"no letters in {CORPUS}")
    for number in range(count):
        place = folder / f"amt-{number % 7 + 1}"
        place.mkdir(parents=True, exist_ok=True)
        stem = f"vorlage-{number:06}"
        if number % 20 == 19:
            source = office[number // 20 % len(office)]
            shutil.copyfile(source, place / f"{stem}{source.suffix}")
            continue
        paragraphs = vary(letters[number % len(letters)], number)
        if number % 20 == 7:
            body = "\n".join(f"<p>{html.escape(p).replace(chr(10), '<br>')}</p>" for p in paragraphs)
            text, suffix = f"<!doctype html>\n<html lang=\"de\"><body>\n{body}\n</body></html>\n", "html"
        elif number % 20 == 13:
            text, suffix = "\n\n".join(paragraphs) + "\n", "md"
        else:
            text, suffix = "\n\n".join(paragraphs) + "\n", "txt"
        (place / f"{stem}.{suffix}").write_text(text, encoding="utf-8")
    print(f"{count} letters in {folder}")


if __name__ == "__main__":
    main()
