"""PDF files that restrict their reader, and scans that carry the words under the picture."""

from __future__ import annotations

import hashlib
import re
import zlib

from PIL import Image, ImageDraw

from tests.read.building import build_pdf
from tests.read.made import MadeForm
from tests.read.made.papers import HEAD, PROSE_WANT, ROWS, WANT, XS, build_papers, heading, scored

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
NAMED = re.compile(rb"\((Adobe|GB1)\)")


def rc4(key: bytes, content: bytes) -> bytes:
    state, at = list(range(256)), 0
    for n in range(256):
        at = (at + state[n] + key[n % len(key)]) % 256
        state[n], state[at] = state[at], state[n]
    out, n, at = bytearray(), 0, 0
    for byte in content:
        n = (n + 1) % 256
        at = (at + state[n]) % 256
        state[n], state[at] = state[at], state[n]
        out.append(byte ^ state[(state[n] + state[at]) % 256])
    return bytes(out)


def restrict(content: bytes) -> bytes:
    """The file under an owner's password: it opens for everyone, and asks not to be copied."""
    owner = rc4(hashlib.md5(b"owner" + PAD[:27], usedforsecurity=False).digest()[:5], PAD)
    rights, name = (-44).to_bytes(4, "little", signed=True), b"0123456789abcdef"
    key = hashlib.md5(PAD + owner + rights + name, usedforsecurity=False).digest()[:5]
    out, places = b"%PDF-1.4\n", []
    for number, body in OBJECT.findall(content):
        own = hashlib.md5(key + int(number).to_bytes(3, "little") + b"\0\0", usedforsecurity=False).digest()[:10]
        words = NAMED.sub(lambda found, own=own: b"<" + rc4(own, found[1]).hex().encode() + b">", body)
        sealed = STREAM.sub(lambda found, own=own: b"stream\n" + rc4(own, found[1]) + b"\nendstream", words)
        places.append(len(out))
        out += number + b" 0 obj\n" + sealed + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    encrypt = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{rc4(key, PAD).hex()}> /P -44 >>"
    trailer = f"<< /Size {len(places) + 1} /Root 1 0 R /Encrypt {encrypt} /ID [<{name.hex()}><{name.hex()}>] >>"
    return out + f"trailer {trailer}\nstartxref\n{start}\n%%EOF\n".encode()


def build_searchable() -> bytes:
    """A picture of the page with the table's lines, and the words in a layer that does not show."""
    ys, words = scored()
    scale = 2.0
    picture = Image.new("1", (int(595 * scale), int(842 * scale)), 1)
    pen = ImageDraw.Draw(picture)
    for y in ys:
        pen.line([(XS[0] * scale, (842 - y) * scale), (XS[-1] * scale, (842 - y) * scale)], fill=0, width=3)
    for x in XS:
        pen.line([(x * scale, (842 - ys[0]) * scale), (x * scale, (842 - ys[-1]) * scale)], fill=0, width=3)
    for n, cells in enumerate([HEAD, *ROWS]):
        for text, x in zip(cells, XS, strict=False):
            left, top = (x + 3) * scale, (842 - ys[n] + 8) * scale
            for place in range(len(text)):
                pen.rectangle([left + 20 * place, top, left + 20 * place + 15, top + 16], outline=0)
    packed = zlib.compress(picture.tobytes(), 9).hex() + ">"
    image = (
        f"q 595 0 0 842 0 0 cm BI /W {picture.width} /H {picture.height} /CS /G /BPC 1 /F [/AHx /Fl] ID {packed} EI Q "
    )
    return build_pdf([f"{image} BT 3 Tr ET {heading()} {words}"])


def build_sealed() -> list[MadeForm]:
    (prose,) = [form for form in build_papers() if form.name == "gbk-euc-h.pdf"]
    searchable = {"or": [WANT, {"indicators": 0, "told": "扫描|图像|图片|表格"}]}
    return [
        MadeForm("restricted.pdf", restrict(prose.content), PROSE_WANT),
        MadeForm("searchable-scan.pdf", build_searchable(), searchable),
    ]
