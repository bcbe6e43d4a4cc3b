"""The way from the text that klarbrief read back to the letter that was sent as HTML.

Both hold the same characters apart from white space and from signs that a reader drops. A pair of fingers walks along both.
"""

from bisect import bisect_left, bisect_right

# How far a finger may run ahead to find the other one again.
REACH = 64


class Alignment:
    """`characters` are those of the letter with their places, in order; `text` is what was read."""

    def __init__(self, characters, text):
        self._indices = []
        self._places = []
        source = [(c, place) for c, place in characters if not _blank(c)]
        at = 0
        for index, c in enumerate(text):
            if _blank(c):
                continue
            found = _ahead(source, at, c)
            if found is None:
                continue
            self._indices.append(index)
            self._places.append(source[found][1])
            at = found + 1

    def range(self, first, last):
        """The places of the first and last character of a range of the text, None if nothing of it stands in the letter."""
        low = bisect_left(self._indices, first)
        high = bisect_right(self._indices, last - 1) - 1 if last > first else low
        if low >= len(self._indices):
            low = len(self._indices) - 1
        if low < 0:
            return None
        return self._places[low], self._places[max(high, low)]


def _ahead(source, at, c):
    for found in range(at, min(at + REACH, len(source))):
        if source[found][0] == c:
            return found
    return None


def _blank(c):
    return c.isspace() or c in "\u00ad\u200b\ufeff\u2060\x00"
