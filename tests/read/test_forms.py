"""Documents of awkward forms: what must come out of each, from the file to the plan; and what is told of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.read.ocr import engine
from tests.read.building import build_ofd, document, ofd_text

CASES = Path(__file__).parent / "cases" / "forms"
EXPECTED = sorted(CASES.glob("*.expected.json"))
SIDEWAYS = 'Size="5" CTM="0 1 -1 0 150 {y}"'


@pytest.fixture(scope="module")
def mappings() -> Any:
    return extractor.load_mappings()


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in strings(item)]


def find_shortfalls(want: dict[str, Any], plan: dict[str, Any]) -> list[str]:
    """What of `want` a plan does not give; the keys are those that are about reading."""
    if "or" in want:
        tries = [find_shortfalls(one, plan) for one in want["or"]]
        return [] if any(not one for one in tries) else min(tries, key=len)
    found = [f"{k} {len(plan[k])}" for k in ("tasks", "indicators", "phases") if k in want and len(plan[k]) != want[k]]
    if "points" in want and [row["points"] for row in plan["indicators"]] != want["points"]:
        found.append("points")
    if "nos" in want and [row["no"] for row in plan["indicators"]] != want["nos"]:
        found.append("nos")
    found += [f"{k} {plan['metadata'][k]}" for k, v in want.get("metadata", {}).items() if plan["metadata"][k] != v]
    units = [unit["name"] for item in (*plan["tasks"], *plan["indicators"]) for unit in item["units"]]
    found += [f"no unit {name}" for name in want.get("units", []) if name not in units]
    found += [f"problem {c}" for c in want.get("problems_absent", []) if c in [p["code"] for p in plan["problems"]]]
    if "values_absent" in want:
        values = [
            {k: v for k, v in item.items() if k not in ("place", "text")} for item in plan["tasks"] + plan["indicators"]
        ]
        found += [text for text in strings([*values, plan["metadata"]]) if re.search(want["values_absent"], text)]
    if "told" in want:
        said = [x for key in ("problems", "unread", "doubts") for x in plan[key] if x.get("code") != "nothing-found"]
        if not any(re.search(want["told"], json.dumps(x, ensure_ascii=False)) for x in said):
            found.append(f"nothing told of {want['told']}")
    return found


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_what_comes_out_of_a_form(path: Path, mappings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    case = json.loads(path.read_text("utf-8"))
    if not case["input"].startswith("p09"):
        monkeypatch.setattr(engine, "is_installed", lambda: False)
    plan = extractor.extract_document(extractor.load_document(CASES / case["input"]), mappings)
    assert find_shortfalls(case["want"], json.loads(extractor.to_json(plan))) == []


def turned(text: str, y: float) -> str:
    return (
        f'<ofd:TextObject Boundary="20 {y} 100 100" {SIDEWAYS.format(y=0)}><ofd:TextCode X="0" Y="5" '
        f'DeltaX="g {len(text) - 1} 5">{text}</ofd:TextCode></ofd:TextObject>'
    )


def test_an_ofd_page_that_lies_on_its_side_is_turned() -> None:
    source = extractor.read_document(document(build_ofd(turned("一、加强水源地保护工作", 20))))
    assert source.text.split() == ["一、加强水源地保护工作"]


def test_all_documents_of_an_ofd_file_are_read() -> None:
    from tests.read.building import OFD, build_zip

    def body(number: int, text: str) -> dict[str, str | bytes]:
        page = f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{ofd_text(text, 20, 30)}</ofd:Layer></ofd:Content></ofd:Page>"
        root = f'<ofd:Document {OFD}><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>'
        return {f"D{number}/Document.xml": root, f"D{number}/P.xml": page}

    bodies = "".join(f"<ofd:DocBody><ofd:DocRoot>D{n}/Document.xml</ofd:DocRoot></ofd:DocBody>" for n in (0, 1))
    content = build_zip(
        {
            "OFD.xml": f"<ofd:OFD {OFD}>{bodies}</ofd:OFD>",
            **body(0, "关于印发方案的通知"),
            **body(1, "养老服务工作方案"),
        }
    )
    source = extractor.read_document(document(content))
    assert source.pages == 2
    assert source.text.split() == ["关于印发方案的通知", "养老服务工作方案"]


@pytest.mark.parametrize("size", ["-4", "1e308", "0"])
def test_characters_of_impossible_size_are_left_out_and_told(size: str) -> None:
    bad = f'<ofd:TextObject Boundary="10 10 100 10" Size="{size}"><ofd:TextCode X="0" Y="4">三字幽</ofd:TextCode></ofd:TextObject>'
    source = extractor.read_document(document(build_ofd(ofd_text("一、加强水源地保护工作", 20, 30) + bad)))
    assert source.text.split() == ["一、加强水源地保护工作"]
    assert [problem.code for problem in source.problems] == ["impossible-characters"]
