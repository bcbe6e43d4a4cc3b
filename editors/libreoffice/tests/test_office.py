"""The extension installed in a LibreOffice without windows."""

import json
import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

import uno
from com.sun.star.lang import Locale
from desk import Desk, named, wait_for

ROOT = Path(__file__).resolve().parent.parent.parent.parent
CORPUS = ROOT / "corpus"
GERMAN = Locale("de", "DE", "")
PROOFREADER = "org.klarbrief.Writer.Proofreader"

desk = None


def setUpModule():
    global desk
    desk = Desk(os.environ["KLARBRIEF_TEST_PROGRAM"])


def tearDownModule():
    if desk:
        desk.close()


def of_units(text, start, length):
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")


def units(text):
    return len(text.encode("utf-16-le")) // 2


def bare(text):
    """Without what a reader may change: white space, soft hyphens."""
    return "".join(text.replace("\u00ad", "").split())


class OfficeTest(unittest.TestCase):
    def setUp(self):
        desk.reset()
        self.proofreader = desk.create(PROOFREADER)
        self.documents = []

    def tearDown(self):
        for document in self.documents:
            document.setModified(False)
            document.close(True)

    def open(self, path):
        self.documents.append(desk.open(CORPUS / path))
        return self.documents[-1]

    def write(self, text):
        self.documents.append(desk.write(text))
        return self.documents[-1]

    def errors(self, text, locale=GERMAN):
        return self.proofreader.doProofreading("1", text, locale, 0, units(text), ()).aErrors

    def found(self, text):
        return [(e.aRuleIdentifier, of_units(text, e.nErrorStart, e.nErrorLength)) for e in self.errors(text)]

    def check(self, document):
        self.job = desk.create("org.klarbrief.Writer.LetterCheck")
        return json.loads(self.job.execute((named("Document", document),)))

    def act(self, action, finding, fix=0):
        return self.job.execute((named("Action", action), named("Finding", finding), named("Fix", fix)))


class Installed(OfficeTest):
    def test_writer_uses_it_for_german(self):
        manager = desk.create("com.sun.star.linguistic2.LinguServiceManager")
        for country in ("DE", "AT", "CH"):
            services = manager.getConfiguredServices("com.sun.star.linguistic2.Proofreader", Locale("de", country, ""))
            self.assertEqual(services, (PROOFREADER,))
        english = manager.getConfiguredServices("com.sun.star.linguistic2.Proofreader", Locale("en", "US", ""))
        self.assertNotIn(PROOFREADER, english)

    def test_what_it_says_about_itself(self):
        self.assertEqual(self.proofreader.getServiceDisplayName(GERMAN), "Klarbrief")
        self.assertEqual(self.proofreader.getImplementationName(), PROOFREADER)
        self.assertTrue(self.proofreader.supportsService("com.sun.star.linguistic2.Proofreader"))
        self.assertFalse(self.proofreader.isSpellChecker())
        self.assertIn(("de", "CH"), [(locale.Language, locale.Country) for locale in self.proofreader.getLocales()])
        self.assertTrue(self.proofreader.hasLocale(Locale("de", "AT", "")))
        self.assertFalse(self.proofreader.hasLocale(Locale("en", "US", "")))

    def test_menu_toolbar_and_options_are_there_in_two_languages(self):
        menu = desk.registry("/org.openoffice.Office.Addons/AddonUI/OfficeMenuBarMerging/org.klarbrief.writer/check/MenuItems/check")
        self.assertEqual(menu.getByName("URL"), "org.klarbrief.writer:check")
        self.assertEqual(menu.getByName("Title"), "Check letter")
        bar = desk.registry("/org.openoffice.Office.Addons/AddonUI/OfficeToolbarMerging/org.klarbrief.writer/check")
        self.assertEqual(bar.getByName("MergeToolBar"), "standardbar")
        page = desk.registry("/org.openoffice.Office.OptionsDialog/Nodes/org.klarbrief.writer/Leaves/org.klarbrief.writer.options")
        self.assertTrue(self.exists(page.getByName("OptionsPage")), page.getByName("OptionsPage"))
        images = desk.registry("/org.openoffice.Office.Addons/AddonUI/Images/org.klarbrief.writer.image.check/UserDefinedImages")
        for size in ("ImageSmallURL", "ImageBigURL"):
            self.assertTrue(self.exists(images.getByName(size)), images.getByName(size))

    def exists(self, url):
        expander = desk.context.getByName("/singletons/com.sun.star.util.theMacroExpander")
        if url.startswith("vnd.sun.star.expand:"):
            url = expander.expandMacros(url[len("vnd.sun.star.expand:") :])
        return desk.create("com.sun.star.ucb.SimpleFileAccess").exists(url)


class Proofreading(OfficeTest):
    TEXT = "Grüße 😀: Bezüglich der Prüfung 👨‍👩‍👧 wird darauf hingewiesen, dass die Gebühr seitens der Behörde zu entrichten ist 👍."

    def test_ranges_stand_on_the_words_behind_umlauts_and_emoji(self):
        found = self.found(self.TEXT)
        for expected in (
            ("wort/kanzleiwort", "Bezüglich"),
            ("satz/unpersoenlicher-stil", "wird darauf hingewiesen"),
            ("wort/kanzleiwort", "seitens"),
            ("wort/gestelztes-wort", "entrichten"),
        ):
            self.assertIn(expected, found)

    def test_suggestions_take_the_place_of_the_range(self):
        text = "Ä😀: Die Frist läuft infolge der Prüfung ab."
        (error,) = [e for e in self.errors(text) if e.aRuleIdentifier == "wort/kanzleiwort"]
        self.assertEqual(of_units(text, error.nErrorStart, error.nErrorLength), "infolge")
        self.assertEqual(error.aSuggestions, ("wegen",))

    def test_comments_say_what_why_and_where_it_is_written(self):
        error = self.errors("Bezüglich der Prüfung ist es so.")[0]
        self.assertIn("Bezüglich", error.aShortComment)
        self.assertIn("Warum: ", error.aFullComment)
        self.assertIn("Quelle: ", error.aFullComment)
        desk.set(Language="en")
        error = self.errors("Bezüglich der Prüfung ist es so.")[0]
        self.assertIn("Why: ", error.aFullComment)
        self.assertIn("Source: ", error.aFullComment)

    def test_sentence_by_sentence_gives_the_same_as_at_once(self):
        text = "Die Gebühr ist zu zahlen 😀. Bezüglich der Prüfung, z. B. der Akten, ist das so. Hiermit schließen wir seitens des Amtes."
        at_once = self.found(text)
        self.assertGreaterEqual(len(at_once), 3)
        pieces = []
        start = steps = 0
        while start < units(text) and steps < 20:
            steps += 1
            stop = text.find(". ", len(of_units(text, 0, start)))
            end = units(text[: stop + 1]) if stop >= 0 else units(text)
            result = self.proofreader.doProofreading("1", text, GERMAN, start, end, ())
            self.assertEqual(result.nStartOfSentencePosition, start)
            self.assertGreaterEqual(result.nBehindEndOfSentencePosition, end)
            self.assertGreater(result.nStartOfNextSentencePosition, start)
            pieces += [(e.aRuleIdentifier, of_units(text, e.nErrorStart, e.nErrorLength)) for e in result.aErrors]
            start = result.nStartOfNextSentencePosition
        self.assertEqual(pieces, at_once)

    def test_a_paragraph_alone_lacks_nothing(self):
        for text in ("Sehr geehrte Frau Bondar,", "Der Antrag wird abgelehnt.", "Stadt Lindenau", "Mit freundlichen Grüßen"):
            self.assertEqual(self.found(text), [], text)

    def test_ignored_rules_come_back_after_a_reset(self):
        text = "Bezüglich der Prüfung ist es so."
        rules = [rule for rule, _ in self.found(text)]
        self.assertIn("wort/kanzleiwort", rules)
        self.proofreader.ignoreRule("wort/kanzleiwort", GERMAN)
        self.assertNotIn("wort/kanzleiwort", [rule for rule, _ in self.found(text)])
        self.proofreader.resetIgnoreRules()
        self.assertEqual([rule for rule, _ in self.found(text)], rules)

    def test_odd_questions_get_a_quiet_answer(self):
        for text, start, end in (("", 0, 0), ("abc", -5, 99), ("😀", 1, 1), ("   ", 0, 3), ("zwecks", 6, 2), ("\n\t", 0, 2)):
            result = self.proofreader.doProofreading("1", text, GERMAN, start, end, ())
            self.assertLessEqual(result.nBehindEndOfSentencePosition, units(text))
            self.assertGreaterEqual(result.nStartOfNextSentencePosition, result.nStartOfSentencePosition)
        self.assertEqual(self.errors("Bezüglich der Prüfung.", Locale("en", "US", "")), ())

    def test_land_and_kind_are_told(self):
        desk.set(Land="NI", Kind="refusal", CompareToday=True)
        self.assertTrue(self.found("Bezüglich der Prüfung ist es so."))

    def test_paragraphs_of_a_letter_as_writer_hands_them_out(self):
        """Writer's own iterator over the paragraphs, with fields and tables in them."""
        document = self.open("refusal-no-reasons/before.docx")
        paragraphs = document.getFlatParagraphIterator(2, False)
        iterator = desk.create("com.sun.star.linguistic2.ProofreadingIterator")
        paragraph = paragraphs.getFirstPara()
        found = {}
        while paragraph is not None:
            text = paragraph.getText()
            if text.strip():
                result = iterator.checkSentenceAtPosition(document, paragraph, text, GERMAN, 0, units(text), 0)
                for error in result.aErrors:
                    words = of_units(result.aText, error.nErrorStart, error.nErrorLength)
                    found.setdefault(error.aRuleIdentifier, []).append(words)
            paragraph = paragraphs.getNextPara()
        self.assertIn("zum Zwecke", found.get("wort/kanzleiwort", []))
        self.assertIn("satz/modaler-infinitiv", found)


class Program(OfficeTest):
    def test_one_process_stays_and_a_dead_one_is_replaced(self):
        if not Path("/proc").is_dir():
            self.skipTest("needs /proc")
        self.found("Bezüglich der Prüfung.")
        first = desk.children()
        self.assertEqual(len(first), 1)
        for n in range(10):
            self.found("Bezüglich der Prüfung {}.".format(n))
        self.assertEqual(desk.children(), first)
        os.kill(first[0], signal.SIGKILL)
        self.assertTrue(self.found("Bezüglich der neuen Prüfung."))
        self.assertEqual(len(desk.children()), 1)
        self.assertNotEqual(desk.children(), first)

    def test_a_missing_program_is_told_once_and_clearly(self):
        document = self.write("Bezüglich der Prüfung ist es so.")
        controller = document.getCurrentController()
        desk.set(Binary="/nirgends/ä/klarbrief")
        for n in range(5):
            self.assertEqual(self.errors("Bezüglich der Prüfung {}.".format(n)), ())
        self.assertTrue(wait_for(lambda: controller.hasInfobar("klarbrief")))
        controller.removeInfobar("klarbrief")
        self.errors("Bezüglich der letzten Prüfung.")
        time.sleep(0.5)
        self.assertFalse(controller.hasInfobar("klarbrief"))
        self.assertIn("/nirgends/ä/klarbrief", self.check(document)["error"])
        self.assertIn("Optionen", self.check(document)["error"])
        desk.set(Language="en")
        self.assertIn("There is no program to run", self.check(document)["error"])

    def test_no_program_anywhere(self):
        from klarbrief_writer import locate

        if any(locate.runnable(place) for place in locate.usual_places() if not place.startswith(str(Path.home()))):
            self.skipTest("klarbrief is installed on this machine")
        desk.set(Binary="")
        error = self.check(self.write("Bezüglich der Prüfung ist es so."))["error"]
        self.assertIn("wurde nicht gefunden", error)

    def test_the_settings_of_the_office_count(self):
        text = "Bezüglich der Prüfung ist hiermit alles klar."
        rules = [rule for rule, _ in self.found(text)]
        self.assertIn("wort/kanzleiwort", rules)
        config = desk.folder / "klarbrief.toml"
        config.write_text('[severity]\n"wort/kanzleiwort" = "off"\n', encoding="utf-8")
        desk.set(Config=str(config))
        self.assertEqual([rule for rule, _ in self.found(text)], [rule for rule in rules if rule != "wort/kanzleiwort"])
        desk.set(Config=str(desk.folder / "none.toml"))
        self.assertIn("none.toml", self.check(self.write(text))["error"])

    def test_a_program_that_hangs_does_not_block(self):
        hanging = desk.folder / "programs" / "hanging"
        hanging.write_text("#!/bin/sh\nexec sleep 60\n")
        hanging.chmod(0o755)
        desk.set(Binary=str(hanging))
        start = time.monotonic()
        self.assertEqual(self.errors("Bezüglich der Prüfung."), ())
        self.assertLess(time.monotonic() - start, 6)
        desk.set(Binary=str(desk.program))
        self.assertTrue(self.found("Bezüglich der Prüfung."))


class WholeLetter(OfficeTest):
    def by_program(self, path):
        run = subprocess.run(
            [str(desk.program), "check", "--format", "jsonl", str(path)], stdout=subprocess.PIPE, check=False
        )
        return json.loads(run.stdout.decode().splitlines()[0])

    def test_the_same_result_as_the_program_gives_for_the_file(self):
        for name in ("refusal-no-reasons/before.docx", "refusal-no-reasons/after.odt", "withdrawal/before.docx", "hearing/before.docx"):
            with self.subTest(name):
                report = self.check(self.open(name))
                expected = self.by_program(CORPUS / name)
                self.assertEqual(report["kind"], expected["kind"])
                for score in ("comprehensibility", "traceability"):
                    self.assertEqual(report["scores"][score], expected["scores"][score])
                text = expected["text"].encode()

                def words(finding):
                    return bare(text[finding["start"] : finding["end"]].decode())

                self.assertEqual(
                    [(f["rule"], bare(f["text"])) for f in report["findings"]],
                    [(f["rule"], words(f)) for f in expected["findings"]],
                )

    def test_the_map_shows_levels_and_what_is_missing(self):
        report = self.check(self.open("refusal-no-reasons/before.docx"))
        first, second = report["points"]
        self.assertEqual((first["number"], first["level"], second["level"]), (1, 1, 0))
        self.assertEqual(first["missing"], ["die Norm", "was die Norm verlangt", "eine Tatsache aus dem Fall"])
        self.assertIn("abgelehnt", first["text"])
        reasons = report["lines"][0]
        self.assertEqual(reasons["text"], "Begründungskarte")
        self.assertIn("Stufe 1 von 5", reasons["lines"][0]["text"])
        self.assertTrue(any(line["text"].startswith("Es fehlt: die Norm") for line in reasons["lines"][0]["lines"]))
        self.assertIn("Ablehnung eines Aufenthaltstitels", report["summary"][0])
        self.assertTrue(any(line["text"].startswith("Fehler (") for line in report["lines"]))

    def jumps(self, document):
        report = self.check(document)
        self.assertTrue(report["findings"])
        for index, finding in enumerate(report["findings"]):
            self.assertTrue(self.act("select", index), finding)
            selected = document.getCurrentController().getSelection().getByIndex(0).getString()
            self.assertEqual(bare(selected), bare(finding["text"]), finding["rule"])
        return report

    def test_each_finding_leads_to_its_words(self):
        for name in ("refusal-no-reasons/before.docx", "grant/before.odt", "document-request/before.docx"):
            with self.subTest(name):
                self.jumps(self.open(name))

    def test_it_leads_to_its_words_behind_emoji_tables_and_fields(self):
        document = self.write("Sehr geehrte Frau Ünal 😀👍,\n😀 Bezüglich der Prüfung 👨‍👩‍👧 ist die Gebühr seitens der Behörde zu entrichten.\n")
        text = document.Text
        end = text.createTextCursor()
        end.gotoEnd(False)
        field = document.createInstance("com.sun.star.text.textfield.PageNumber")
        field.NumberingType = 4
        text.insertTextContent(end, field, False)
        text.insertString(end, " 😀 infolge der Zahl", False)
        table = document.createInstance("com.sun.star.text.TextTable")
        table.initialize(1, 2)
        text.insertTextContent(end, table, False)
        table.getCellByName("B1").setString("😀 Ü: hiermit infolge des Umzugs")
        report = self.jumps(document)
        words = [f["text"] for f in report["findings"]]
        self.assertEqual(words.count("infolge"), 2)
        self.assertIn("seitens", words)
        self.assertIn("hiermit", words)

    def test_automatic_numbers_do_not_shift_places(self):
        """Numbers and letters that Writer itself puts before paragraphs are no text of the document."""
        lines = ["Sehr geehrte Frau Ünal,"] + ["Ä😀 Bescheid {} seitens des Amtes ist zu beachten.".format(n) for n in range(30)]
        document = self.write("\n".join(lines))
        rules = document.createInstance("com.sun.star.text.NumberingRules")
        level = list(rules.getByIndex(0))
        for item in level:
            if item.Name == "NumberingType":
                item.Value = uno.Any("short", uno.getConstantByName("com.sun.star.style.NumberingType.CHARS_LOWER_LETTER"))
            elif item.Name == "Suffix":
                item.Value = ")"
        uno.invoke(rules, "replaceByIndex", (0, uno.Any("[]com.sun.star.beans.PropertyValue", tuple(level))))
        paragraphs = document.Text.createEnumeration()
        paragraphs.nextElement()
        while paragraphs.hasMoreElements():
            paragraphs.nextElement().setPropertyValue("NumberingRules", rules)
        report = self.jumps(document)
        self.assertEqual([f["text"] for f in report["findings"]].count("seitens"), 30)

    def test_deleted_text_is_not_checked(self):
        document = self.write("Das ist gut. Bezüglich der Prüfung ist es seitens der Behörde so.")
        document.setPropertyValue("RecordChanges", True)
        cursor = document.Text.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(len("Das ist gut. "), False)
        cursor.goRight(len("Bezüglich der Prüfung "), True)
        cursor.setString("")
        words = [f["text"] for f in self.check(document)["findings"]]
        self.assertIn("seitens", words)
        self.assertNotIn("Bezüglich", words)

    def test_a_suggestion_is_applied_and_taken_back(self):
        before = "Ä😀: Die Frist läuft infolge der Prüfung 👍 ab. Das Amt prüft es."
        document = self.write(before)
        report = self.check(document)
        index = [f["text"] for f in report["findings"]].index("infolge")
        # Text written before the place after the check does not matter.
        document.Text.insertString(document.Text.getStart(), "Neu 😀 ", False)
        self.assertTrue(self.act("apply", index))
        self.assertEqual(document.Text.getString(), "Neu 😀 " + before.replace("infolge", "wegen"))
        document.getUndoManager().undo()
        self.assertEqual(document.Text.getString(), "Neu 😀 " + before)

    def test_a_suggestion_for_words_that_have_changed_is_not_applied(self):
        document = self.write("Die Frist läuft infolge der Prüfung ab. Das Amt prüft es.")
        report = self.check(document)
        index = [f["text"] for f in report["findings"]].index("infolge")
        document.Text.setString("Ganz anders.")
        self.assertFalse(self.act("apply", index))
        self.assertEqual(document.Text.getString(), "Ganz anders.")

    def test_empty_letters_and_wrong_requests(self):
        self.assertEqual(self.check(self.write(" \n "))["error"], "Der Brief hat keinen Text.")
        with self.assertRaises(Exception):
            desk.create("org.klarbrief.Writer.LetterCheck").execute((named("Action", "select"),))


class Results(OfficeTest):
    def dispatch(self, document, command):
        helper = desk.create("com.sun.star.frame.DispatchHelper")
        frame = document.getCurrentController().getFrame()
        helper.executeDispatch(frame, "org.klarbrief.writer:" + command, "", 0, ())

    def windows(self, title):
        toolkit = desk.create("com.sun.star.awt.Toolkit")
        found = []
        for index in range(toolkit.getTopWindowCount()):
            context = toolkit.getTopWindow(index).getAccessibleContext()
            if context.getAccessibleName() == title:
                found.append(context)
        return found

    def part(self, window, name):
        for index in range(window.getAccessibleChildCount()):
            child = window.getAccessibleChild(index).getAccessibleContext()
            if child.getAccessibleName() == name:
                return child
        self.fail("no part {}".format(name))

    def test_brief_pruefen_shows_the_map_and_findings(self):
        document = self.open("refusal-no-reasons/before.docx")
        self.dispatch(document, "check")
        window = wait_for(lambda: self.windows("Klarbrief: Brief prüfen"))[0]

        def entries():
            tree = self.part(window, "Begründungskarte und Funde")
            return [tree.getAccessibleChild(i).getAccessibleContext() for i in range(tree.getAccessibleChildCount())]

        roots = wait_for(entries)
        names = [root.getAccessibleName() for root in roots]
        self.assertEqual(names[0], "Begründungskarte")
        self.assertRegex(names[1], r"^Fehler \(\d+\)$")
        self.assertEqual(roots[0].getAccessibleChildCount(), 2)
        # The command again does not open a second window.
        self.dispatch(document, "check")
        self.assertEqual(len(self.windows("Klarbrief: Brief prüfen")), 1)
        # Choosing a finding marks its place.
        wait_for(entries)
        tree = self.part(window, "Begründungskarte und Funde")
        errors = entries()[1]
        entry = errors.getAccessibleChild(0).getAccessibleContext()
        self.assertIn("Nachname", entry.getAccessibleName())
        tree.getAccessibleChild(1).getAccessibleContext().selectAccessibleChild(0)
        controller = document.getCurrentController()

        def selected():
            selection = controller.getSelection()
            return selection.getByIndex(0).getString() if selection else ""

        self.assertTrue(wait_for(lambda: "Nachname" in selected()), selected())
        # It closes with the letter, also if the window stays for another one.
        document.setModified(False)
        frame = document.getCurrentController().getFrame()
        self.documents.remove(document)
        self.documents.append(frame.loadComponentFromURL("private:factory/swriter", "_self", 0, ()))
        self.assertTrue(wait_for(lambda: not self.windows("Klarbrief: Brief prüfen")))

    def test_paragraphs_of_a_letter_that_was_checked_are_read_as_such(self):
        """Some wording is empty only where reasons belong. Writer does not say what kind of letter a paragraph is from."""
        text = "Die gesetzlichen Voraussetzungen liegen nach Prüfung der Sach- und Rechtslage nicht vor."
        empty = ("begruendung/leerformel", text[len("Die gesetzlichen ") : -1])
        self.assertNotIn(empty, self.found(text))
        document = self.open("refusal-no-reasons/before.docx")
        self.dispatch(document, "check")
        self.assertTrue(wait_for(lambda: empty in self.found(text)), self.found(text))
        document.setModified(False)
        document.close(True)
        self.documents.remove(document)
        self.assertTrue(wait_for(lambda: empty not in self.found(text)))

    def test_english_words_where_they_are_set(self):
        desk.set(Language="en")
        document = self.write("Bezüglich der Prüfung ist es so.")
        self.dispatch(document, "check")
        self.assertTrue(wait_for(lambda: self.windows("Klarbrief: Check letter")))

    def test_a_missing_program_is_said_in_the_window(self):
        desk.set(Binary="/nirgends/klarbrief")
        document = self.write("Bezüglich der Prüfung ist es so.")
        self.dispatch(document, "check")
        window = wait_for(lambda: self.windows("Klarbrief: Brief prüfen"))[0]

        def says():
            tree = self.part(window, "Begründungskarte und Funde")
            names = [tree.getAccessibleChild(i).getAccessibleContext() for i in range(tree.getAccessibleChildCount())]
            return any("/nirgends/klarbrief" in name.getAccessibleName() for name in names)

        self.assertTrue(wait_for(says))


class OptionsPage(OfficeTest):
    def page(self):
        leaf = desk.registry("/org.openoffice.Office.OptionsDialog/Nodes/org.klarbrief.writer/Leaves/org.klarbrief.writer.options")
        handler = desk.create(leaf.getByName("EventHandlerService"))
        expander = desk.context.getByName("/singletons/com.sun.star.util.theMacroExpander")
        url = leaf.getByName("OptionsPage")
        if url.startswith("vnd.sun.star.expand:"):
            url = expander.expandMacros(url[len("vnd.sun.star.expand:") :])
        provider = desk.create("com.sun.star.awt.ContainerWindowProvider")
        parent = self.write("x").getCurrentController().getFrame().getContainerWindow()
        window = provider.createContainerWindow(url, "", parent, None)
        self.assertEqual(handler.getSupportedMethodNames(), ("external_event",))
        self.assertTrue(handler.callHandlerMethod(window, "initialize", "external_event"))
        return window, handler

    def test_what_is_chosen_is_kept_and_shown_again(self):
        window, handler = self.page()
        control = window.getControl
        self.assertEqual(control("land").getItemCount(), 17)
        control("land").selectItem("Niedersachsen" if "Niedersachsen" in control("land").getItems() else "", True)
        kinds = control("kind").getItems()
        self.assertEqual(len(kinds), 24)
        control("kind").selectItemPos(1, True)
        control("profile").selectItemPos(2, True)
        control("config").setText(" /amt/klarbrief.toml ")
        control("level").selectItemPos(2, True)
        control("language").selectItemPos(1, True)
        control("today").setState(1)
        control("binary").setText(" {} ".format(desk.program))
        control("rules").setText("satz/passiv\n wort")
        self.assertTrue(handler.callHandlerMethod(window, "ok", "external_event"))
        settings = desk.settings()
        self.assertEqual(settings.getByName("Land"), "NI")
        self.assertEqual(settings.getByName("Kind"), "refusal")
        self.assertEqual(settings.getByName("Profile"), "anschreiben")
        self.assertEqual(settings.getByName("Config"), "/amt/klarbrief.toml")
        self.assertEqual(settings.getByName("Level"), "warning")
        self.assertEqual(settings.getByName("Language"), "en")
        self.assertIs(settings.getByName("CompareToday"), True)
        self.assertEqual(settings.getByName("Binary"), str(desk.program))
        self.assertEqual(settings.getByName("RulesOff"), ("satz/passiv", "wort"))
        self.assertEqual(self.found("Bezüglich der Prüfung ist es so."), [])
        window, handler = self.page()
        self.assertEqual(window.getControl("land").getSelectedItem(), "Niedersachsen")
        self.assertEqual(window.getControl("rules").getText(), "satz/passiv\nwort")
        # "back" takes back what was not kept.
        window.getControl("rules").setText("")
        handler.callHandlerMethod(window, "back", "external_event")
        self.assertEqual(window.getControl("rules").getText(), "satz/passiv\nwort")
        self.assertFalse(handler.callHandlerMethod(window, "nonsense", "external_event"))

    def test_writer_is_told_to_look_again(self):
        """After a change of the settings the paragraphs are checked anew."""
        import unohelper
        from com.sun.star.linguistic2 import XLinguServiceEventListener

        heard = []

        class Listener(unohelper.Base, XLinguServiceEventListener):
            def processLinguServiceEvent(self, event):
                heard.append(event.nEvent)

            def disposing(self, _event):
                pass

        listener = Listener()
        self.assertTrue(self.proofreader.addLinguServiceEventListener(listener))
        window, handler = self.page()
        window.getControl("rules").setText("satz")
        handler.callHandlerMethod(window, "ok", "external_event")
        again = uno.getConstantByName("com.sun.star.linguistic2.LinguServiceEventFlags.PROOFREAD_AGAIN")
        self.assertIn(again, heard)
        self.assertTrue(self.proofreader.removeLinguServiceEventListener(listener))
        self.assertFalse(self.proofreader.removeLinguServiceEventListener(listener))


if __name__ == "__main__":
    sys.exit("run.py runs the tests")
