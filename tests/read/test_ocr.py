"""What surrounds the recogniser: lines of tables, seals, skew, words over two cells, digits passed over."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

from extractor.read.layout.pages import read_page
from extractor.read.layout.paragraphs import lay_pages
from extractor.read.ocr import engine as ocr
from extractor.read.ocr.engine import RecognizedWords, TextRecognizer
from extractor.read.ocr.preprocess import find_rules, take_off_seal, turn_picture

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

XS, YS = [200, 400, 900, 1400], [300, 400, 520, 640]


def blank() -> Any:
    return np.full((2339, 1654), 255, np.uint8)


def draw_grid(picture: Any) -> Any:
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), 0, 3)
    for x in XS:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), 0, 3)
    return picture


class StubEngine:
    """Answers as rapidocr does, with lines that were planted; remembers no calls."""

    def __init__(self, lines: list[tuple[str, float, float, float, float, float]], lone: str = "") -> None:
        self.lines = lines
        self.lone = lone

    def __call__(self, _picture: Any, *, use_det: bool, use_cls: bool, use_rec: bool) -> Any:
        assert not use_cls
        assert use_rec
        if not use_det:
            return SimpleNamespace(txts=(self.lone,), scores=(0.99,))
        boxes = [((x0, y0), (x1, y0), (x1, y1), (x0, y1)) for _, x0, y0, x1, y1, _ in self.lines]
        return SimpleNamespace(
            boxes=np.array(boxes), txts=[line[0] for line in self.lines], scores=[line[5] for line in self.lines]
        )


def read(monkeypatch: pytest.MonkeyPatch, picture: Any, lines: list[tuple[Any, ...]], lone: str = "") -> Any:
    monkeypatch.setattr(ocr, "_load_engine", lambda: StubEngine(lines, lone))
    page = read_page(TextRecognizer().read(picture, 1, 595.3))
    return lay_pages([page]).build(None, "image/png", "ocr", 1)  # type: ignore[arg-type]


def test_recognised_words_fall_into_the_cells_of_the_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        ("序号", 220, 330, 300, 370, 0.99),
        ("指标", 420, 330, 500, 370, 0.99),
        ("分值", 920, 330, 1000, 370, 0.99),
    ]
    lines += [("1", 220, 440, 240, 480, 0.99), ("双公示", 420, 440, 540, 480, 0.7)]
    lines += [("2", 220, 560, 240, 600, 0.99), ("信用承诺", 420, 560, 580, 600, 0.99), ("10", 920, 560, 960, 600, 0.99)]
    source = read(monkeypatch, draw_grid(blank()), lines)
    assert source.text == "\n序号\t指标\t分值\n1\t双公示\t\n2\t信用承诺\t10\n\n"
    assert [problem.code for problem in source.problems] == ["ocr-uncertain"]
    assert source.text[slice(source.problems[0].place.start, source.problems[0].place.end)] == "双公示"


def test_words_of_two_cells_read_as_one_are_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        ("序号指标释义", 320, 330, 560, 370, 0.99),
        ("1", 220, 440, 240, 480, 0.99),
        ("承诺", 420, 440, 500, 480, 0.99),
    ]
    source = read(monkeypatch, draw_grid(blank()), lines)
    assert source.text.startswith("\n序号\t指标释义\t\n")


def test_a_digit_that_the_detector_passed_over_is_read_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = draw_grid(blank())
    cv2.putText(picture, "4", (930, 480), cv2.FONT_HERSHEY_SIMPLEX, 1.4, 0, 4)
    lines = [("序号", 220, 330, 300, 370, 0.99), ("指标", 420, 330, 500, 370, 0.99), ("1", 220, 440, 240, 480, 0.99)]
    assert "1\t\t4\n" in read(monkeypatch, picture, lines, lone="4").text


def test_lines_are_found_and_strokes_of_large_characters_are_not() -> None:
    picture = draw_grid(blank())
    cv2.line(picture, (300, 100), (390, 100), 0, 6)  # 一 of a letterhead
    cv2.line(picture, (345, 60), (345, 140), 0, 6)
    level, upright, missed = find_rules(picture, [(290.0, 50.0, 400.0, 150.0)])
    assert [round(at) for at, _, _ in level] == YS
    assert sorted(round(at) for at, _, _ in upright) == XS
    assert missed == []


def test_a_seal_goes_and_a_red_letterhead_stays() -> None:
    picture = np.full((1000, 800, 3), 255, np.uint8)
    red = (40, 30, 210)
    cv2.putText(picture, "FILE", (200, 150), cv2.FONT_HERSHEY_SIMPLEX, 3, red, 12)
    cv2.circle(picture, (500, 700), 90, red, 10)
    cv2.putText(picture, "word", (440, 720), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 4)
    gray = take_off_seal(picture)
    assert gray[100:160, 200:500].min() < 120
    assert gray[600:640, 420:580].min() > 180
    assert gray[690:725, 440:560].min() < 60


@pytest.mark.parametrize("angle", [-2.0, 0.8, 2.5])
def test_skew_is_measured_and_taken_back(angle: float) -> None:
    radians = math.radians(angle)
    words = []
    for y in range(200, 2000, 200):
        x = 700.0
        words.append(RecognizedWords("县", 0.9, x, y + (x - 827) * math.tan(radians), 1000, 40, angle))
    measured = ocr._skew(words)  # noqa: SLF001
    assert measured == pytest.approx(angle)
    turned = ocr._turn_words(words[0], measured, (2339, 1654))  # noqa: SLF001
    assert turned.angle == pytest.approx(0)
    picture = turn_picture(draw_grid(blank()), -angle)
    level, _, _ = find_rules(turn_picture(picture, angle), [])
    assert len({round(at / 6) for at, _, _ in level}) >= len(YS)


def test_without_the_packages_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    assert not ocr.is_installed()
