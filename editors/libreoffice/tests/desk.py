"""A LibreOffice without windows, with a profile of its own and the extension installed by `unopkg add`."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import build
import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

START_LIMIT = 90
NOBODY = 65534


def value(name, content):
    return PropertyValue(Name=name, Value=content)


def named(name, content):
    return NamedValue(Name=name, Value=content)


class Desk:
    def __init__(self, program):
        self.folder = Path(tempfile.mkdtemp(prefix="klarbrief-office-"))
        self.program = self.folder / "programs" / "klarbrief"
        self.program.parent.mkdir()
        shutil.copy(program, self.program)
        self.extension = build.build(self.folder / "klarbrief.oxt")
        self.profile = "-env:UserInstallation=" + (self.folder / "profile").as_uri()
        # unopkg refuses to install for root alone, and an office of root is no office of a clerk.
        self.identity = {}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            self.identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, NOBODY, NOBODY)
        self.environment = dict(os.environ, HOME=str(self.folder), SAL_USE_VCLPLUGIN="svp", LC_ALL="C.UTF-8")
        # What the tests find must be what they put there.
        self.environment["PATH"] = "/usr/bin:/bin"
        self.office = None
        self.install()
        self.start()

    def run(self, *command):
        done = subprocess.run(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False,
            cwd=self.folder, **self.identity,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def install(self):
        code, said = self.run(shutil.which("unopkg"), "add", "-f", "-s", self.profile, str(self.extension))
        if code != 0:
            raise AssertionError("unopkg add failed: " + said)

    def start(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        address = "socket,host=127.0.0.1,port={};urp".format(port)
        self.log = open(self.folder / "soffice.log", "wb")
        self.office = subprocess.Popen(
            [shutil.which("soffice"), "--headless", "--norestore", "--nologo", "--accept=" + address, self.profile],
            env=self.environment, stdout=self.log, stderr=self.log, cwd=self.folder, start_new_session=True,
            **self.identity,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.monotonic() + START_LIMIT
        while True:
            try:
                self.context = resolver.resolve("uno:" + address + ";StarOffice.ComponentContext")
                return
            except NoConnectException:
                if self.office.poll() is not None or time.monotonic() > end:
                    said = (self.folder / "soffice.log").read_text("utf-8", "replace")
                    raise AssertionError("soffice did not start: " + said) from None
                time.sleep(0.2)

    def close(self):
        try:
            self.end()
        finally:
            # An office that crashed was started again by its own starter.
            try:
                os.killpg(self.office.pid, signal.SIGKILL)
            except (AttributeError, ProcessLookupError):
                pass
            self.log.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def end(self):
        """Ends the office as a person would. Fails if it does not end, or leaves a program behind."""
        try:
            self.create("com.sun.star.frame.Desktop").terminate()
        except DisposedException:
            pass
        try:
            self.office.wait(15)
        except subprocess.TimeoutExpired:
            raise AssertionError("LibreOffice did not end by itself") from None
        if not wait_for(lambda: not self.children()):
            raise AssertionError("klarbrief outlived LibreOffice")

    # The office

    def create(self, service):
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)

    @property
    def desktop(self):
        return self.create("com.sun.star.frame.Desktop")

    def open(self, path):
        # A copy that the office may read, whoever it runs as.
        copy = self.folder / Path(path).name
        shutil.copy(path, copy)
        copy.chmod(0o666)
        return self.desktop.loadComponentFromURL(copy.as_uri(), "_blank", 0, ())

    def write(self, text):
        document = self.desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, ())
        document.Text.setString(text)
        return document

    def registry(self, path, service="ConfigurationAccess"):
        provider = self.create("com.sun.star.configuration.ConfigurationProvider")
        return provider.createInstanceWithArguments(
            "com.sun.star.configuration." + service, (value("nodepath", path),)
        )

    def settings(self):
        return self.registry("/org.klarbrief.Writer/Settings")

    def set(self, **changes):
        access = self.registry("/org.klarbrief.Writer/Settings", "ConfigurationUpdateAccess")
        for name, content in changes.items():
            if isinstance(content, tuple):
                uno.invoke(access, "setPropertyValue", (name, uno.Any("[]string", content)))
            else:
                access.setPropertyValue(name, content)
        access.commitChanges()

    def reset(self):
        self.set(
            Land="", Kind="", Profile="", Config="", Language="de", Binary=str(self.program), Level="hint", CompareToday=False, RulesOff=()
        )

    def children(self):
        """The processes of klarbrief that the office has started (Linux)."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = stat.read_bytes().split(b"\0")
            except OSError:
                continue
            if words[:2] == [str(self.program).encode(), b"batch"]:
                found.append(int(stat.parent.name))
        return found


def wait_for(what, limit=15.0):
    """Waits until `what` gives something, and returns it; None after the limit."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    return None


if __name__ == "__main__":
    sys.exit("run.py runs the tests")
