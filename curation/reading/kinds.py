"""What kind of file some bytes are, whatever their name says."""

# How files begin that are not text, and what they are called in a sentence.
SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"%PDF", "PDF document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "sound or picture file"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"7z\xbc\xaf'\x1c", "7-Zip archive"),
    (b"Rar!", "RAR archive"),
    (b"\xfd7zXZ", "xz archive"),
    (b"PAR1", "Parquet file"),
    (b"SQLite format 3", "SQLite database"),
    (b"{\\rtf", "RTF document"),
)

# How web pages begin, after blanks and a byte order mark.
PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")
MARKUP = (b"<?xml", b"<kml", b"<gpx", b"<svg")

BLANKS = b" \t\r\n\xef\xbb\xbf"


def kind(content: bytes) -> str:
    """Return text, zip, xls, or the plain name of something that is no table.

    A zip may be a workbook; `workbook.kind_of_zip` tells.
    """
    for start, name in SIGNATURES:
        if content.startswith(start):
            return name
    head = content[:1024].lstrip(BLANKS).lower()
    if head.startswith(PAGES):
        return "web page"
    if head.startswith(MARKUP):
        return "XML file"
    if head.startswith((b"{", b"[")) and content.rstrip(BLANKS).endswith((b"}", b"]")):
        return "JSON file"
    return "text"
