"""The page in Extras ▸ Optionen ▸ Klarbrief."""

import uno
import unohelper
from com.sun.star.awt import XActionListener, XContainerWindowEventHandler
from com.sun.star.lang import XServiceInfo

from .batch import Failed, version
from .locate import Missing
from .office import office
from .settings import LANGUAGES, Settings
from .strings import KINDS, LAENDER, PROFILES, SEVERITIES, tr

IMPLEMENTATION = "org.klarbrief.Writer.Options"
METHOD = "external_event"
OPEN_FILE = uno.getConstantByName("com.sun.star.ui.dialogs.TemplateDescription.FILEOPEN_SIMPLE")


class Options(unohelper.Base, XContainerWindowEventHandler, XServiceInfo):
    def __init__(self, ctx, *_args):
        self._office = office(ctx)

    def getImplementationName(self):
        return IMPLEMENTATION

    def supportsService(self, name):
        return name == IMPLEMENTATION

    def getSupportedServiceNames(self):
        return (IMPLEMENTATION,)

    def getSupportedMethodNames(self):
        return (METHOD,)

    def callHandlerMethod(self, window, event, method):
        if method != METHOD:
            return False
        page = Page(self._office, window)
        if event == "initialize":
            page.label()
            page.load()
            page.listen()
        elif event == "back":
            page.load()
        elif event == "ok":
            page.save()
        else:
            return False
        return True


class Page:
    """The controls of the page, by the names that options.xdl gives them."""

    def __init__(self, shared, window):
        self._office = shared
        self._window = window
        self._lang = ui_language(shared)

    def _control(self, name):
        return self._window.getControl(name)

    def _choices(self):
        lang = self._lang
        return {
            "land": [("", tr(lang, "land.none"))] + LAENDER,
            "kind": [("", tr(lang, "kind.auto"))] + [(k, en if lang == "en" else de) for k, de, en in KINDS],
            "profile": [(key, tr(lang, "profile." + key)) for key in [""] + PROFILES],
            "level": [(s, tr(lang, "level." + s)) for s in SEVERITIES + ["none"]],
            "language": [(code, tr(lang, "lang." + code)) for code in LANGUAGES],
        }

    def label(self):
        names = ["land", "kind", "profile", "level", "language", "binary", "config", "rules"]
        for name in names:
            self._control(name + ".label").setText(tr(self._lang, "page." + name + ".label"))
        for name in ("today", "browse", "test"):
            self._control(name).setLabel(tr(self._lang, "page." + name))
        self._control("browse.config").setLabel(tr(self._lang, "page.browse"))

    def load(self):
        settings = self._office.store.read()
        now = {
            "land": settings.land,
            "kind": settings.kind,
            "profile": settings.profile,
            "level": settings.level,
            "language": settings.lang,
        }
        for name, choices in self._choices().items():
            box = self._control(name)
            box.removeItems(0, box.getItemCount())
            box.addItems(tuple(text for _, text in choices), 0)
            keys = [key for key, _ in choices]
            box.selectItemPos(keys.index(now[name]) if now[name] in keys else 0, True)
        self._control("today").setState(1 if settings.compare_today else 0)
        self._control("binary").setText(settings.binary)
        self._control("config").setText(settings.config)
        self._control("rules").setText("\n".join(settings.off))
        self._control("found").setText("")

    def save(self):
        chosen = {}
        for name, choices in self._choices().items():
            position = self._control(name).getSelectedItemPos()
            chosen[name] = choices[max(position, 0)][0]
        settings = Settings(
            chosen["land"],
            chosen["kind"],
            chosen["language"],
            self._control("binary").getText().strip(),
            chosen["level"],
            tuple(self._control("rules").getText().replace(",", " ").split()),
            self._control("today").getState() == 1,
            chosen["profile"],
            self._control("config").getText().strip(),
        )
        if settings.key() != self._office.store.read().key():
            self._office.store.write(settings)
            self._office.settings_changed()

    def listen(self):
        works = (
            ("browse", lambda: self._browse("binary")),
            ("browse.config", lambda: self._browse("config")),
            ("test", self._test),
        )
        for name, work in works:
            self._control(name).addActionListener(Click(work))

    def _browse(self, field):
        picker = self._office.create("com.sun.star.ui.dialogs.FilePicker")
        picker.initialize((OPEN_FILE,))
        if picker.execute() == 1:
            self._control(field).setText(uno.fileUrlToSystemPath(picker.getFiles()[0]))

    def _test(self):
        self._control("found").setText(self.test(self._control("binary").getText()))

    def test(self, configured):
        """What the program at a path says about itself, or why there is none."""
        try:
            program = self._office.program(configured)
        except Missing as problem:
            return self._office.words(problem, self._lang)
        try:
            return tr(self._lang, "options.found", version=version(program), path=program)
        except Failed as problem:
            return "\n".join(filter(None, [tr(self._lang, "options.not-klarbrief", path=program), problem.cause]))


class Click(unohelper.Base, XActionListener):
    def __init__(self, work):
        self._work = work

    def actionPerformed(self, _event):
        self._work()

    def disposing(self, _event):
        pass


def ui_language(shared):
    """The language of the windows of LibreOffice: English, or German for all others."""
    locale = shared.configuration("/org.openoffice.Setup/L10N").getByName("ooLocale")
    return "en" if (locale or "").startswith("en") else "de"
