""""Brief prüfen": the whole letter, its result with places, and the commands that start it."""

import json
import threading

import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import IllegalArgumentException, XInitialization, XServiceInfo
from com.sun.star.task import XJob

from .letter import Letter
from .office import LETTER_LIMIT, PROBLEMS, PROTOCOL, office
from .report import Report
from .results import Closer, Results
from .strings import tr

DISPATCHER = "org.klarbrief.Writer.Dispatcher"
PROTOCOL_SERVICE = "com.sun.star.frame.ProtocolHandler"
LETTER_CHECK = "org.klarbrief.Writer.LetterCheck"

# The page of OptionsDialog.xcu.
OPTIONS_NODE = "org.klarbrief.writer/Leaves/org.klarbrief.writer.options"


def is_letter(document):
    return bool(document) and document.supportsService("com.sun.star.text.TextDocument")


class Check:
    """One check of one document. Reading and placing need the thread of the windows; asking does not."""

    def __init__(self, shared, document):
        self.office = shared
        self.settings = shared.store.read()
        self.document = document
        self.letter = Letter(document)
        self.report = None
        self._places = None

    def ask(self):
        """Raises one of PROBLEMS."""
        request = {"text": self.letter.html, "format": "html"}
        request.update(self.settings.known(self.office.today()))
        return self.office.ask(self.settings, request, LETTER_LIMIT)

    def place(self, answer):
        """Raises Failed if the answer is none of klarbrief's."""
        with self.office.reading():
            places = self.letter.places(answer["text"])
            self.report = Report(answer, self.settings, places.words)
        self._places = places
        return self.report

    def run(self):
        """Checks at once. Raises one of PROBLEMS."""
        return self.place(self.ask())

    def line_of(self, index):
        finding = self.report.findings[index]
        for root in self.report.roots:
            for line in root.walk():
                if line.finding is finding:
                    return line
        raise IndexError(index)

    def select(self, line):
        """Marks the place of a line in its document. False if it has none."""
        spot = self._places.spot(line.start, line.end) if line.start is not None else None
        if spot is None:
            return False
        return bool(self.document.getCurrentController().select(spot.cursor()))

    @staticmethod
    def fixes(finding):
        """Numbers and titles of the fixes that can be applied."""
        # Without words to replace there is no place to find again.
        able = [all(e["start"] < e["end"] for e in f["edits"]) and bool(f["edits"]) for f in finding["fixes"]]
        return [(n, f["title"]) for n, f in enumerate(finding["fixes"]) if able[n]]

    def apply(self, finding, number):
        """Applies a fix as one step that can be undone. False if its words have changed since the check."""
        fixes = finding["fixes"]
        edits = fixes[number]["edits"] if 0 <= number < len(fixes) else []
        changes = []
        for edit in edits:
            spot = self._places.spot(edit["start"], edit["end"])
            cursor = spot and edit["start"] < edit["end"] and spot.unchanged()
            if not cursor:
                return False
            changes.append((cursor, edit["text"]))
        if not changes:
            return False
        undo = self.document.getUndoManager()
        undo.enterUndoContext(tr(self.settings.lang, "apply.undo"))
        try:
            for cursor, new in changes:
                cursor.setString(new)
        finally:
            undo.leaveUndoContext()
        return True


class Session:
    """The results of one document on the screen."""

    open = []

    def __init__(self, shared, document, frame):
        self.office = shared
        self.document = document
        self.lang = shared.store.read().lang
        self.check = None
        self.results = Results(shared, frame, self)
        uid = document.RuntimeUID

        def gone():
            self.results.close()
            shared.forget_kind(uid)

        Closer(shared, frame, gone)
        self.again()

    @classmethod
    def show(cls, shared, document, frame):
        for session in cls.open:
            if session.document == document:
                session.again()
                session.results.raise_window()
                return session
        session = cls(shared, document, frame)
        cls.open.append(session)
        return session

    def closed(self):
        if self in Session.open:
            Session.open.remove(self)

    def again(self):
        lang = self.lang = self.office.store.read().lang
        check = Check(self.office, self.document)
        self.check = check
        if check.letter.is_empty():
            self.results.fail(tr(lang, "check.empty"))
            return
        self.results.say(tr(lang, "check.running"))

        def ask():
            try:
                answer, problem = check.ask(), None
            except PROBLEMS as error:
                answer, problem = None, error
            self.office.later(lambda: arrived(answer, problem))

        def arrived(answer, problem):
            if self.check is not check or not self.results.is_open():
                return
            try:
                if problem is not None:
                    raise problem
                self.results.show(check.place(answer))
                self.office.learn_kind(self.document, answer["kind"]["id"])
            except PROBLEMS as error:
                self.results.fail(self.office.words(error, lang))

        threading.Thread(target=ask, name="klarbrief", daemon=True).start()

    def switch_off(self, rule):
        self.office.store.switch_off(rule)
        self.office.settings_changed()
        self.again()


def show_options(shared, frame):
    # The dialog compares the address letter by letter with what it has read itself.
    leaf = shared.configuration("/org.openoffice.Office.OptionsDialog/Nodes/" + OPTIONS_NODE)
    argument = PropertyValue(Name="OptionsPageURL", Value=leaf.getByName("OptionsPage"))
    helper = shared.create("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(frame, ".uno:OptionsTreeDialog", "", 0, (argument,))


class Dispatcher(unohelper.Base, XInitialization, XDispatchProvider, XDispatch, XServiceInfo):
    """Runs the commands of the menu, the toolbar and the message bar."""

    def __init__(self, ctx, *args):
        self._office = office(ctx)
        self._frame = None
        self.initialize(args)

    def initialize(self, args):
        if args:
            self._frame = args[0]

    def getImplementationName(self):
        return DISPATCHER

    def supportsService(self, name):
        return name == PROTOCOL_SERVICE

    def getSupportedServiceNames(self):
        return (PROTOCOL_SERVICE,)

    def queryDispatch(self, url, _target, _flags):
        return self if url.Complete in (PROTOCOL + "check", PROTOCOL + "options") else None

    def queryDispatches(self, requests):
        return tuple(self.queryDispatch(r.FeatureURL, r.FrameName, r.SearchFlags) for r in requests)

    def dispatch(self, url, _arguments):
        frame = self._frame or self._office.desktop.getCurrentFrame()
        if url.Complete == PROTOCOL + "options":
            show_options(self._office, frame)
            return
        controller = frame.getController() if frame else None
        document = controller.getModel() if controller else None
        if is_letter(document):
            Session.show(self._office, document, frame)

    def addStatusListener(self, _listener, _url):
        pass

    def removeStatusListener(self, _listener, _url):
        pass


class LetterCheck(unohelper.Base, XJob, XServiceInfo):
    """The same check for macros, without windows: see README.md."""

    def __init__(self, ctx, *_args):
        self._office = office(ctx)
        self._check = None

    def getImplementationName(self):
        return LETTER_CHECK

    def supportsService(self, name):
        return name == LETTER_CHECK

    def getSupportedServiceNames(self):
        return (LETTER_CHECK,)

    def execute(self, arguments):
        given = {argument.Name: argument.Value for argument in arguments}
        action = given.get("Action", "check")
        if action == "check":
            document = given.get("Document") or self._office.desktop.getCurrentComponent()
            lang = self._office.store.read().lang
            if not is_letter(document):
                return json.dumps({"error": tr(lang, "check.not-text")})
            check = Check(self._office, document)
            if check.letter.is_empty():
                return json.dumps({"error": tr(lang, "check.empty")})
            try:
                report = check.run()
            except PROBLEMS as problem:
                return json.dumps({"error": self._office.words(problem, lang)})
            self._check = check
            return json.dumps(report.as_dict())
        if self._check is None or action not in ("select", "apply"):
            raise IllegalArgumentException("Action: check, then select or apply", self, 0)
        try:
            finding = self._check.report.findings[given.get("Finding", 0)]
        except IndexError:
            raise IllegalArgumentException("Finding: there is no such finding", self, 0) from None
        if action == "select":
            return self._check.select(self._check.line_of(given.get("Finding", 0)))
        return self._check.apply(finding, given.get("Fix", 0))
