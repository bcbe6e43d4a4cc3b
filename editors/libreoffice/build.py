#!/usr/bin/env python3
"""Builds klarbrief.oxt. The same sources give the same bytes, on every machine.

    python3 editors/libreoffice/build.py [--output FILE] [--program PLATFORM=FILE ...]

--program puts the program klarbrief into the extension, so that offices install one file: PLATFORM is linux-x86_64, linux-aarch64,
windows-x86_64, macos-aarch64 or macos-x86_64. May be repeated.
"""

import argparse
import os
import re
import struct
import sys
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "extension"
CARGO = HERE.parent.parent / "Cargo.toml"

PLATFORMS = ("linux-x86_64", "linux-aarch64", "windows-x86_64", "macos-aarch64", "macos-x86_64")

# The first day that a zip archive can name.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def version():
    """The version of the workspace, so that extension and program never differ."""
    found = re.search(r'^\[workspace\.package\][^\[]*?^version\s*=\s*"([^"]+)"', CARGO.read_text("utf-8"), re.M | re.S)
    if not found:
        sys.exit("{}: no version in [workspace.package]".format(CARGO))
    return found.group(1)


def icon(size):
    """A letter with an underlined line, as PNG."""
    paper, edge, ink, wave = (255, 255, 255, 255), (70, 90, 120, 255), (150, 160, 175, 255), (199, 119, 0, 255)
    clear = (0, 0, 0, 0)
    unit = size / 16
    rows = []
    for y in range(size):
        row = bytearray([0])
        for x in range(size):
            u, v = x / unit, y / unit
            colour = clear
            if 2 <= u < 14 and 0.9 <= v < 15.1:
                border = u < 3 or u >= 13 or v < 1.9 or v >= 14.1
                colour = edge if border else paper
                if not border and 4.5 <= u < 11.5:
                    if 4 <= v < 5 or 7 <= v < 8 or (11.6 <= v < 12.6 and u < 8.5):
                        colour = ink
                    if 8.9 <= v < 10.1:
                        colour = wave if (int(u * 1.4) % 2 == 0) == (v < 9.5) else paper
            row += bytes(colour)
        rows.append(bytes(row))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    # Not compressed: compression may differ between versions of zlib.
    body = zlib.compress(b"".join(rows), 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def files():
    """What goes into the extension, by its name there."""
    found = {}
    for path in SOURCES.rglob("*"):
        name = path.relative_to(SOURCES).as_posix()
        if path.is_file() and "__pycache__" not in name and not path.name.startswith("."):
            # Line ends as in the repository, whatever git made of them.
            found[name] = path.read_bytes().replace(b"\r\n", b"\n")
    found["description.xml"] = found["description.xml"].replace(b"@version@", version().encode())
    for name, size in (("check_16", 16), ("check_26", 26), ("klarbrief_42", 42)):
        found["icons/{}.png".format(name)] = icon(size)
    for name in ("LICENSE-MIT", "LICENSE-APACHE"):
        found["licences/" + name] = (CARGO.parent / name).read_bytes().replace(b"\r\n", b"\n")
    return found


def programs(given):
    found = {}
    for entry in given:
        platform, _, path = entry.partition("=")
        if platform not in PLATFORMS or not path:
            sys.exit("--program {}: PLATFORM=FILE is expected, PLATFORM is {}".format(entry, ", ".join(PLATFORMS)))
        name = "klarbrief.exe" if platform.startswith("windows") else "klarbrief"
        try:
            found["bin/{}/{}".format(platform, name)] = Path(path).read_bytes()
        except OSError as error:
            sys.exit("--program {}: {}".format(entry, error.strerror))
    return found


def build(output, with_programs=()):
    content = files()
    content.update(programs(with_programs))
    part = output.with_name(output.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(part, "w") as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system = 3
            entry.external_attr = (0o100755 if name.startswith("bin/") else 0o100644) << 16
            # Stored, not compressed, but for programs: compression may differ between versions of zlib.
            entry.compress_type = zipfile.ZIP_DEFLATED if name.startswith("bin/") else zipfile.ZIP_STORED
            archive.writestr(entry, content[name])
    os.replace(part, output)
    return output


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=CARGO.parent / "target" / "klarbrief.oxt")
    parser.add_argument("--program", action="append", default=[], metavar="PLATFORM=FILE")
    given = parser.parse_args()
    print(build(given.output, given.program))


if __name__ == "__main__":
    main()
