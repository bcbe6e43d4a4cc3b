"""Positions in a text, converted between three ways of counting.

klarbrief counts bytes of UTF-8, LibreOffice counts units of UTF-16, Python counts characters. An umlaut is 2 bytes, 1 unit and
1 character; an emoji is 4 bytes, 2 units and 1 character.
"""

from bisect import bisect_left, bisect_right


def utf16_len(text):
    """The length of a text in units of UTF-16."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


class Positions:
    """The positions of one text. A position inside a character is moved to its start; one behind the text to its end."""

    def __init__(self, text):
        self.text = text
        self._bytes = [0]
        self._units = [0]
        at = unit = 0
        for c in text:
            code = ord(c)
            at += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
            unit += 2 if code > 0xFFFF else 1
            self._bytes.append(at)
            self._units.append(unit)

    @property
    def units(self):
        """The length in units of UTF-16."""
        return self._units[-1]

    def char_of_byte(self, at):
        return max(bisect_right(self._bytes, at) - 1, 0)

    def char_of_unit(self, unit):
        return max(bisect_right(self._units, unit) - 1, 0)

    def unit_of_char(self, index):
        return self._units[min(max(index, 0), len(self._units) - 1)]

    def unit_of_byte(self, at):
        return self._units[self.char_of_byte(at)]

    def chars_of_bytes(self, start, end):
        """The characters that a range of bytes touches."""
        first = self.char_of_byte(start)
        last = min(bisect_left(self._bytes, end), len(self._bytes) - 1)
        return first, max(first, last)
