#!/usr/bin/env python3
"""Labels German text with part-of-speech tags (STTS) by HanTa, as additional training text for the tagger.

    pip install HanTa numpy
    cargo build --release -p klarbrief-cli
    python3 crates/xtask/python/label.py DATA OUT [OWN_TEXTS…]

DATA is the folder with `laws`, `sentences` and `complexity`; OWN_TEXTS are files or folders of plain text. Sentences and tokens
come from `klarbrief batch`, so that the tagger learns on the tokens it will see. OUT: one token a line, `form<TAB>tag`, an empty
line after each sentence. A sentence that was seen before is left out.
"""
import csv
import json
import re
import subprocess
import sys
from pathlib import Path

from HanTa import HanoverTagger

BINARY = "target/release/klarbrief"
# So many tokens of each kind of text are enough: laws repeat themselves.
LIMITS = {"laws": 260_000, "sentences": 420_000, "complexity": 60_000, "own": 200_000}


def law_text(path):
    """The running text of an act: headings, paragraph and list numbers stay, Markdown signs go."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^#+ ?", "", text, flags=re.M)
    return re.sub(r"[*_`|]", "", text)


def texts(data, own):
    for path in sorted((data / "sentences").glob("*.json")):
        # Lines that a printer broke are joined; the sentences of the data say where real ends are.
        doc = json.loads(path.read_text(encoding="utf-8"))
        start = 0
        for end in doc["ends"]:
            piece = doc["text"][start:end]
            tail = re.match(r"[.!?:;]*[“\"»]?", doc["text"][end:]).group()
            yield "sentences", re.sub(r"\s+", " ", piece + tail).strip()
            start = end + len(tail)
    for path in sorted((data / "complexity").glob("*.tsv")):
        with open(path, encoding="utf-8") as f:
            for row in csv.DictReader(f, delimiter="\t"):
                yield "complexity", row["sentence"]
    for path in sorted((data / "laws").glob("*.md")):
        for paragraph in law_text(path).split("\n\n"):
            yield "laws", paragraph
    for root in own:
        root = Path(root)
        for path in sorted(root.rglob("*.txt")) if root.is_dir() else [root]:
            yield "own", path.read_text(encoding="utf-8")


def main():
    data, out, own = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    groups = [(g, t) for g, t in texts(data, own) if t.strip()]
    lines = "".join(json.dumps({"id": str(i), "text": t}, ensure_ascii=False) + "\n" for i, (_, t) in enumerate(groups))
    run = subprocess.run([BINARY, "batch", "--with", "analysis"], input=lines.encode(), capture_output=True)
    count, seen = dict.fromkeys(LIMITS, 0), set()
    with open(out, "w", encoding="utf-8") as f:
        for (group, text), line in zip(groups, run.stdout.decode().splitlines()):
            raw = text.encode()
            for sentence in json.loads(line).get("analysis", {}).get("sentences", []):
                words = [raw[t["start"]:t["end"]].decode() for t in sentence["tokens"]]
                words = [re.sub(r"\s+", "", w) for w in words]
                if count[group] >= LIMITS[group] or not 3 <= len(words) <= 120 or tuple(words) in seen:
                    continue
                seen.add(tuple(words))
                count[group] += len(words)
                for word, (_, _, tag) in zip(words, tagger.tag_sent(words)):
                    f.write(f"{word}\t{tag}\n")
                f.write("\n")
    print(count)


main()
