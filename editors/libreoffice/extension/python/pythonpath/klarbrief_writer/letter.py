"""A Writer document as HTML for klarbrief, and the way back to its places.

HTML keeps what the structure of a letter shows: headings, numbered decisions, tables. Deleted and hidden text is left out, fields
for data of a person become «Name».
"""

import html
from bisect import bisect_right

import uno

from .alignment import Alignment
from .offsets import Positions

# goRight takes a short.
MOST_STEPS = 32000

HEADINGS = ("Heading", "Title", "Subtitle", "Appendix")

DATABASE = "com.sun.star.text.textfield.Database"
PLACEHOLDER = "com.sun.star.text.textfield.JumpEdit"


class Letter:
    """What a document held when it was read."""

    def __init__(self, document):
        self.document = document
        self._html = []
        self._runs = []
        # Where each run starts in the text of the letter, and the portion of a paragraph it is, if any.
        self._starts = []
        self._portions = []
        self._length = 0
        self._read()
        self.html = "".join(self._html)
        self.text = "".join(self._runs)
        self._html = self._runs = None

    def is_empty(self):
        return not self.text.strip()

    def place(self, index):
        """The portion that holds a character, and how many characters of it stand before that one.

        The portion is None where Writer has none: in drawings and before automatic numbers.
        """
        run = bisect_right(self._starts, index) - 1
        return self._portions[run], index - self._starts[run]

    def narrowed(self, first, last):
        """A range of characters without those at its edges that have no portion; None if nothing is left."""
        low = bisect_right(self._starts, first) - 1
        high = bisect_right(self._starts, last) - 1
        while low <= high and self._portions[low] is None:
            low += 1
            first = self._starts[low] if low <= high else first
        while low <= high and self._portions[high] is None:
            last = self._starts[high] - 1
            high -= 1
        return (first, last) if low <= high else None

    def places(self, answer_text):
        return Places(self, answer_text)

    def _read(self):
        document = self.document
        style = self._first_page_style()
        if style is not None:
            self._story(style, "Header", "HeaderText")
        self._frames()
        self._text(document.Text)
        self._notes()
        if style is not None:
            self._story(style, "Footer", "FooterText")

    def _first_page_style(self):
        families = self.document.StyleFamilies
        start = self.document.Text.createTextCursor()
        start.gotoStart(False)
        name = start.getPropertyValue("PageStyleName")
        pages = families.getByName("PageStyles")
        return pages.getByName(name) if name and pages.hasByName(name) else None

    def _story(self, style, name, text):
        """Header or footer; that of the first page if it differs."""
        if not getattr(style, name + "IsOn", False):
            return
        first = getattr(style, text + "First", None) if not getattr(style, "FirstIsShared", True) else None
        story = first or getattr(style, text, None)
        if story is not None:
            self._text(story)

    def _frames(self):
        """Text frames and text boxes: windows of addresses, blocks of information. In the order of their anchors."""
        frames = list(_all(self.document.TextFrames)) if self.document.TextFrames.hasElements() else []
        for frame in frames:
            self._text(frame)
        shapes = self.document.DrawPage
        for index in range(shapes.Count):
            shape = shapes.getByIndex(index)
            # A text box of Writer is a frame, too, and was read as one.
            if getattr(shape, "TextBox", False) or not shape.supportsService("com.sun.star.drawing.Text"):
                continue
            if shape.supportsService("com.sun.star.text.TextFrame") or not shape.getString().strip():
                continue
            for line in shape.getString().split("\n"):
                self._html.append("<p>")
                # Places in drawings cannot be marked; their words count.
                self._put(line, None)
                self._html.append("</p>\n")

    def _notes(self):
        for notes in (self.document.Footnotes, self.document.Endnotes):
            for index in range(notes.Count):
                self._text(notes.getByIndex(index))

    def _text(self, text):
        for element in _elements(text):
            if element.supportsService("com.sun.star.text.Paragraph"):
                self._paragraph(element)
            elif element.supportsService("com.sun.star.text.TextTable"):
                self._table(element)

    def _table(self, table):
        self._html.append("<table>")
        row = None
        for name in table.getCellNames():
            number = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
            if number != row:
                self._html.append("<tr>")
                row = number
            self._html.append("<td>")
            self._text(table.getCellByName(name))
            self._html.append("</td>")
        self._html.append("</table>\n")

    def _paragraph(self, paragraph):
        before, label, after = _tags(paragraph)
        self._html.append(before)
        self._put(label, None)
        deleted = 0
        for portion in _elements(paragraph):
            kind = portion.TextPortionType
            if kind == "Redline" and portion.RedlineType == "Delete":
                # A redline without text in it ("collapsed") neither opens nor closes.
                if not portion.IsCollapsed:
                    deleted += 1 if portion.IsStart else -1
            elif deleted > 0 or getattr(portion, "CharHidden", False):
                continue
            elif kind == "Text":
                self._put(portion.getString(), portion)
            elif kind == "TextField":
                self._put(_field(portion), portion)
        self._html.append(after)

    def _put(self, shown, portion):
        if not shown:
            return
        self._starts.append(self._length)
        self._portions.append(portion)
        self._runs.append(shown)
        self._length += len(shown)
        kept = "".join(c for c in shown if c >= " " or c in "\n\t")
        self._html.append(html.escape(kept).replace("\n", "<br>"))


class Places:
    """Ranges of klarbrief's text as ranges of the document."""

    def __init__(self, letter, text):
        self._letter = letter
        self._positions = Positions(text)
        self._alignment = Alignment(letter.text, text)
        self.text = text

    def words(self, start, end):
        first, last = self._positions.chars_of_bytes(start, end)
        return self._positions.text[first:last]

    def spot(self, start, end):
        """Where a range of bytes stands in the document; None if it does not."""
        first, last = self._positions.chars_of_bytes(start, end)
        found = self._alignment.range(first, max(last, first + 1))
        found = found and self._letter.narrowed(*found)
        return found and Spot(self._letter, *found)


class Spot:
    """Words of the document, found again when they are needed: a cursor for each finding would make Writer slow."""

    def __init__(self, letter, first, last):
        self._head, self._before = letter.place(first)
        self._tail, self._last = letter.place(last)
        self.words = letter.text[first : last + 1]

    def cursor(self):
        """A cursor over the place, moved with its words if the paragraph was edited in front of them."""
        cursor = self._span(self._before, self._last)
        if self._head is self._tail and self._is_text() and cursor.getString() != self.words:
            moved = _nearest(self._head.getString(), self.words, self._before)
            if moved is not None:
                return self._span(moved, moved + len(self.words) - 1)
        if cursor.isCollapsed():
            cursor.goRight(1, True)
        return cursor

    def unchanged(self):
        """A cursor over exactly the words that were checked; None if they are not there any more."""
        cursor = self.cursor()
        return cursor if cursor.getString() == self.words else None

    def _is_text(self):
        return self._head.TextPortionType == "Text"

    def _span(self, before, last):
        cursor = _cursor(self._head, before)
        behind = _cursor(self._tail, last + 1)
        try:
            cursor.gotoRange(behind, True)
        except uno.getClass("com.sun.star.uno.RuntimeException"):
            # The end stands in another text, such as the next cell: the first paragraph shows enough.
            cursor.gotoRange(self._head.getEnd(), True)
        return cursor


def _nearest(text, words, at):
    found = [n for n in range(len(text) - len(words) + 1) if text.startswith(words, n)] if words else []
    return min(found, key=lambda n: abs(n - at), default=None)


def _field(portion):
    """What a field shows; fields for data of a person look like those of a template."""
    field = portion.TextField
    if field.supportsService(DATABASE):
        return "«{}»".format(portion.getString().strip("<>«»"))
    if field.supportsService(PLACEHOLDER):
        return "«{}»".format(field.PlaceHolder.strip("<>«»"))
    return portion.getString()


def _cursor(portion, before):
    """A cursor so many characters behind the start of a portion."""
    cursor = portion.getText().createTextCursorByRange(portion.getStart())
    if portion.TextPortionType != "Text":
        # A field is one step.
        cursor.goRight(min(before, 1), False)
        return cursor
    rest = before
    while rest > 0 and cursor.goRight(min(rest, MOST_STEPS), True):
        rest -= MOST_STEPS
    # A step may be a unit of UTF-16, a character or what looks like one: versions of Writer differ, so the text decides.
    while len(cursor.getString()) > before and cursor.goLeft(1, True):
        pass
    while len(cursor.getString()) < before and cursor.goRight(1, True):
        pass
    cursor.collapseToEnd()
    return cursor


def _tags(paragraph):
    level = getattr(paragraph, "OutlineLevel", 0)
    style = getattr(paragraph, "ParaStyleName", "")
    if level > 0 or style.startswith(HEADINGS):
        tag = "h{}".format(min(max(level, 1), 6))
        return "<{}>".format(tag), "", "</{}>\n".format(tag)
    label = getattr(paragraph, "ListLabelString", "") if getattr(paragraph, "NumberingIsNumber", False) else ""
    rules = getattr(paragraph, "NumberingRules", None)
    if rules is None or not getattr(paragraph, "NumberingIsNumber", False):
        return "<p>", "", "</p>\n"
    number = label.strip().rstrip(".)").lstrip("(")
    if number.isdigit():
        return '<ol start="{}"><li>'.format(number), "", "</li></ol>\n"
    if any(c.isalnum() for c in label):
        return "<p>", label.strip() + " ", "</p>\n"
    return "<ul><li>", "", "</li></ul>\n"


def _elements(text):
    elements = text.createEnumeration()
    while elements.hasMoreElements():
        yield elements.nextElement()


def _all(container):
    return [container.getByIndex(index) for index in range(container.Count)]
