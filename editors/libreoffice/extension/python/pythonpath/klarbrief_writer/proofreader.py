"""The grammar checker that Writer asks paragraph by paragraph."""

import threading
from collections import OrderedDict

import uno
import unohelper
from com.sun.star.lang import Locale, XServiceDisplayName, XServiceInfo
from com.sun.star.beans import PropertyValue
from com.sun.star.linguistic2 import (
    LinguServiceEvent,
    ProofreadingResult,
    SingleProofreadingError,
    XLinguServiceEventBroadcaster,
    XProofreader,
    XSupportedLocales,
)

from . import inline
from .office import PARAGRAPH_LIMIT, PROBLEMS, office
from .offsets import Positions

IMPLEMENTATION = "org.klarbrief.Writer.Proofreader"
SERVICE = "com.sun.star.linguistic2.Proofreader"

COUNTRIES = ("DE", "AT", "CH", "LI", "LU", "BE")

# Writer asks about the same paragraph once for each sentence.
PARAGRAPHS_KEPT = 8

PROOFREADING = uno.getConstantByName("com.sun.star.text.TextMarkupType.PROOFREADING")
AGAIN = uno.getConstantByName("com.sun.star.linguistic2.LinguServiceEventFlags.PROOFREAD_AGAIN")
WAVE = uno.getConstantByName("com.sun.star.awt.FontUnderline.WAVE")
BOLD_WAVE = uno.getConstantByName("com.sun.star.awt.FontUnderline.BOLDWAVE")

# Spelling has red; a thicker line tells errors apart without colour, too.
LINES = {
    "error": (0xB3261E, BOLD_WAVE),
    "warning": (0xC77700, WAVE),
    "info": (0x2A6FDB, WAVE),
    "hint": (0x4B8B3B, WAVE),
}


class Proofreader(
    unohelper.Base,
    XProofreader,
    XServiceInfo,
    XServiceDisplayName,
    XSupportedLocales,
    XLinguServiceEventBroadcaster,
):
    def __init__(self, ctx, *_args):
        self._office = office(ctx)
        self._ignored = set()
        self._kept = OrderedDict()
        # Writer asks in a thread of its own and, for its dialogs, in that of the windows.
        self._lock = threading.Lock()
        self._listeners = []
        self._office.listeners.append(self._check_again)

    # XServiceInfo

    def getImplementationName(self):
        return IMPLEMENTATION

    def supportsService(self, name):
        return name == SERVICE

    def getSupportedServiceNames(self):
        return (SERVICE,)

    # XServiceDisplayName

    def getServiceDisplayName(self, _locale):
        return "Klarbrief"

    # XSupportedLocales

    def getLocales(self):
        return tuple(Locale("de", country, "") for country in COUNTRIES)

    def hasLocale(self, locale):
        return locale.Language == "de" and locale.Country in COUNTRIES + ("",)

    # XProofreader

    def isSpellChecker(self):
        return False

    def ignoreRule(self, rule, _locale):
        with self._lock:
            self._ignored.add(rule)
            self._kept.clear()

    def resetIgnoreRules(self):
        with self._lock:
            self._ignored.clear()
            self._kept.clear()

    def doProofreading(self, document, text, locale, start, suggested_end, properties):
        positions = Positions(text)
        length = positions.units
        start = min(max(start, 0), length)
        end = min(max(suggested_end, start), length)
        if end == start:
            end = length
        marks = []
        if self.hasLocale(locale):
            marks = [m for m in self._marks(text) if start <= m.start < end]
        # A finding may reach beyond what Writer takes for the end of the sentence ("am 3. Mai").
        end = max([end] + [m.start + m.length for m in marks])
        behind = positions.char_of_unit(end)
        while behind < len(text) and text[behind] == " ":
            behind += 1
        result = ProofreadingResult()
        result.aDocumentIdentifier = document
        result.aText = text
        result.aLocale = locale
        result.nStartOfSentencePosition = start
        result.nBehindEndOfSentencePosition = end
        result.nStartOfNextSentencePosition = max(end, positions.unit_of_char(behind))
        result.aProperties = properties
        result.xProofreader = self
        result.aErrors = tuple(_error(mark) for mark in marks)
        return result

    def _marks(self, text):
        if not any(c.isalpha() for c in text):
            return []
        settings = self._office.store.read()
        settings.kind = settings.kind or self._office.kind()
        key = (text, settings.key())
        with self._lock:
            ignored = frozenset(self._ignored)
            if key in self._kept:
                return self._kept[key]
        request = inline.request(text, settings, self._office.today())
        try:
            answer = self._office.ask(settings, request, PARAGRAPH_LIMIT)
            with self._office.reading():
                marks = inline.marks(text, answer, settings, ignored)
        except PROBLEMS as problem:
            self._office.say_once(problem, settings.lang)
            return []
        with self._lock:
            if ignored == self._ignored:
                self._kept[key] = marks
            while len(self._kept) > PARAGRAPHS_KEPT:
                self._kept.popitem(last=False)
        return marks

    # XLinguServiceEventBroadcaster

    def addLinguServiceEventListener(self, listener):
        self._listeners.append(listener)
        return True

    def removeLinguServiceEventListener(self, listener):
        if listener not in self._listeners:
            return False
        self._listeners.remove(listener)
        return True

    def _check_again(self):
        with self._lock:
            self._kept.clear()
        event = LinguServiceEvent()
        event.Source = self
        event.nEvent = AGAIN
        for listener in list(self._listeners):
            listener.processLinguServiceEvent(event)


def _error(mark):
    colour, line = LINES.get(mark.severity, LINES["info"])
    error = SingleProofreadingError()
    error.nErrorStart = mark.start
    error.nErrorLength = mark.length
    error.nErrorType = PROOFREADING
    error.aRuleIdentifier = mark.rule
    error.aShortComment = mark.short
    error.aFullComment = mark.full
    error.aSuggestions = mark.suggestions
    error.aProperties = (
        PropertyValue(Name="LineColor", Value=colour),
        PropertyValue(Name="LineType", Value=uno.Any("short", line)),
    )
    return error
