"""What all services of the extension share: the settings, the running program, and what was already said to the person."""

import contextlib
import datetime

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.beans import StringPair

from . import locate
from .batch import Batch, Failed, Refused, TooSlow
from .locate import Missing
from .settings import Store, configuration
from .strings import tr

EXTENSION = "org.klarbrief.writer"
PROTOCOL = "org.klarbrief.writer:"
INFOBAR = "klarbrief"

# Seconds for a paragraph, which Writer asks about while people write, and for a whole letter.
PARAGRAPH_LIMIT = 3.0
LETTER_LIMIT = 30.0

PROBLEMS = (Missing, Failed)


class Later(unohelper.Base, XCallback):
    """Calls a function in the thread of the windows, as soon as that has time."""

    def __init__(self, work):
        self._work = work

    def notify(self, _data):
        self._work()


class Office:
    def __init__(self, ctx):
        self.ctx = ctx
        self.store = Store(ctx)
        self.batch = Batch()
        # Called after the settings have changed.
        self.listeners = []
        # What "Brief prüfen" took each open letter for, by the id of its document.
        self._kinds = {}
        self._said = set()
        self._folder = None

    def create(self, service):
        return self.ctx.ServiceManager.createInstanceWithContext(service, self.ctx)

    @property
    def desktop(self):
        return self.create("com.sun.star.frame.Desktop")

    def later(self, work):
        self.create("com.sun.star.awt.AsyncCallback").addCallback(Later(work), None)

    def folder(self):
        """The folder of the installed extension, None if it is not known."""
        if self._folder is None:
            provider = self.ctx.getByName("/singletons/com.sun.star.deployment.PackageInformationProvider")
            url = provider.getPackageLocation(EXTENSION)
            self._folder = uno.fileUrlToSystemPath(url) if url else ""
        return self._folder or None

    def configuration(self, path, service="ConfigurationAccess"):
        """A node of the registry of LibreOffice."""
        return configuration(self.ctx, path, service)

    def program(self, configured):
        """Raises Missing."""
        return locate.find(configured, self.folder())

    def today(self):
        return datetime.date.today()

    def ask(self, settings, request, limit):
        """Raises one of PROBLEMS."""
        return self.batch.ask(self.program(settings.binary), settings.options(), request, limit)

    @contextlib.contextmanager
    def reading(self):
        """An answer that lacks what it should hold is a problem like others: another version of the program may speak so."""
        try:
            yield
        except (KeyError, TypeError, ValueError) as error:
            raise Failed("{}: {}".format(type(error).__name__, error)) from None

    def learn_kind(self, document, kind):
        """Keeps what a letter is, so that its paragraphs are read as parts of such a letter."""
        self._keep_kind(document.RuntimeUID, "" if kind == "other" else kind)

    def forget_kind(self, uid):
        """The letter was closed."""
        self._keep_kind(uid, "")

    def _keep_kind(self, uid, kind):
        before = self.kind()
        if kind:
            self._kinds[uid] = kind
        else:
            self._kinds.pop(uid, None)
        if self.kind() != before:
            self._tell()

    def kind(self):
        """The kind of the letters that are open. Writer does not say which of them a paragraph is from: empty if they differ."""
        kinds = set(self._kinds.values())
        return kinds.pop() if len(kinds) == 1 else ""

    def words(self, problem, lang):
        """What a person is told about a problem."""
        if isinstance(problem, Missing):
            if problem.configured:
                return tr(lang, "missing.path", path=problem.configured)
            return tr(lang, "missing.none")
        if isinstance(problem, Refused):
            return problem.cause
        if isinstance(problem, TooSlow):
            return tr(lang, "slow")
        return tr(lang, "failed", cause=problem.cause or tr(lang, "failed.unknown"))

    def say_once(self, problem, lang):
        """Shows a problem above the letter. The same problem is shown once, not for each paragraph."""
        text = self.words(problem, lang)
        if text not in self._said:
            self._said.add(text)
            self.later(lambda: self._show(text, lang))

    def _show(self, text, lang):
        for controller in self._controllers():
            button = StringPair(tr(lang, "options"), PROTOCOL + "options")
            warning = uno.getConstantByName("com.sun.star.frame.InfobarType.WARNING")
            if controller.hasInfobar(INFOBAR):
                controller.updateInfobar(INFOBAR, tr(lang, "missing.title"), text, warning)
            else:
                controller.appendInfobar(INFOBAR, tr(lang, "missing.title"), text, warning, (button,), True)
            return
        # No letter to show it in yet: the next problem tells it.
        self._said.discard(text)

    def _controllers(self):
        """The windows of letters, the current one first."""
        documents = []
        components = self.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            documents.append(components.nextElement())
        current = self.desktop.getCurrentComponent()
        documents.sort(key=lambda document: document != current)
        for document in documents:
            if getattr(document, "supportsService", None) and document.supportsService("com.sun.star.text.TextDocument"):
                controller = document.getCurrentController()
                if controller is not None and hasattr(controller, "appendInfobar"):
                    yield controller

    def settings_changed(self):
        self._said.clear()
        self.batch.forgive()
        for controller in self._controllers():
            if controller.hasInfobar(INFOBAR):
                controller.removeInfobar(INFOBAR)
        self._tell()

    def _tell(self):
        for listener in list(self.listeners):
            listener()


_office = None


def office(ctx):
    """The one and only."""
    global _office
    if _office is None:
        _office = Office(ctx)
    return _office
