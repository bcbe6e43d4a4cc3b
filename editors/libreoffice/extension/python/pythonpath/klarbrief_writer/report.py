"""What "Brief prüfen" shows: an answer of klarbrief about a whole letter as a tree of lines with places."""

from .strings import SEVERITIES, kind_name, tr

# The level from which a decision can be followed; below it the map says what is missing.
FULL = 4

# Columns of a line of the tree.
WIDE = 90


class Line:
    """A line of the tree. `start` and `end` are bytes of the checked text, None for a line without a place."""

    def __init__(self, text, start=None, end=None, finding=None, details=""):
        self.text = text
        self.start = start
        self.end = end
        self.finding = finding
        self.details = details
        self.children = []

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


class Report:
    """`words` gives the words of a range of bytes."""

    def __init__(self, answer, settings, words):
        self.lang = settings.lang
        self._words = words
        self.answer = answer
        self.findings = [f for f in answer["findings"] if not settings.is_off(f["rule"])]
        self.summary = self._summary()
        self.roots = self._map() + self._groups()

    def tr(self, key, **values):
        return tr(self.lang, key, **values)

    def number(self, value):
        text = "{:g}".format(value)
        return text if self.lang == "en" else text.replace(".", ",")

    def _summary(self):
        kind = self.answer["kind"]
        name = kind_name(self.lang, kind["id"])
        if kind["id"] == "other":
            line = self.tr("check.kind", kind=name)
        else:
            line = self.tr("check.kind-sure", kind=name, percent=round(kind["confidence"] * 100))
        if kind["also"]:
            line += self.tr("check.also", kinds=", ".join(kind_name(self.lang, k) for k in kind["also"]))
        scores = self.answer["scores"]
        counts = scores["counts"]
        lines = [line]
        read = self.tr("check.counts", words=counts["words"], sentences=counts["sentences"])
        if scores["comprehensibility"] is not None:
            read = self.tr("check.scores", score=self.number(scores["comprehensibility"])) + " · " + read
        lines.append(read)
        if scores["traceability"] is None:
            lines.append(self.tr("check.no-traceability"))
        else:
            lines.append(self.tr("check.traceability", score=self.number(scores["traceability"])))
        return lines

    def quoted(self, start, end):
        return short(self._words(start, end))

    def _map(self):
        """The reason map: for each decision its level, what carries it and what is missing."""
        points = self.answer["letter"]["points"]
        if not any(point["burden"] for point in points):
            return []
        root = Line(self.tr("map"))
        for point in points:
            root.children.append(self._point(point))
        return [root]

    def _point(self, point):
        key = "map.point" if point["burden"] else "map.point-free"
        text = short(self._words(point["start"], point["end"]).lstrip("0123456789.)( "))
        line = Line(self.tr(key, number=point["number"], text=text, level=point["level"]), point["start"], point["end"])
        if not point["burden"]:
            return line
        for reason in self._best(point):
            label = self.tr("map." + reason["kind"])
            words = self.quoted(reason["start"], reason["end"])
            line.children.append(Line("{}: {}".format(label, words), reason["start"], reason["end"]))
        missing = self.missing(point)
        if missing:
            line.children.append(Line(self.tr("map.missing", what=", ".join(missing)), point["start"], point["end"]))
        line.details = "\n".join([line.text] + [child.text for child in line.children])
        return line

    @staticmethod
    def _best(point):
        """The first reasons of each kind; all norms."""
        seen = {}
        for reason in point["reasons"]:
            key = (reason["kind"], reason["start"], reason["end"])
            most = 4 if reason["kind"] == "norm" else 2
            of_kind = seen.setdefault(reason["kind"], [])
            if key not in of_kind and len(of_kind) < most:
                of_kind.append(key)
        order = ["norm", "requirement", "fact", "link", "weighing", "result"]
        for kind in sorted(seen, key=lambda k: order.index(k) if k in order else len(order)):
            for _, start, end in seen[kind]:
                yield {"kind": kind if kind in order else "link", "start": start, "end": end}

    def missing(self, point):
        if not point["burden"] or point["level"] >= FULL:
            return []
        there = {reason["kind"] for reason in point["reasons"]}
        if point["norms"]:
            there.add("norm")
        return [self.tr("lack." + kind) for kind in ("norm", "requirement", "fact", "link") if kind not in there]

    def _groups(self):
        out = []
        for severity in reversed(SEVERITIES):
            found = [f for f in self.findings if f["severity"] == severity]
            if not found:
                continue
            root = Line(self.tr("severity." + severity, count=len(found)))
            root.children = [self._finding(f) for f in found]
            out.append(root)
        return out or [Line(self.tr("no-findings"))]

    def _finding(self, finding):
        details = [finding["message"], ""]
        details.append(self.tr("place", text=self.quoted(finding["start"], finding["end"])))
        for key in ("why", "source"):
            if finding[key]:
                details.append(self.tr(key, text=finding[key]))
        for fix in finding["fixes"]:
            details.append(self.tr("suggestion", text=fix["title"]))
        details.append(self.tr("rule", rule=finding["rule"], leitziel=finding["leitziel"]))
        return Line(finding["message"], finding["start"], finding["end"], finding, "\n".join(details))

    def as_dict(self):
        """For scripts and tests: what is shown, as plain data."""
        return {
            "kind": self.answer["kind"],
            "scores": self.answer["scores"],
            "summary": self.summary,
            "points": [
                dict(point, missing=self.missing(point), text=self._words(point["start"], point["end"]))
                for point in self.answer["letter"]["points"]
            ],
            "findings": [dict(f, text=self._words(f["start"], f["end"])) for f in self.findings],
            "lines": [_plain(root) for root in self.roots],
        }


def _plain(line):
    return {"text": line.text, "lines": [_plain(child) for child in line.children]}


def short(text, most=WIDE):
    """On one line, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text.rfind(" ", most // 2, most)
    return text[: cut if cut > 0 else most].rstrip(",;:") + " …"
