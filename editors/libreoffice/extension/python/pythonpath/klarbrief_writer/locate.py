"""Where the program `klarbrief` is."""

import os
import platform
import shutil
import stat
import sys

WINDOWS = sys.platform == "win32"
NAME = "klarbrief.exe" if WINDOWS else "klarbrief"


class Missing(Exception):
    """The program was not found. `configured` is the path of the settings, empty if none is set."""

    def __init__(self, configured=""):
        super().__init__(configured)
        self.configured = configured


def platform_folder():
    """The folder inside the extension that holds the program for this machine, such as `linux-x86_64`."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    return "{}-{}".format(system, machine)


def usual_places():
    """Where programs are put by installers and by hand, best first."""
    home = os.path.expanduser("~")
    if WINDOWS:
        bases = [os.environ.get("LOCALAPPDATA"), os.environ.get("ProgramFiles"), os.environ.get("ProgramFiles(x86)")]
        places = []
        for base in filter(None, bases):
            places += [os.path.join(base, "Programs", "Klarbrief"), os.path.join(base, "Klarbrief")]
    else:
        places = ["/usr/local/bin", "/usr/bin", "/opt/klarbrief/bin", "/opt/klarbrief", "/opt/homebrew/bin"]
        places += [os.path.join(home, ".local", "bin"), "/Applications/Klarbrief.app/Contents/MacOS"]
    places.append(os.path.join(home, ".cargo", "bin"))
    return [os.path.join(place, NAME) for place in places]


def runnable(path):
    return os.path.isfile(path) and (WINDOWS or os.access(path, os.X_OK))


def find(configured="", inside=None):
    """Returns the path of the program: that of the settings, else the one inside the extension (`inside` is its folder), else
    the first on PATH or in the usual places.

    Raises Missing if there is none, also if the settings name a file that cannot be run: who sets a path means that one.
    """
    configured = os.path.expanduser(configured.strip().strip('"'))
    if configured:
        if os.path.isdir(configured):
            configured = os.path.join(configured, NAME)
        if runnable(configured):
            return configured
        raise Missing(configured)
    if inside:
        bundled = os.path.join(inside, "bin", platform_folder(), NAME)
        if os.path.isfile(bundled):
            make_runnable(bundled)
            if runnable(bundled):
                return bundled
    on_path = shutil.which(NAME)
    if on_path:
        return on_path
    for place in usual_places():
        if runnable(place):
            return place
    raise Missing()


def make_runnable(path):
    # Installing an extension drops the permission to run files.
    if not WINDOWS and not os.access(path, os.X_OK):
        try:
            os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
        except OSError:
            pass
