#!/usr/bin/env python3
"""Words of German with their frequency, and what HanTa knows about each of them alone.

    pip install HanTa numpy wordfreq
    python3 crates/xtask/python/words.py OUT

OUT: `word<TAB>zipf<TAB>tags`, most frequent first. The tags are those that HanTa's own lexicon has for the word, written with a
capital letter (`NE`, `NN`) or small (`ADV`, `ADJ(D)` …), within two natural logarithms of the best one; rare words have none.
"""
import sys

from HanTa import HanoverTagger
from wordfreq import iter_wordlist, zipf_frequency

# Below this log probability HanTa guesses from the ending.
KNOWN = -21.0
MARGIN = 3.0
# Rarer words are not asked about.
RAREST = 1.6


def tags(tagger, form, wanted):
    found = [(t, p) for t, p in tagger.tag_word(form, cutoff=6) if p > KNOWN]
    best = max((p for _, p in found), default=0)
    return [t for t, p in found if t in wanted and p > best - MARGIN]


def main():
    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        for word in iter_wordlist("de", "large"):
            zipf = zipf_frequency(word, "de", "large")
            known = []
            if zipf >= RAREST and len(word) > 2 and word.isalpha():
                known += tags(tagger, word[0].upper() + word[1:], {"NE", "NN"})
                known += tags(tagger, word, {"ADV", "ADJ(D)", "ADJ(A)", "VV(PP)", "VV(FIN)", "VV(INF)"})
            out.write(f"{word}\t{zipf:.2f}\t{' '.join(known)}\n")


main()
