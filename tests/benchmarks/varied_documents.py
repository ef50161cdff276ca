"""In: the five documents. Out: as many varied ones as are wanted, as text, every fifth a PDF; each by number and seed.

    python -m tests.benchmarks.varied_documents 2000 FOLDER

Place, year, number of the document, wordings, quantities and numbered items differ. The n-th document depends on its
number and the seed alone. Not handled: wording that no official would write is possible.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.varied_plans import SYNONYMS

CORPORA = Path(__file__).parents[2] / "corpora"
PLACES = {"changqing": "长清区", "chengwu": "成武县", "jiaxian": "郏县", "lingbi": "灵璧县", "pingyin": "平阴县"}
COUNTIES = [
    "定陶区",
    "曹县",
    "单县",
    "巨野县",
    "郓城县",
    "鄄城县",
    "东明县",
    "商河县",
    "历城区",
    "章丘区",
    "莱芜区",
    "钢城区",
    "宝丰县",
    "叶县",
    "鲁山县",
    "舞钢市",
    "襄城县",
    "禹州市",
    "长葛市",
    "鄢陵县",
    "泗县",
    "砀山县",
    "萧县",
    "怀远县",
    "五河县",
    "固镇县",
    "涡阳县",
    "蒙城县",
    "利辛县",
    "临泉县",
    "太和县",
    "阜南县",
    "颍上县",
    "寿县",
    "霍邱县",
    "舒城县",
    "金寨县",
    "霍山县",
    "睢宁县",
    "新沂市",
    "邳州市",
    "丰县",
    "沛县",
    "沭阳县",
    "泗阳县",
    "泗洪县",
    "涟水县",
    "盱眙县",
    "金湖县",
]
FULL_YEAR = re.compile(r"20[12]\d(?=年|〕)")
SERIAL = re.compile(r"(?<=〕)\d+(?=号)")
QUANTITY = re.compile(r"(?<![\d.])\d{1,2}(?=[%％家篇次条户])")
ITEM = re.compile(r"^\d{1,2}[.．、]")
ALTER, DROP, OTHER = 0.3, 0.1, 0.4
PDF_EVERY = 5
WIDTH, LINES = 44, 48
SONG = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor "
    b"/FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 "
    b"/CapHeight 880 /StemV 93 >> >>"
)
"""a font that every reader of PDF knows by name"""


def vary_documents(count: int, *, first: int = 0, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """Yield the file name and the bytes of each document."""
    texts = {name: (CORPORA / name / f"{name}.txt").read_text("utf-8") for name in PLACES}
    names = sorted(texts)
    for number in range(first, first + count):
        draw = random.Random(f"{seed}:{number}")  # noqa: S311 - a repeatable draw, no secret
        name = names[number % len(names)]
        text = vary_text(texts[name], PLACES[name], draw)
        if (number // len(names)) % PDF_EVERY == 0:
            yield f"v{number:06d}.pdf", build_pdf(text)
        else:
            yield f"v{number:06d}.txt", text.encode()


def vary_text(text: str, place: str, draw: random.Random) -> str:
    """Return one varied text."""
    shift, serial = draw.randint(-2, 3), draw.randint(1, 99)
    text = text.replace(place, draw.choice(COUNTIES))
    text = FULL_YEAR.sub(lambda match: str(int(match.group()) + shift), text)
    text = SERIAL.sub(str(serial), text)
    for old, new in SYNONYMS:
        if draw.random() < ALTER:
            text = text.replace(old, new)
    lines = [line for line in text.split("\n") if not (ITEM.match(line) and draw.random() < DROP)]
    return "\n".join(_vary_quantities(line, draw) for line in lines)


def _vary_quantities(line: str, draw: random.Random) -> str:
    if draw.random() >= OTHER:
        return line
    offset = draw.randint(1, 9)
    return QUANTITY.sub(lambda match: str(min(int(match.group()) + offset, 100)), line)


def build_pdf(text: str) -> bytes:
    """Return a PDF of one text line after the other, in a font that every reader of PDF knows by name."""
    lines = [line[at : at + WIDTH] for line in text.split("\n") for at in range(0, max(len(line), 1), WIDTH)]
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        SONG,
    ]
    for number, page in enumerate(pages):
        drawn = "".join(
            f"1 0 0 1 60 {790 - 15 * row} Tm <{line.encode('utf-16-be').hex()}> Tj\n" for row, line in enumerate(page)
        )
        stream = f"BT /F1 10.5 Tf\n{drawn}ET".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return _join(objects)


def _join(objects: list[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + head + tail


def main(argv: list[str]) -> int:
    """Write so many documents into a folder; a third argument is the number of the first."""
    folder = Path(argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in vary_documents(int(argv[0]), first=int(argv[2]) if len(argv) > 2 else 0):
        (folder / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
