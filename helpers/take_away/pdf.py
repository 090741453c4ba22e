"""What matplotlib's PDF leaves out: the language of the document."""

from __future__ import annotations

import re


def with_language(pdf: bytes, language: str) -> bytes:
    """The PDF with its catalogue written once more, as an update (ISO 32000-1, 7.5.6), with its language."""
    trailer = pdf[pdf.rindex(b"trailer") :]
    root = int(re.search(rb"/Root (\d+) 0 R", trailer)[1])
    before = int(re.search(rb"startxref\s+(\d+)", trailer)[1])
    catalogue = re.search(rb"\n%d 0 obj\s*<<(.*?)>>\s*endobj" % root, pdf, re.S)[1]
    more = b" /Lang (%s) /ViewerPreferences << /DisplayDocTitle true >> " % language.encode("ascii")
    update = b"%d 0 obj\n<<%s%s>>\nendobj\n" % (root, catalogue, more)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (root, len(pdf))
    keys = re.search(rb"<<(.*)>>", trailer, re.S)[1]
    end = b"trailer\n<<%s/Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (keys, before, len(pdf) + len(update))
    return pdf + update + table + end
