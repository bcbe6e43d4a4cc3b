"""The way from the text that klarbrief read back to the letter that was sent as HTML.

Both hold the same characters apart from white space and from signs that a reader drops. A pair of fingers walks along both.
"""

from array import array
from bisect import bisect_left, bisect_right

# How far a finger may run ahead to find the other one again.
REACH = 64

DROPPED = frozenset("\u00ad\u200b\ufeff\u2060\x00")


class Alignment:
    """`letter` is what was sent, `text` what was read."""

    def __init__(self, letter, text):
        self._read = array("L")
        self._sent = array("L")
        at = 0
        for index, c in enumerate(text):
            if _blank(c):
                continue
            found = _ahead(letter, at, c)
            if found >= 0:
                self._read.append(index)
                self._sent.append(found)
                at = found + 1

    def range(self, first, last):
        """The first and the last character in the letter of a range of the text, None if nothing of it stands there."""
        if not self._read:
            return None
        low = min(bisect_left(self._read, first), len(self._read) - 1)
        high = bisect_right(self._read, last - 1) - 1 if last > first else low
        return self._sent[low], self._sent[max(high, low)]


def _ahead(letter, at, c):
    """Where a character stands next, among so many that are not blank; -1 if it does not."""
    seen = 0
    while at < len(letter) and seen < REACH:
        if letter[at] == c:
            return at
        if not _blank(letter[at]):
            seen += 1
        at += 1
    return -1


def _blank(c):
    return c.isspace() or c in DROPPED
