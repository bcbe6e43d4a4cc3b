"""The settings of the extension, kept in the registry of LibreOffice."""

from com.sun.star.beans import PropertyValue

from .strings import KINDS, LAENDER, PROFILES

NODE = "/org.klarbrief.Writer/Settings"
LANGUAGES = ("de", "en")


class Settings:
    """One reading of the settings. What the registry holds by mistake counts as not set."""

    def __init__(
        self, land="", kind="", lang="de", binary="", level="hint", off=(), compare_today=True, profile="", config=""
    ):
        self.land = land if land in dict(LAENDER) else ""
        self.kind = kind if any(kind == k[0] for k in KINDS) else ""
        self.lang = lang if lang in LANGUAGES else "de"
        self.binary = binary
        self.level = level
        self.off = tuple(off)
        self.compare_today = compare_today
        self.profile = profile if profile in PROFILES else ""
        self.config = config

    def is_off(self, rule):
        """Whether a rule, or its group, is switched off."""
        return rule in self.off or rule.split("/")[0] in self.off

    def known(self, today):
        """What klarbrief is told about every letter."""
        known = {"land": self.land, "kind": self.kind, "date": today.isoformat() if self.compare_today else ""}
        return {key: value for key, value in known.items() if value}

    def key(self):
        """Two settings with the same key give the same answers."""
        return (self.land, self.kind, self.level, self.off, self.compare_today, self.binary) + self.options()

    def options(self):
        """With what the program is started."""
        options = ("--lang", self.lang)
        if self.profile:
            options += ("--profile", self.profile)
        if self.config:
            options += ("--config", self.config)
        return options


def configuration(ctx, path, service):
    provider = ctx.ServiceManager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", ctx)
    argument = PropertyValue(Name="nodepath", Value=path)
    return provider.createInstanceWithArguments("com.sun.star.configuration." + service, (argument,))


class Store:
    """Reads and writes the settings."""

    def __init__(self, ctx):
        self._ctx = ctx
        self._reader = None

    def read(self):
        if self._reader is None:
            self._reader = configuration(self._ctx, NODE, "ConfigurationAccess")
        get = self._reader.getByName
        return Settings(
            get("Land") or "",
            get("Kind") or "",
            get("Language") or "de",
            get("Binary") or "",
            get("Level") or "hint",
            get("RulesOff") or (),
            bool(get("CompareToday")),
            get("Profile") or "",
            get("Config") or "",
        )

    def write(self, settings):
        access = configuration(self._ctx, NODE, "ConfigurationUpdateAccess")
        access.setPropertyValue("Land", settings.land)
        access.setPropertyValue("Kind", settings.kind)
        access.setPropertyValue("Language", settings.lang)
        access.setPropertyValue("Binary", settings.binary)
        access.setPropertyValue("Level", settings.level)
        access.setPropertyValue("Profile", settings.profile)
        access.setPropertyValue("Config", settings.config)
        access.setPropertyValue("CompareToday", settings.compare_today)
        _set_strings(access, "RulesOff", settings.off)
        access.commitChanges()

    def switch_off(self, rule):
        settings = self.read()
        if not settings.is_off(rule):
            settings.off += (rule,)
            self.write(settings)


def _set_strings(access, name, values):
    import uno

    # A tuple alone would arrive as a sequence of any.
    uno.invoke(access, "setPropertyValue", (name, uno.Any("[]string", tuple(values))))
