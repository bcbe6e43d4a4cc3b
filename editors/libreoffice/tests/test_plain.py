"""The modules of the extension that need no office."""

import datetime
import hashlib
import os
import stat
import sys
import tempfile
import threading
import time
import types
import unittest
import zipfile
from pathlib import Path

import build
from klarbrief_writer import inline, locate
from klarbrief_writer.alignment import Alignment
from klarbrief_writer.batch import Batch, Failed, Refused, TooSlow, version
from klarbrief_writer.offsets import Positions, utf16_len
from klarbrief_writer.report import short
from klarbrief_writer.strings import DE, EN, KINDS, LAENDER, PROFILES

PROGRAM = os.environ["KLARBRIEF_TEST_PROGRAM"]
POSIX = os.name == "posix"


def settings(**changes):
    values = {"lang": "de", "level": "hint", "off": (), "land": "", "kind": ""}
    values.update(changes)
    out = types.SimpleNamespace(**values)
    out.is_off = lambda rule: rule in out.off or rule.split("/")[0] in out.off
    out.known = lambda _today: {k: v for k, v in (("land", out.land), ("kind", out.kind)) if v}
    return out


def of_units(text, start, length):
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")


class Offsets(unittest.TestCase):
    TEXTS = ["", "abc", "Grüße", "😀", "ä😀ß€👍🏽x", "e\u0301 \ufeff\u00ad„“", "👨‍👩‍👧 Ende"]

    def test_every_position_is_that_of_the_encodings(self):
        for text in self.TEXTS:
            positions = Positions(text)
            self.assertEqual(positions.units, len(text.encode("utf-16-le")) // 2)
            self.assertEqual(utf16_len(text), positions.units)
            for index in range(len(text) + 1):
                at = len(text[:index].encode("utf-8"))
                unit = len(text[:index].encode("utf-16-le")) // 2
                self.assertEqual(positions.char_of_byte(at), index)
                self.assertEqual(positions.unit_of_byte(at), unit)
                self.assertEqual(positions.char_of_unit(unit), index)
                self.assertEqual(positions.unit_of_char(index), unit)

    def test_positions_inside_and_outside_of_characters_do_no_harm(self):
        positions = Positions("a😀b")
        self.assertEqual([positions.char_of_byte(n) for n in (-5, 0, 1, 2, 4, 5, 6, 99)], [0, 0, 1, 1, 1, 2, 3, 3])
        self.assertEqual([positions.char_of_unit(n) for n in (-1, 1, 2, 3, 4, 99)], [0, 1, 1, 2, 3, 3])
        self.assertEqual(positions.chars_of_bytes(2, 4), (1, 2))
        self.assertEqual(positions.chars_of_bytes(5, 2), (2, 2))


class Inline(unittest.TestCase):
    def finding(self, text, words, edits=(), **more):
        start = len(text[: text.index(words)].encode())
        finding = {
            "rule": "wort/kanzleiwort", "leitziel": 4, "severity": "info", "message": "M", "why": "W", "source": "Q",
            "start": start, "end": start + len(words.encode()),
            "fixes": [{"title": "T", "applicability": "suggested", "edits": list(edits)}],
        }
        finding.update(more)
        return finding

    def test_ranges_count_utf16_behind_umlauts_and_emoji(self):
        text = "Größe 😀😀: zwecks Prüfung"
        start = len("Größe 😀😀: ".encode())
        finding = self.finding(text, "zwecks", [{"start": start, "end": start + 6, "text": "für die"}])
        (mark,) = inline.marks(text, {"findings": [finding]}, settings())
        self.assertEqual(of_units(text, mark.start, mark.length), "zwecks")
        self.assertEqual(mark.start, text.index("zwecks") + 2)
        self.assertEqual(mark.suggestions, ("für die",))
        self.assertIn("Warum: W", mark.full)
        self.assertIn("Quelle: Q", mark.full)
        self.assertIn("Vorschlag: T", mark.full)

    def test_a_fix_inside_the_range_keeps_the_rest(self):
        text = "ä zwecks der Prüfung"
        start = len("ä ".encode())
        finding = self.finding(text, "zwecks der Prüfung", [{"start": start, "end": start + 6, "text": "wegen"}])
        self.assertEqual(inline.marks(text, {"findings": [finding]}, settings())[0].suggestions, ("wegen der Prüfung",))

    def test_a_fix_that_reaches_outside_is_no_suggestion(self):
        text = "wir haben zwecks Prüfung"
        finding = self.finding(text, "zwecks", [{"start": 0, "end": 16, "text": "x"}])
        self.assertEqual(inline.marks(text, {"findings": [finding]}, settings())[0].suggestions, ())

    def test_level_rules_off_and_ignored_rules(self):
        text = "zwecks Prüfung"
        answer = {"findings": [self.finding(text, "zwecks"), self.finding(text, "Prüfung", rule="satz/passiv", severity="error")]}

        def rules(ignored=frozenset(), **changes):
            return [m.rule for m in inline.marks(text, answer, settings(**changes), ignored)]

        self.assertEqual(rules(), ["wort/kanzleiwort", "satz/passiv"])
        self.assertEqual(rules(level="warning"), ["satz/passiv"])
        self.assertEqual(rules(level="none"), [])
        self.assertEqual(rules(off=("satz",)), ["wort/kanzleiwort"])
        self.assertEqual(rules(frozenset(["wort/kanzleiwort"])), ["satz/passiv"])

    def test_a_mark_inside_another_comes_first(self):
        text = "Es ist zwecks Prüfung so. Hiermit."
        answer = {"findings": [self.finding(text, w, message=w) for w in ("Es ist zwecks Prüfung so.", "Es", "zwecks", "so", "Hiermit")]}
        order = [m.short for m in inline.marks(text, answer, settings())]
        self.assertEqual(order, ["Es", "zwecks", "so", "Es ist zwecks Prüfung so.", "Hiermit"])

    def test_blanks_at_the_edges_are_not_underlined(self):
        text = "a \u00a0b"
        (mark,) = inline.marks(text, {"findings": [self.finding(text, " \u00a0b")]}, settings())
        self.assertEqual(of_units(text, mark.start, mark.length), "b")
        self.assertEqual(inline.marks(text, {"findings": [self.finding(text, " ")]}, settings()), [])


class Aligned(unittest.TestCase):
    def test_what_the_reader_dropped_or_added_is_skipped(self):
        letter = "Wider­spruch  gegen\tden 😀 Bescheid"
        read = "1. Widerspruch gegen den 😀 Bescheid\n"
        alignment = Alignment(letter, read)
        for words in ("Widerspruch", "gegen", "😀", "Bescheid"):
            at = read.index(words)
            first, last = alignment.range(at, at + len(words))
            self.assertEqual(letter[first : last + 1].replace("\u00ad", ""), words)

    def test_a_text_that_is_not_there_has_no_place(self):
        self.assertIsNone(Alignment("", "abc").range(0, 3))


def script(folder, body):
    """A program that speaks as `klarbrief` would not."""
    path = Path(folder) / "fake"
    path.write_text("#!{}\nimport json, sys, time\n{}".format(sys.executable, body))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


class Process(unittest.TestCase):
    def setUp(self):
        self.batch = Batch()
        self.addCleanup(self.batch.stop)

    def ask(self, text="Die Zahlung hat zu erfolgen.", program=PROGRAM, limit=10.0, **more):
        return self.batch.ask(program, ("--lang", "de"), dict(more, text=text), limit)

    def test_one_process_answers_all(self):
        self.ask()
        pid = self.batch.pid
        for n in range(20):
            self.assertTrue(self.ask("Satz {}: Grüße 😀, es hat zu erfolgen.".format(n))["findings"])
        self.assertEqual(self.batch.pid, pid)

    def test_a_process_that_died_gets_a_successor(self):
        self.ask()
        pid = self.batch.pid
        self.batch._process._child.kill()
        self.batch._process._child.wait()
        self.assertTrue(self.ask()["findings"])
        self.assertNotEqual(self.batch.pid, pid)

    def test_many_threads_get_their_own_answers(self):
        wrong = []

        def work(n):
            text = "Die Zahlung hat zu erfolgen. " * (1 + n % 5)
            found = [f for f in self.ask(text)["findings"] if f["rule"] == "satz/modaler-infinitiv"]
            if len(found) != 1 + n % 5:
                wrong.append((n, len(found)))

        threads = [threading.Thread(target=work, args=(n,)) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_a_wrong_request_is_refused_with_the_words_of_the_program(self):
        with self.assertRaisesRegex(Refused, "kind"):
            self.ask(kind="nonsense")
        self.ask()

    @unittest.skipUnless(POSIX, "needs scripts with #!")
    def test_a_silent_program_is_ended_in_time(self):
        with tempfile.TemporaryDirectory() as folder:
            program = script(folder, "time.sleep(60)\n")
            start = time.monotonic()
            with self.assertRaises(TooSlow):
                self.ask(program=program, limit=0.5)
            # A text larger than the pipe must not block, either.
            with self.assertRaises(TooSlow):
                self.ask("x" * 1000000, program=program, limit=0.5)
            self.assertLess(time.monotonic() - start, 5)
            self.assertIsNone(self.batch.pid)

    @unittest.skipUnless(POSIX, "needs scripts with #!")
    def test_a_broken_program_is_told_with_its_cause_and_not_started_for_each_paragraph(self):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "starts"
            body = "open({!r}, 'a').write('x')\nsys.stderr.write('kaputt: Regel 7')\nsys.exit(2)\n".format(str(log))
            program = script(folder, body)
            for _ in range(10):
                with self.assertRaisesRegex(Failed, "kaputt: Regel 7"):
                    self.ask(program=program)
            self.assertEqual(log.read_text(), "xxx")
            self.batch.forgive()
            with self.assertRaises(Failed):
                self.ask(program=program)
            self.assertEqual(log.read_text(), "xxxx")

    @unittest.skipUnless(POSIX, "needs scripts with #!")
    def test_a_program_that_speaks_something_else_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            for body in ("print('hello', flush=True)\ntime.sleep(60)\n", "print('[1]', flush=True)\ntime.sleep(60)\n"):
                with self.assertRaises(Failed):
                    self.ask(program=script(folder, body), limit=10.0)

    def test_a_file_that_cannot_run_fails(self):
        with self.assertRaises(Failed):
            self.ask(program=os.path.join(tempfile.gettempdir(), "nothing-here"))

    def test_version(self):
        self.assertRegex(version(PROGRAM), r"^klarbrief \d+\.\d+")
        with self.assertRaises(Failed):
            version(sys.executable)

    def test_a_piece_of_a_letter_lacks_nothing(self):
        asked = inline.request("Der Antrag wird abgelehnt.", settings(), datetime.date(2026, 1, 2))
        self.assertIs(asked["piece"], True)
        rules = [f["rule"] for f in self.batch.ask(PROGRAM, (), asked, 10.0)["findings"]]
        self.assertFalse([r for r in rules if "fehlende" in r], rules)


class Located(unittest.TestCase):
    def test_a_configured_path_counts_alone(self):
        self.assertEqual(locate.find(PROGRAM), PROGRAM)
        self.assertEqual(locate.find(' "{}" '.format(PROGRAM)), PROGRAM)
        self.assertEqual(locate.find(os.path.dirname(PROGRAM)), PROGRAM)
        with self.assertRaises(locate.Missing) as missing:
            locate.find("/no/klarbrief")
        self.assertEqual(missing.exception.configured, "/no/klarbrief")

    @unittest.skipUnless(POSIX, "permissions")
    def test_the_program_in_the_extension_is_made_runnable(self):
        with tempfile.TemporaryDirectory() as folder:
            inside = Path(folder) / "bin" / locate.platform_folder() / locate.NAME
            inside.parent.mkdir(parents=True)
            inside.write_bytes(b"#!/bin/sh\n")
            inside.chmod(0o644)
            self.assertEqual(locate.find("", folder), str(inside))

    @unittest.skipUnless(POSIX, "PATH")
    def test_path_and_usual_places(self):
        with tempfile.TemporaryDirectory() as folder:
            old = dict(os.environ)
            os.environ.update(PATH=folder, HOME=folder)
            places, locate.usual_places = locate.usual_places, lambda: [os.path.join(folder, "b", "klarbrief")]
            try:
                with self.assertRaises(locate.Missing):
                    locate.find()
                os.mkdir(os.path.join(folder, "b"))
                for path in (os.path.join(folder, "b", "klarbrief"), os.path.join(folder, "klarbrief")):
                    os.symlink(PROGRAM, path)
                    self.assertEqual(locate.find(), path)
            finally:
                locate.usual_places = places
                os.environ.clear()
                os.environ.update(old)


class Built(unittest.TestCase):
    def test_the_same_bytes_each_time(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [build.build(Path(folder) / name) for name in ("a.oxt", "b.oxt")]
            sums = {hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
            self.assertEqual(len(sums), 1)
            with zipfile.ZipFile(paths[0]) as archive:
                self.assertIsNone(archive.testzip())
                names = archive.namelist()
                self.assertIn("META-INF/manifest.xml", names)
                self.assertEqual(names, sorted(names))
                description = archive.read("description.xml").decode()
            self.assertIn('value="{}"'.format(build.version()), description)
            self.assertEqual(os.listdir(folder).count("a.oxt.part"), 0)

    def test_a_program_goes_in(self):
        with tempfile.TemporaryDirectory() as folder:
            path = build.build(Path(folder) / "c.oxt", ["linux-x86_64=" + __file__])
            with zipfile.ZipFile(path) as archive:
                self.assertEqual(archive.read("bin/linux-x86_64/klarbrief"), Path(__file__).read_bytes())


class Words(unittest.TestCase):
    def test_both_languages_say_the_same_things(self):
        self.assertEqual(set(DE), set(EN))
        for key, german in DE.items():
            fields = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in (german, EN[key])]
            self.assertEqual(fields[0], fields[1], key)

    def test_laender_and_kinds_are_those_of_the_program(self):
        batch = Batch()
        try:
            for land, _ in LAENDER:
                batch.ask(PROGRAM, (), {"text": "Text.", "land": land}, 10.0)
            for kind, _, _ in KINDS:
                self.assertEqual(batch.ask(PROGRAM, (), {"text": "Text.", "kind": kind}, 10.0)["kind"]["id"], kind)
        finally:
            batch.stop()

    def test_profiles_are_those_of_the_program(self):
        batch = Batch()
        self.addCleanup(batch.stop)
        for profile in PROFILES:
            batch.ask(PROGRAM, ("--profile", profile), {"text": "Text."}, 10.0)
        with self.assertRaisesRegex(Failed, "nonsense"):
            batch.ask(PROGRAM, ("--profile", "nonsense"), {"text": "Text."}, 10.0)

    def test_short(self):
        self.assertEqual(short("a\n b"), "a b")
        self.assertLessEqual(len(short("Wort " * 100, 40)), 42)
