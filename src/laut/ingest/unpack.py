"""Compressed bytes → bytes, never more than allowed, so that a decompression bomb stops early."""

import zlib

GZIP = b"\x1f\x8b"
_MOST_MEMBERS = 1000  # each one copies the rest of the data


class UnpackError(Exception):
    """Compressed data that is damaged (`reason` compression) or too large (`reason` size)."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def unpack(content: bytes, encoding: str, largest: int) -> bytes:
    """Undo an HTTP content coding. What says it is gzip and isn't is taken as it is; UnpackError."""
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in ("gzip", "x-gzip"):
            content = unpack_gzip(content, largest) if content.startswith(GZIP) else content
        elif name == "deflate":
            content = _unpack_deflate(content, largest)
        elif name not in ("identity", "utf-8", "none"):  # some servers put a charset here
            raise UnpackError("compression", f"is compressed as {name[:40]!r}, which was not asked for")
    if len(content) > largest:
        raise UnpackError("size", _describe(largest))
    return content


def unpack_gzip(content: bytes, largest: int) -> bytes:
    """All members of gzip data; UnpackError where it is truncated, damaged or too large."""
    parts: list[bytes] = []
    size = 0
    while content.startswith(GZIP):
        if len(parts) == _MOST_MEMBERS:
            raise UnpackError("compression", f"has more than {_MOST_MEMBERS} compressed members")
        member = zlib.decompressobj(wbits=31)
        part = _inflate(member, content, largest - size)
        size += len(part)
        parts.append(part)
        content = member.unused_data
    return b"".join(parts)


def _unpack_deflate(content: bytes, largest: int) -> bytes:
    """Deflate as the standard means it (zlib), or raw as some servers send it."""
    try:
        return _inflate(zlib.decompressobj(), content, largest)
    except UnpackError as error:
        if error.reason == "size":
            raise
        return _inflate(zlib.decompressobj(wbits=-15), content, largest)


def _inflate(member: "zlib._Decompress", content: bytes, largest: int) -> bytes:
    try:
        part = member.decompress(content, largest + 1)
    except zlib.error as error:
        raise UnpackError("compression", f"is damaged where it is compressed ({error})") from None
    if len(part) > largest:
        raise UnpackError("size", _describe(largest))
    if not member.eof:
        raise UnpackError("compression", "breaks off in the middle of its compressed data")
    return part


def _describe(largest: int) -> str:
    return f"has more than the {largest / 1e6:g} MB that one item may have"
