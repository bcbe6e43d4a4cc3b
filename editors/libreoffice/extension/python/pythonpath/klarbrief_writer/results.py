"""The window with the results. It stays open beside the letter."""

import uno
import unohelper
from com.sun.star.awt import XActionListener, XTopWindowListener, XWindowListener
from com.sun.star.frame import XFrameActionListener
from com.sun.star.view import XSelectionChangeListener

from .report import Line
from .strings import tr

TOOLKIT = "com.sun.star.awt."
POS_SIZE = 15
DETACHING = uno.Enum("com.sun.star.frame.FrameAction", "COMPONENT_DETACHING")
SINGLE = uno.Enum("com.sun.star.view.SelectionType", "SINGLE")

# Pixels at 96 dpi; scaled by the screen.
WIDTH, HEIGHT = 560, 640
MARGIN = 8
BUTTON = 30


class Results(
    unohelper.Base, XActionListener, XTopWindowListener, XWindowListener, XSelectionChangeListener
):
    def __init__(self, office, frame, session):
        self._office = office
        self._session = session
        self._frame = frame
        self._lines = []
        self._line = None
        self._fixes = []
        self._busy = False
        self._build(frame.getContainerWindow())

    # What the session calls

    def is_open(self):
        return self._dialog is not None

    def raise_window(self):
        if self._dialog:
            self._dialog.toFront()

    def say(self, text):
        self._summary.setText(text)
        self._fill([])
        self._detail("")

    def fail(self, text):
        """Says why there is no result."""
        self._summary.setText(self._tr("missing.title"))
        self._fill([Line(text, details=text)])
        self._detail(text)

    def show(self, report):
        self._summary.setText("\n".join(report.summary))
        self._fill(report.roots)
        self._detail(self._tr("choose"))

    def close(self):
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        self._session.closed()
        dialog.setVisible(False)
        dialog.dispose()

    # Building

    def _tr(self, key, **values):
        return tr(self._session.lang, key, **values)

    def _build(self, parent):
        create = self._office.create
        model = create(TOOLKIT + "UnoControlDialogModel")
        model.Title = self._tr("name") + ": " + self._tr("check.title")
        model.Sizeable = True
        model.Closeable = True
        model.Moveable = True
        dialog = create(TOOLKIT + "UnoControlDialog")
        dialog.setModel(model)
        self._dialog = dialog
        self._summary = self._add(
            "summary", "Edit", MultiLine=True, ReadOnly=True, Border=0, HelpText=self._tr("check.title")
        )
        self._tree = self._add(
            "tree",
            "tree.TreeControl",
            SelectionType=SINGLE,
            RootDisplayed=False,
            ShowsHandles=True,
            ShowsRootHandles=True,
            HelpText=self._tr("list"),
        )
        self._text = self._add(
            "details", "Edit", MultiLine=True, ReadOnly=True, VScroll=True, HelpText=self._tr("details")
        )
        self._choice = self._add("fixes", "ListBox", Dropdown=True, HelpText=self._tr("fixes"))
        self._buttons = {}
        for name in ("apply", "off", "again", "options", "close"):
            button = self._add(name, "Button", Label=self._tr(name))
            button.setActionCommand(name)
            button.addActionListener(self)
            self._buttons[name] = button
        self._tree.addSelectionChangeListener(self)
        dialog.createPeer(create(TOOLKIT + "Toolkit"), parent)
        dialog.addTopWindowListener(self)
        dialog.addWindowListener(self)
        area = parent.getPosSize()
        scale = self._scale()
        width, height = int(WIDTH * scale), int(HEIGHT * scale)
        height = min(height, max(area.Height - 40, 300))
        dialog.setPosSize(max(area.Width - width - 24, 0), 60, width, height, POS_SIZE)
        self._detail("")
        self._layout()
        dialog.setVisible(True)
        self._tree.setFocus()

    def _add(self, name, kind, **properties):
        service = TOOLKIT + (kind if "." in kind else "UnoControl" + kind)
        model = self._dialog.getModel().createInstance(service + "Model")
        for key, value in properties.items():
            model.setPropertyValue(key, value)
        model.Name = name
        self._dialog.getModel().insertByName(name, model)
        return self._dialog.getControl(name)

    def _scale(self):
        info = self._dialog.getPeer().getInfo() if hasattr(self._dialog.getPeer(), "getInfo") else None
        per_metre = info.PixelPerMeterX if info else 0
        return min(max(per_metre / 3780.0, 1.0), 4.0)

    def _layout(self):
        size = self._dialog.getPosSize()
        scale = self._scale()
        margin, button = int(MARGIN * scale), int(BUTTON * scale)
        width = max(size.Width - 2 * margin, 50)
        summary = int(70 * scale)
        bottom = size.Height - margin - button
        choice = bottom - margin - button
        middle = choice - margin - (margin * 2 + summary)
        tree = max(int(middle * 0.6), 40)
        top = margin
        self._summary.setPosSize(margin, top, width, summary, POS_SIZE)
        top += summary + margin
        self._tree.setPosSize(margin, top, width, tree, POS_SIZE)
        top += tree + margin
        self._text.setPosSize(margin, top, width, max(choice - margin - top, 30), POS_SIZE)
        apply = int(190 * scale)
        self._choice.setPosSize(margin, choice, max(width - apply - margin, 30), button, POS_SIZE)
        self._buttons["apply"].setPosSize(margin + width - apply, choice, apply, button, POS_SIZE)
        names = ("off", "again", "options", "close")
        each = (width - margin * (len(names) - 1)) // len(names)
        for index, name in enumerate(names):
            self._buttons[name].setPosSize(margin + index * (each + margin), bottom, each, button, POS_SIZE)

    # Showing

    def _fill(self, roots):
        self._busy = True
        try:
            data = self._office.create(TOOLKIT + "tree.MutableTreeDataModel")
            top = data.createNode("", True)
            data.setRoot(top)
            self._lines = []
            nodes = [self._node(data, top, root) for root in roots]
            self._tree.getModel().DataModel = data
            for index, node in enumerate(nodes):
                # The map and the gravest findings first; tips wait until somebody opens them.
                if node.getChildCount() and index < 3:
                    self._tree.expandNode(node)
                    if index == 0:
                        for child in range(node.getChildCount()):
                            if node.getChildAt(child).getChildCount():
                                self._tree.expandNode(node.getChildAt(child))
        finally:
            self._busy = False

    def _node(self, data, parent, line):
        node = data.createNode(line.text, False)
        node.DataValue = len(self._lines)
        self._lines.append(line)
        parent.appendChild(node)
        for child in line.children:
            self._node(data, node, child)
        return node

    def _detail(self, text, line=None):
        self._line = line
        self._text.setText(text)
        finding = line.finding if line else None
        self._fixes = self._session.check.fixes(finding) if finding else []
        self._choice.removeItems(0, self._choice.getItemCount())
        for index, (_, title) in enumerate(self._fixes):
            self._choice.addItem(title, index)
        if self._fixes:
            self._choice.selectItemPos(0, True)
        self._choice.setEnable(bool(self._fixes))
        self._buttons["apply"].setEnable(bool(self._fixes))
        self._buttons["off"].setEnable(bool(finding))

    def _apply(self):
        number, _ = self._fixes[max(self._choice.getSelectedItemPos(), 0)]
        done = self._session.check.apply(self._line.finding, number)
        self._detail(self._tr("apply.done" if done else "apply.gone"))

    # XSelectionChangeListener

    def selectionChanged(self, event):
        node = self._tree.getSelection()
        if self._busy or node is None or self._dialog is None:
            return
        if isinstance(node, tuple):
            if not node:
                return
            node = node[0]
        line = self._lines[int(node.DataValue)]
        self._session.check.select(line)
        self._detail(line.details or line.text, line)

    # XActionListener

    def actionPerformed(self, event):
        command = event.ActionCommand
        if command == "close":
            # Not while its own button is at work.
            self._office.later(self.close)
        elif command == "again":
            self._session.again()
        elif command == "options":
            self._options()
        elif command == "apply" and self._line and self._fixes:
            self._apply()
        elif command == "off" and self._line and self._line.finding:
            self._session.switch_off(self._line.finding["rule"])

    def _options(self):
        from .check import show_options

        show_options(self._office, self._frame)

    # XTopWindowListener

    def windowClosing(self, _event):
        self._office.later(self.close)

    def windowOpened(self, _event):
        pass

    def windowClosed(self, _event):
        pass

    def windowMinimized(self, _event):
        pass

    def windowNormalized(self, _event):
        pass

    def windowActivated(self, _event):
        pass

    def windowDeactivated(self, _event):
        pass

    # XWindowListener

    def windowResized(self, _event):
        if self._dialog:
            self._layout()

    def windowMoved(self, _event):
        pass

    def windowShown(self, _event):
        pass

    def windowHidden(self, _event):
        pass

    def disposing(self, _event):
        pass


class Closer(unohelper.Base, XFrameActionListener):
    """Does something, once, when a letter leaves its window: closed by the person, or with the window."""

    # A listener in Python at the document itself makes Writer 7.4 crash when that closes.

    def __init__(self, office, frame, work):
        self._office = office
        self._work = work
        frame.addFrameActionListener(self)

    def frameAction(self, event):
        if event.Action == DETACHING:
            self._run()

    def disposing(self, _event):
        self._run()

    def _run(self):
        work, self._work = self._work, None
        if work:
            # Not while the window is at it.
            self._office.later(work)
