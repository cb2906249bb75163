"""What pictures say beside what they show: camera, place, time, author, and the names of their files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import count

from juesuan.word.parts import Parts

_PNG = b"\x89PNG\r\n\x1a\n"
_SHOWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs hIST sPLT acTL fcTL fdAT mDCV cLLI".split()
)
"""Chunks of a PNG that draw it. The others are texts, times and what a camera or program adds."""
_SOS, _EOI, _APP2 = 0xDA, 0xD9, 0xE2
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a length
_SAID = frozenset((0xFE, *range(0xE1, 0xF0))) - {
    0xEE
}  # comments and applications' data; 0xEE tells of colours
_ORIENTATION = 0x0112
_AUTOMATIC = re.compile(r"image\d+\.\w+")


def clean_pictures(parts: Parts) -> None:
    """Take out of every JPEG and PNG what it does not show (its orientation stays); name all pictures alike."""
    pictures = {each.target for each in parts.relations() if each.kind == "image" and not each.external}
    for name in sorted(pictures & {*parts}):
        parts.put(name, cleaned(parts.blob(name)))
        folder, base = posixpath.split(name)
        if not _AUTOMATIC.fullmatch(base):
            ending = posixpath.splitext(base)[1].lower()
            free = (posixpath.join(folder, f"image{number}{ending}") for number in count(1))
            parts.rename(name, next(each for each in free if each not in parts))


def cleaned(data: bytes) -> bytes:
    """A picture without what it does not show; of another kind, or damaged: as it is."""
    try:
        if data.startswith(_PNG):
            return _PNG + b"".join(_chunks(data))
        if data.startswith(b"\xff\xd8"):
            return b"\xff\xd8" + b"".join(_segments(data))
    except (IndexError, ValueError):
        pass
    return data


def _chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while True:
        end = at + 12 + int.from_bytes(data[at : at + 4])
        kind = data[at + 4 : at + 8]
        if len(kind) < 4 or end > len(data):
            raise ValueError("cut short")
        if kind in _SHOWN:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        if marker == _EOI:
            yield data[at : at + 2]
            return
        end = at + 2 if marker in _ALONE else at + 2 + int.from_bytes(data[at + 2 : at + 4])
        segment = data[at:end]
        if marker == _SOS:
            end = _scan_end(data, end)
            yield data[at:end]
        elif marker not in _SAID or (marker == _APP2 and segment[4:].startswith(b"ICC_PROFILE")):
            yield segment
        elif segment[4:].startswith(b"Exif\0\0"):
            yield _turned(_orientation(segment[10:]))
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded picture ends: at a marker that is none of its own."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and data[at + 1] not in _ALONE and data[at + 1] != 0xFF:
            return at
        at += 1


def _orientation(tiff: bytes) -> int:
    """How a camera was held, of Exif data; 1 where it does not say."""
    little = tiff.startswith(b"II")

    def number(start: int, size: int) -> int:
        return int.from_bytes(tiff[start : start + size], "little" if little else "big")

    first = number(4, 4)
    for at in range(first + 2, first + 2 + 12 * number(first, 2), 12):
        if number(at, 2) == _ORIENTATION:
            return number(at + 8, 2)
    return 1


def _turned(orientation: int) -> bytes:
    """Exif data that tell the orientation alone; nothing for a picture that stands upright."""
    if not 2 <= orientation <= 8:
        return b""
    entry = _ORIENTATION.to_bytes(2) + b"\0\3" + b"\0\0\0\1" + orientation.to_bytes(2) + b"\0\0"
    body = b"Exif\0\0" + b"MM\0*\0\0\0\x08" + b"\0\1" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body
