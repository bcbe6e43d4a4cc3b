#!/usr/bin/env python3
"""Tests the extension: its plain Python, then installed in a real LibreOffice without windows.

    python3 editors/libreoffice/tests/run.py [--require-office] [--program FILE]

Needs the program klarbrief (else the newest in target/ is taken) and, for the second part, soffice, unopkg and a Python with the module
`uno`; on Debian: libreoffice-writer-nogui python3-uno. What is missing is skipped with its reason; with
--require-office that is a failure.
"""

import argparse
import os
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
MODULES = HERE.parent / "extension" / "python" / "pythonpath"

# Pythons that may know `uno`: Debian's, and those that come with LibreOffice.
PYTHONS = ("/usr/bin/python3", "/usr/lib/libreoffice/program/python", "/opt/libreoffice/program/python")


def newest_program():
    folder = Path(os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target")))
    name = "klarbrief.exe" if sys.platform == "win32" else "klarbrief"
    built = [path for path in folder.glob("*/" + name) if path.is_file()]
    return max(built, key=lambda path: path.stat().st_mtime, default=None)


def knows_uno(python):
    if not python or not os.access(python, os.X_OK):
        return False
    run = subprocess.run([python, "-c", "import uno"], stderr=subprocess.DEVNULL, check=False)
    return run.returncode == 0


def missing():
    """Why the tests in the office cannot run; empty if they can."""
    reasons = ["{} is not installed".format(name) for name in ("soffice", "unopkg") if not shutil.which(name)]
    if not any(knows_uno(python) for python in (sys.executable,) + PYTHONS):
        reasons.append("no Python here knows the module uno (Debian: python3-uno)")
    loader = [Path(shutil.which("soffice") or "/").resolve().parent / "pythonloader.py"]
    if not reasons and not any(path.exists() for path in loader):
        reasons.append("LibreOffice cannot run Python (Debian: python3-uno)")
    return "; ".join(reasons)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--require-office", action="store_true", help="fail where LibreOffice is missing")
    parser.add_argument("--program", type=Path, help="the program klarbrief")
    parser.add_argument("--only", metavar="NAME", help="only tests whose name holds NAME")
    given = parser.parse_args()

    program = given.program or newest_program()
    if program is None:
        print("SKIPPED: the program klarbrief is not built (cargo build --release)")
        return 1 if given.require_office else 0
    reason = missing()
    if not reason and not knows_uno(sys.executable):
        # The same again with a Python that can talk to the office.
        python = next(p for p in PYTHONS if knows_uno(p))
        os.execv(python, [python, str(Path(__file__).resolve())] + sys.argv[1:])

    os.environ["KLARBRIEF_TEST_PROGRAM"] = str(program.resolve())
    sys.path[:0] = [str(HERE), str(MODULES), str(HERE.parent)]
    sys.dont_write_bytecode = True
    print("program: {}".format(program))
    names = ["test_plain"] + ([] if reason else ["test_office"])
    loader = unittest.TestLoader()
    if given.only:
        loader.testNamePatterns = ["*{}*".format(given.only)]
    result = unittest.TextTestRunner(verbosity=2).run(loader.loadTestsFromNames(names))
    if reason:
        print("SKIPPED: the tests in LibreOffice: {}".format(reason))
        if given.require_office:
            return 1
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
