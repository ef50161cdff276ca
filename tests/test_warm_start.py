"""What Python compiles at each start is taken from where the last run kept it, and means the same."""

import dataclasses
import marshal
import re
import sys

import pytest

from extractor import warm_start
from extractor.warm_start import Compilers, KeptCode, start_warm

COMPILER = sys.modules["re._compiler"]
PATTERNS = [
    (r"(?P<year>20\d{2})年(?P<month>1[0-2]|0?[1-9])月", 0, "于2024年11月底前完成"),
    (r"[一二三四五六七八九十]{1,3}、(?:重点|主要)?任务", 0, "三、重点任务"),
    (r"(?<![贴补息])率[^,。;\d]{0,4}$", 0, "合格率达到"),
    (r"责任单位  :  (?P<names>[^。]+)  # 县教育局", re.VERBOSE, "责任单位:县教育局。"),
    (r"(?i)附件|APP版", 0, "见app版"),
    (r"^[^,。]*?(\d+)(?:个)?工作日(?:之|以)?内\Z", re.MULTILINE, "受理后\n5个工作日内"),
]


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Start warm on a file of this test's own, in a Python that may write; what it takes over is given back."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    plain = COMPILER.compile
    yield lambda: start_warm(tmp_path / "warm.kept")
    assert COMPILER.compile is plain
    assert "exec" not in vars(dataclasses)


def compile_all():
    re.purge()
    return [re.compile(pattern, flags) for pattern, flags, _ in PATTERNS]


def describe(pattern, text):
    found = pattern.search(text)
    return pattern.flags, pattern.groups, dict(pattern.groupindex), found and (found.span(), found.groupdict())


def test_kept_patterns_find_what_fresh_ones_find(started, monkeypatch):
    plain = [describe(pattern, text) for pattern, (_, _, text) in zip(compile_all(), PATTERNS, strict=True)]
    assert all(found for *_, found in plain)
    finish = started()
    first = [describe(pattern, text) for pattern, (_, _, text) in zip(compile_all(), PATTERNS, strict=True)]
    finish()
    monkeypatch.setattr(Compilers, "_translate", None)  # the second start translates nothing
    finish = started()
    second = [describe(pattern, text) for pattern, (_, _, text) in zip(compile_all(), PATTERNS, strict=True)]
    finish()
    assert first == second == plain


def make_fact():
    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Fact:
        """A fact of this test."""

        name: str
        place: int = dataclasses.field(default=0, compare=False)

    return Fact


def test_kept_methods_do_what_fresh_ones_do(started, monkeypatch):
    finish = started()
    make_fact()
    finish()
    monkeypatch.setattr(warm_start, "compile", None, raising=False)  # the second start compiles nothing
    finish = started()
    fact = make_fact()
    finish()
    one, other = fact("县教育局", 3), fact("县教育局", 5)
    assert (one, hash(one), min(one, fact("上级")).name) == (other, hash(other), "上级")
    assert repr(one).endswith("Fact(name='县教育局', place=3)")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "县水利局"


def spoil(content, how):
    sign, patterns, methods = marshal.loads(content)  # noqa: S302 - this test's own file
    match how:
        case "cut":
            return content[: len(content) // 2]
        case "empty":
            return b""
        case "no such file":
            return marshal.dumps("县教育局")
        case "another Python":
            return marshal.dumps(((sign[0] - 1, *sign[1:]), {key: (0, b"", 0, {}, ()) for key in patterns}, {}))
        case "code that the engine refuses":
            return marshal.dumps((sign, {key: (0, b"\xff" * 8, 0, {}, (None,)) for key in patterns}, methods))
    raise AssertionError(how)


@pytest.mark.parametrize("how", ["cut", "empty", "no such file", "another Python", "code that the engine refuses"])
def test_a_spoilt_file_costs_time_only(started, tmp_path, how):
    finish = started()
    compile_all()
    finish()
    path = tmp_path / "warm.kept"
    path.write_bytes(spoil(path.read_bytes(), how))
    finish = started()
    assert all(p.search(text) for p, (_, _, text) in zip(compile_all(), PATTERNS, strict=True))
    finish()
    assert len(marshal.loads(path.read_bytes())[1]) == len(PATTERNS)  # noqa: S302 - the same


def test_nothing_is_written_where_python_is_to_write_none(started, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    finish = started()
    compile_all()
    finish()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_where_nothing_was_new(started, tmp_path):
    finish = started()
    compile_all()
    finish()
    (tmp_path / "warm.kept").chmod(0o400)
    before = (tmp_path / "warm.kept").stat().st_mtime_ns
    finish = started()
    compile_all()
    finish()
    assert (tmp_path / "warm.kept").stat().st_mtime_ns == before


def test_a_broken_pattern_is_refused_as_ever(started):
    finish = started()
    with pytest.raises(re.error, match="unterminated"):
        re.compile("责任单位(")
    finish()


def test_of_too_many_the_last_run_keeps_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(warm_start, "MOST", 2)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    made = (0, b"", 0, {}, ())
    kept = KeptCode(
        tmp_path / "warm.kept", {("甲", 0): made, ("乙", 0): made, ("丙", 0): made}, loaded=True, fresh=True
    )
    assert kept.find_pattern(("乙", 0)) == made
    kept.write()
    again = KeptCode(tmp_path / "warm.kept")
    assert again.find_pattern(("乙", 0)) == made
    assert set(again.patterns) == {("乙", 0)}


def test_a_python_that_is_not_known_starts_as_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(warm_start, "PYTHONS", ((2, 0), (2, 7)))
    plain = COMPILER.compile
    finish = start_warm(tmp_path / "warm.kept")
    assert COMPILER.compile is plain
    finish()
