"""Make hostile inputs: a sound seed of every format and of every JSON and YAML input, and ways to damage it.

Everything comes from one `random.Random`, so that a seed number gives the same inputs again.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = ROOT / "tests" / "fixtures" / "made"
FORMS = ROOT / "tests" / "read" / "cases" / "forms"
SIGNS = [
    "\x00",
    "\x1b[2J",
    "\ufffd",
    "\u202e",
    "⼀",
    "𠮷",
    "每",
    "0",
    "％",
    "（",
    "）",
    "、",
    "\t",
    "|",
    "年",
    "99999999999999999999",
    "<",
    "&",
    '"',
    "\r",
    "=1+1",
]
PLAN = (ROOT / "corpora" / "pingyin" / "pingyin.txt").read_text("utf-8")


def seeds() -> list[tuple[str, bytes]]:
    """One sound file of every format, by the ending that its name has."""
    found = [
        (path.suffix, path.read_bytes())
        for path in sorted(FORMS.iterdir())
        if path.suffix in {".docx", ".html", ".ofd", ".pdf", ".xlsx"}
    ]
    found += [
        (path.suffix, path.read_bytes()) for path in sorted(MADE.iterdir()) if path.suffix in {".docx", ".ofd", ".html"}
    ][:6]
    found.append((".txt", PLAN.encode()))
    found.append((".txt", PLAN.encode("gb18030")))
    found.append(
        (".csv", "序号,任务,时限,责任单位\n1,清淤,2024年6月底前,县水利局\n2,植树,9月底,县林业局\n".encode("gbk"))
    )
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.com", "b@example.com", "方案"
    mail.set_content(PLAN[:500])
    mail.add_attachment(PLAN.encode(), maintype="text", subtype="plain", filename="方案.txt")
    found.append((".eml", mail.as_bytes()))
    found.append((".zip", pack({"方案.txt": PLAN.encode(), "附件.csv": "序号,任务\n1,甲\n2,乙\n3,丙\n".encode()})))
    return found


def pack(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def flip(content: bytes, rng: random.Random) -> bytes:
    """Change single bytes."""
    damaged = bytearray(content)
    for _ in range(rng.choice([1, 3, 20, 200])):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    return bytes(damaged)


def cut(content: bytes, rng: random.Random) -> bytes:
    """End early, lose a stretch, or say a stretch many times."""
    start, end = sorted(rng.randrange(len(content)) for _ in range(2))
    return rng.choice(
        [content[:start], content[:start] + content[end:], content[:end] + content[start:end] * rng.choice([1, 9, 60])]
    )


def zero(content: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(content))
    length = rng.randrange(1, 4000)
    return content[:start] + bytes(length) + content[start + length :]


def splice(content: bytes, rng: random.Random) -> bytes:
    """Put signs that mean something into what is text."""
    at = rng.randrange(len(content))
    return content[:at] + (rng.choice(SIGNS) * rng.choice([1, 2, 500])).encode() + content[at:]


def within(content: bytes, rng: random.Random) -> bytes:
    """Damage one member of an archive, the archive itself staying sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - damaged before
        return flip(content, rng)
    names = [name for name in members if members[name]]
    if names:
        name = rng.choice(names)
        members[name] = rng.choice([flip, cut, splice, attribute])(members[name], rng)
    return pack(members)


def attribute(content: bytes, rng: random.Random) -> bytes:
    """Put a number where another stands: sizes, spans, counts."""
    text = content.decode("utf-8", "replace")
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    for at in rng.sample(places, min(len(places), rng.choice([1, 5, 30]))):
        text = text[:at] + rng.choice(["-1", "0", "999999", "1e308", "NaN", "", "5"]) + text[at + 1 :]
    return text.encode("utf-8", "replace")


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flip, cut, zero, splice, within, within, attribute)


def damage(content: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice([1, 1, 2, 4])):
        content = rng.choice(DAMAGES)(content, rng) or b"x"
    return content


def mutate_value(value: object, rng: random.Random) -> object:
    """Change one value somewhere within JSON or YAML data."""
    if isinstance(value, dict) and value and rng.random() < 0.85:
        key = rng.choice(list(value))
        return (
            {**value, key: mutate_value(value[key], rng)}
            if rng.random() < 0.9
            else {k: v for k, v in value.items() if k != key}
        )
    if isinstance(value, list) and value and rng.random() < 0.85:
        at = rng.randrange(len(value))
        return [*value[:at], mutate_value(value[at], rng), *value[at + 1 :]]
    deep: object = 1
    for _ in range(rng.choice([3, 300])):
        deep = [deep]
    return rng.choice(
        [
            None,
            True,
            -1,
            0,
            1e308,
            10**30,
            "",
            "../../x",
            "/etc/x",
            "\x00",
            "2022-02-30",
            "\x1b[2J",
            [],
            {},
            deep,
            "x" * 5000,
            [value] * 50,
        ]
    )


def mutate_json(text: str, rng: random.Random) -> str:
    changed = mutate_value(json.loads(text), rng)
    return json.dumps(changed, ensure_ascii=rng.random() < 0.5)


def mutate_text(text: str, rng: random.Random) -> str:
    """Damage the text of a YAML file."""
    for _ in range(rng.choice([1, 2, 6])):
        at = rng.randrange(len(text) + 1)
        text = rng.choice([
            text[:at] + rng.choice([": ", "- ", "[", "{", "&a ", "*a", "!!python/object:os.system ", "0x_", "2022-02-30", "1e999999999", "\t", "\x07", "'", '"', "<<: "]) + text[at:],
            text[:at], text[:at] + text[at + rng.randrange(1, 60) :], text + text[:at],
        ])  # fmt: skip
    return text or "x"
