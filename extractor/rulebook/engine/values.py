"""In: `Observations` and the rulebook they are for. Out: the exact value of each input, or all that is wrong at once.

A form of another plan or edition is refused with the difference; every value is checked before anything is scored,
and all faults of a form are told in one run. Not handled: reading files (`observations`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal, localcontext

from extractor.errors import ExtractorError
from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.scored.expression import NEVER, Compare, Number, Observed, YearDay, count_days, print_number, walk
from extractor.model.scored.rulebook import Input, Rulebook
from extractor.model.scored.scorecard import Observation, Observations
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Region, split
from extractor.rulebook.engine.lower import find_ends
from extractor.rulebook.engine.program import build_known

ANSWERS = {"是": 1, "否": 0, "yes": 1, "no": 0, "true": 1, "false": 0, "√": 1, "×": 0}
DENIALS = ("未", "不", "没有", "无")
"""An option that begins so is the 否 of a question with two answers: 建立制度, 未建立."""
EXACT = compile_late(r"[+-]?[0-9]+(?:\.[0-9]+)?")
EXPONENT = compile_late(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
TOO_LONG = compile_late(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{3,}")
CHINESE = compile_late(r"(?:百分之)?[零〇一二两三四五六七八九十百千万亿点]+")
FAULTS = ((TOO_LONG, "数太长"), (CHINESE, "是中文数字，请写阿拉伯数字"))
UNDONE = compile_late(r"(?:尚|仍|年底)?未(?:完成|开工|报送|建成|制定|实施|办结)?|没有(?:完成)?|否|无")
"""What was not done in the year has no day."""
DATE = compile_late(r"(?:[0-9]{4}[年/.-])?([0-9]{1,2})[月/.-]([0-9]{1,2})日?")
ALIKE_LABELS = 60
"""A form's words for an input are taken for the rulebook's from this likeness on, of 100."""
SMALL_SHARE = Decimal(5)
"""A rate below 1 % is doubted where all the bounds that it is compared with are at least this."""
MOST_TOLD = 20


class ObservationError(ExtractorError):
    """What was observed cannot be used: nothing is scored. `faults` are the lines, one for each fault."""

    def __init__(self, message: str, *, hint: str = "", faults: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.faults = faults or (str(self),)


def parse_observations(observations: Observations, rulebook: Rulebook) -> dict[str, Decimal]:
    """Return the exact value of each observed input, by input name: yes is 1, a choice the number of its option.

    A value may stand under the input's name or, where it is the only one with it, its label.
    Raises ObservationError with all values that their inputs do not allow.
    """
    _refuse_foreign(observations, rulebook)
    found: dict[str, Decimal] = {}
    faults: list[ObservationError] = []
    for observation in observations.values:
        start = f"{observations.file}: {observation.where}"
        try:
            item = _find_input(observation, rulebook, start)
            value = parse_value(observation.text, item, start, find_bounds(rulebook, item))
        except ObservationError as fault:
            faults.append(fault)
            continue
        if item.name in found:
            faults.append(ObservationError(f"{start}“{observation.name}”已经填过一次", hint="每项只填一次"))
        found.setdefault(item.name, value)
    faults += [] if faults else list(_cross_check(rulebook, found, observations.file))
    if len(faults) == 1:
        raise faults[0]
    if faults:
        lines = tuple(str(fault) for fault in faults)
        rest = f"\n…… 另有{len(lines) - MOST_TOLD}处" if len(lines) > MOST_TOLD else ""
        shown = "\n".join(lines[:MOST_TOLD])
        raise ObservationError(f"{observations.file}: 有{len(lines)}处不能用，没有计分：\n{shown}{rest}", faults=lines)
    return found


def find_form_id(rulebook: Rulebook) -> str:
    """Return what a form carries so that it is not scored by another rulebook: made of the plan and its inputs."""
    import hashlib

    parts = [rulebook.plan, rulebook.doc_number or "", rulebook.title or ""]
    parts += [f"{item.name}|{item.label}|{item.kind}|{item.unit}" for item in rulebook.inputs]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _refuse_foreign(observations: Observations, rulebook: Rulebook) -> None:
    known = {name for item in rulebook.inputs for name in (item.name, item.label)}
    named = [one.name for one in observations.values]
    strange = [one for one in observations.values if one.name not in known]
    other_form = observations.form is not None and observations.form != find_form_id(rulebook)
    mostly_strange = len(named) >= 3 and 2 * len(strange) > len(named)
    if not other_form and not mostly_strange:
        return
    own = f"《{rulebook.title or rulebook.plan}》"
    theirs = f"《{observations.title}》" if observations.title else "另一份方案或另一版规则"
    asked = set(observations.names or named)
    gone = [one.label or one.name for one in observations.values if one.name not in known]
    new = [item.label for item in rulebook.inputs if item.name not in asked and item.label not in asked]
    differences = [f"表上有而规则里没有：{'、'.join(gone[:5])}{'等' if len(gone) > 5 else ''}"] if gone else []
    differences += [f"规则要而表上没有：{'、'.join(new[:5])}{f'等{len(new)}项' if len(new) > 5 else ''}"] if new else []
    words = "；".join(differences) or "观测项相同，方案或版本不同"
    raise ObservationError(
        f"{observations.file}: 这张表是为{theirs}填的，不是{own}（{words}）", hint="请用 rulebook inputs 重新生成模板"
    )  # fmt: skip


def _find_input(observation: Observation, rulebook: Rulebook, start: str) -> Input:
    same = [item for item in rulebook.inputs if item.name == observation.name]
    same = same or [item for item in rulebook.inputs if item.label == observation.name]
    if len(same) != 1:
        raise _unknown(start, observation.name, rulebook)
    item = same[0]
    if observation.label and not _is_alike(observation.label, item.label):
        raise ObservationError(
            f"{start}“{item.name}”在规则里是“{item.label}”，表上写的是“{observation.label}”",
            hint="编号与观测内容对不上，请用 rulebook inputs 重新生成模板",
        )
    return item


def _is_alike(one: str, two: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(fold(one), fold(two)) >= ALIKE_LABELS


def _unknown(start: str, name: str, rulebook: Rulebook) -> ObservationError:
    from rapidfuzz import process

    choices = [known for item in rulebook.inputs for known in (item.name, item.label)]
    nearest = process.extractOne(name, choices)
    hint = f"最接近的是“{nearest[0]}”" if nearest and nearest[1] >= 40 else "编号见 rulebook inputs 生成的模板"
    return ObservationError(f"{start}没有名为“{name}”的观测项", hint=hint)


def find_bounds(rulebook: Rulebook, item: Input) -> set[Decimal]:
    """Return the printed numbers that an input is compared with."""
    return {
        node.right.value
        for row in rulebook.indicators
        if row.id in item.rows
        for node in walk(row.tree)
        if isinstance(node, Compare) and node.left == Observed(item.name) and isinstance(node.right, Number)
    }


def parse_value(written: str, item: Input, start: str, bounds: Collection[Decimal] = ()) -> Decimal:
    """Return the exact value that was written for an input. Raises ObservationError where it is not allowed.

    >>> parse_value("11月20日", Input(name="x", label="", kind="date", indicator="i"), "")
    Decimal('324')
    """
    what = f"{start}“{item.name} {item.label}”的值“{written}”"
    allowed = f"允许：{describe_allowed(item)}"
    if item.kind == "yes_no":
        answer = find_answer(item, written)
        if answer is None:
            raise ObservationError(f"{what}不是是或否", hint=allowed)
        return Decimal(answer)
    if item.kind == "choice":
        option = find_option(item, written)
        if option is None:
            raise ObservationError(f"{what}不在可选之列", hint=allowed)
        return Decimal(option)
    if item.kind == "date":
        return _parse_date(written, what, allowed)
    return _parse_number(written, item, what, allowed, bounds)


def find_answer(item: Input, written: str) -> int | None:
    """Return 1 for yes and 0 for no; the words of the question and their denial are answers too.

    >>> item = Input(name="x", label="建立制度（制度建设）", kind="yes_no", indicator="i")
    >>> [find_answer(item, words) for words in ("是", "建立制度", "未建立", "没有", "也许")]
    [1, 1, 0, None, None]
    """
    if written.lower() in ANSWERS:
        return ANSWERS[written.lower()]
    asked = item.label.partition("（")[0]
    if written == asked:
        return 1
    denied = next((written.removeprefix(word) for word in DENIALS if written.startswith(word)), "")
    return 0 if len(denied) > 1 and asked.startswith(denied) else None


def find_option(item: Input, written: str) -> int | None:
    """Return the place of an answer among the options; 是 and 否 answer a question of two ways.

    >>> item = Input(name="x", label="", kind="choice", options=("未建立", "建立制度"), indicator="i")
    >>> find_option(item, "建立制度"), find_option(item, "是"), find_option(item, "没有")
    (1, 1, None)
    """
    if written in item.options:
        return item.options.index(written)
    answer = ANSWERS.get(written.lower())
    against = [place for place, option in enumerate(item.options) if option.startswith(DENIALS)]
    if answer is None or len(item.options) != 2 or len(against) != 1:
        return None
    return 1 - against[0] if answer else against[0]


def _parse_date(written: str, what: str, allowed: str) -> Decimal:
    if UNDONE.fullmatch(written):
        return Decimal(NEVER)
    match = DATE.fullmatch(fold(written))
    month, day = (int(part) for part in match.groups()) if match else (0, 0)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        raise ObservationError(f"{what}不是日期", hint=allowed)
    return Decimal(count_days(YearDay(month, day)))


def _parse_number(written: str, item: Input, what: str, allowed: str, bounds: Collection[Decimal]) -> Decimal:
    percent = item.unit == "%" and written.endswith(("%", "％"))
    plainly = written[:-1].strip() if percent else written
    if EXPONENT.fullmatch(plainly):
        plainly = format(Decimal(plainly), "f")
    if not EXACT.fullmatch(plainly):
        raise ObservationError(f"{what}{_name_fault(plainly, item)}", hint=allowed)
    value = Decimal(plainly)
    if item.whole and value != value.to_integral_value():
        raise ObservationError(f"{what}不是整数", hint=allowed)
    low, high = item.minimum, item.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise ObservationError(f"{what}超出范围", hint=allowed)
    if item.unit == "%" and not percent and 0 < value < 1 and bounds and min(bounds) >= SMALL_SHARE:
        raise ObservationError(
            f"{what}像是比例而不是百分数",
            hint=f"若是{print_number(value * 100)}%请写{print_number(value * 100)}，若确是{written}%请写“{written}%”",
        )  # fmt: skip
    return value


def _name_fault(written: str, item: Input) -> str:
    if fold(written) != written and EXACT.fullmatch(fold(written)):
        return f"是全角数字，请写{fold(written)}"
    bare = written.replace(",", "").replace("，", "")
    if bare != written and EXACT.fullmatch(bare):
        return f"带有千位逗号，请写{bare}"
    if written.endswith(("%", "％")):
        return f"带有百分号，请只写数字（单位是{item.unit or '1'}）"
    if item.unit and written.endswith(item.unit):
        return f"带有单位，请只写数字（单位是{item.unit}）"
    return next((words for pattern, words in FAULTS if pattern.fullmatch(written)), "不是数")


def _cross_check(rulebook: Rulebook, values: Mapping[str, Decimal], file: str) -> Iterator[ObservationError]:
    """Yield what cannot all be true: the own number above the largest of all places."""
    labels = {item.name: item for item in rulebook.inputs}
    known = build_known(rulebook, values)
    with localcontext(prec=plain.DIGITS):
        for check in rulebook.checks:
            holds, _ = split(check.holds, Region(plain.TRUE, known), find_ends)
            if not holds:
                names = dict.fromkeys(str(getattr(node, "input", "")) for node in walk(check.holds))
                said = [
                    f"{labels[name].label}填{show_value(labels[name], values[name])}"
                    for name in names
                    if name in values
                ]
                yield ObservationError(f"{file}: {check.message}", hint="，".join(said))


def show_value(item: Input, value: Decimal) -> str:
    """Return a value as a person writes it, with its unit.

    >>> show_value(Input(name="x", label="", kind="yes_no", indicator="i"), Decimal(1))
    '是'
    """
    if item.kind == "yes_no":
        return "是" if value else "否"
    if item.kind == "choice":
        return item.options[int(value)]
    if item.kind == "date":
        return show_day(int(value))
    return f"{print_number(value)}{item.unit}"


def show_day(number: int) -> str:
    """Return a day of the year in words.

    >>> show_day(334)
    '11月30日'
    """
    if number >= NEVER:
        return "未完成"
    for month in range(12, 0, -1):
        before = count_days(YearDay(month, 0))
        if number > before:
            return f"{month}月{number - before}日"
    return f"第{number}日"


def describe_allowed(item: Input) -> str:
    """Return in words what may be filled in for an input.

    >>> bounds = {"minimum": Decimal(0), "maximum": Decimal(8)}
    >>> describe_allowed(Input(name="x", label="", kind="count", unit="类", indicator="i", **bounds))
    '0到8之间的整数，单位类'
    """
    if item.kind == "yes_no":
        return "是 或 否"
    if item.kind == "choice":
        return "、".join(item.options) + " 之一"
    if item.kind == "date":
        return "日期，如 11月30日；没有完成的填 未完成"
    number = "整数" if item.whole else "数"
    unit = f"，单位{item.unit}" if item.unit else ""
    if item.minimum is not None and item.maximum is not None:
        return f"{print_number(item.minimum)}到{print_number(item.maximum)}之间的{number}{unit}"
    if item.minimum is not None:
        return f"不小于{print_number(item.minimum)}的{number}{unit}"
    return f"{number}{unit}"
