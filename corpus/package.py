"""Zip packages with the same bytes on every run."""

import io
import zipfile

# The earliest time a zip file can hold.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def pack(parts: list[tuple[str, str]], stored: str = "") -> bytes:
    """The bytes of a zip file with these parts in this order; the part named `stored` is not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()
