"""A Writer document as HTML for klarbrief, and the way back to its places.

HTML keeps what the structure of a letter shows: headings, numbered decisions, tables. Deleted and hidden text is left out, fields
for data of a person become «Name».
"""

import html

import uno

from .alignment import Alignment
from .offsets import Positions

# goRight takes a short.
MOST_STEPS = 32000

HEADINGS = ("Heading", "Title", "Subtitle", "Appendix")

DATABASE = "com.sun.star.text.textfield.Database"
PLACEHOLDER = "com.sun.star.text.textfield.JumpEdit"


class Place:
    """A character of the letter: `before` characters behind the start of a portion of a paragraph. A field is one."""

    __slots__ = ("portion", "before")

    def __init__(self, portion, before):
        self.portion = portion
        self.before = before


class Letter:
    """What a document held when it was read."""

    def __init__(self, document):
        self.document = document
        self.characters = []
        self._html = []
        self._read()
        self.html = "".join(self._html)

    def is_empty(self):
        return not any(not c.isspace() for c, _ in self.characters)

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
                # Places in drawings cannot be marked; their words count.
                self._html.append("<p>{}</p>\n".format(html.escape(line)))

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
        before, after = _tags(paragraph)
        self._html.append(before)
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
                self._run(portion)
            elif kind == "TextField":
                self._field(portion)
        self._html.append(after)

    def _run(self, portion):
        for before, c in enumerate(portion.getString()):
            self._put(c, Place(portion, before))

    def _field(self, portion):
        field = portion.TextField
        shown = portion.getString()
        if field.supportsService(DATABASE):
            shown = "«{}»".format(shown.strip("<>«»"))
        elif field.supportsService(PLACEHOLDER):
            shown = "«{}»".format(field.PlaceHolder.strip("<>«»"))
        place = Place(portion, 0)
        for c in shown:
            self._put(c, place)

    def _put(self, c, place):
        self.characters.append((c, place))
        if c == "\n":
            self._html.append("<br>")
        elif c >= " " or c == "\t":
            self._html.append(html.escape(c))


class Places:
    """Ranges of klarbrief's text as ranges of the document."""

    def __init__(self, letter, text):
        self._positions = Positions(text)
        self._alignment = Alignment(letter.characters, text)
        self.text = text

    def words(self, start, end):
        first, last = self._positions.chars_of_bytes(start, end)
        return self._positions.text[first:last]

    def range(self, start, end):
        """A text cursor over a range of bytes; it stays on its words while the letter is edited. None if they are not there."""
        first, last = self._positions.chars_of_bytes(start, end)
        found = self._alignment.range(first, max(last, first + 1))
        if found is None:
            return None
        head, tail = found
        cursor = _cursor(head.portion, head.before)
        behind = _cursor(tail.portion, tail.before + 1)
        try:
            cursor.gotoRange(behind, True)
        except uno.getClass("com.sun.star.uno.RuntimeException"):
            # The end stands in another text, such as the next cell: the first paragraph shows enough.
            cursor.gotoRange(head.portion.getEnd(), True)
        if cursor.isCollapsed():
            cursor.goRight(1, True)
        return cursor


def _cursor(portion, before):
    """A cursor so many characters behind the start of a portion."""
    cursor = portion.getText().createTextCursorByRange(portion.getStart())
    if portion.TextPortionType != "Text":
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
        return "<{}>".format(tag), "</{}>\n".format(tag)
    label = getattr(paragraph, "ListLabelString", "") if getattr(paragraph, "NumberingIsNumber", False) else ""
    rules = getattr(paragraph, "NumberingRules", None)
    if rules is None or not getattr(paragraph, "NumberingIsNumber", False):
        return "<p>", "</p>\n"
    number = label.strip().rstrip(".)").lstrip("(")
    if number.isdigit():
        return '<ol start="{}"><li>'.format(number), "</li></ol>\n"
    if any(c.isalnum() for c in label):
        return "<p>{} ".format(html.escape(label.strip())), "</p>\n"
    return "<ul><li>", "</li></ul>\n"


def _elements(text):
    elements = text.createEnumeration()
    while elements.hasMoreElements():
        yield elements.nextElement()


def _all(container):
    return [container.getByIndex(index) for index in range(container.Count)]
