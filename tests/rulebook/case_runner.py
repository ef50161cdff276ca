"""Hold the scoring of printed sentences to points worked by hand: cases of `cases_shared` and `cases_unseen`.

    right    the points are those worked by hand (or, where the sentence leaves them open, nothing definite is claimed)
    awkward  right, but the same quantity had to be typed several times, or worked out by the clerk before it was typed
    review   no definite number: an interval that holds the right one, a row left to a person, a refused observation
    wrong    a definite number that differs, or an interval that cannot hold the right one
"""
import collections, csv, io, json, re, sys, unicodedata
from pathlib import Path

import yaml
from rapidfuzz import fuzz

Input = collections.namedtuple("Input", "name label kind unit quote options")
Points = collections.namedtuple("Points", "low high note")
Gate = collections.namedtuple("Gate", "folder least awkward wrong")
GATES = (
    Gate("cases_shared", 0.99, 0.02, 0),
    Gate("cases_unseen", 0.94, 0.02, 0),
    Gate("cases_met", 0.92, 0.02, 0),
    Gate("cases_kinds", 0.95, 0.02, 0),
    Gate("cases_doubts", 0.8, 0.02, 0),
    Gate("cases_blind12", 0.97, 0.02, 0),
    Gate("cases_blind13", 0.95, 0.02, 0),
    Gate("cases_blind14", 0.95, 0.03, 0),
    Gate("cases_blind15", 0.92, 0.02, 0),
    Gate("cases_blind16", 0.97, 0.02, 0),
    Gate("cases_blind17", 0.97, 0.03, 0),
    Gate("cases_blind18", 0.97, 0.02, 0),
)
"""Every folder of cases, and the shares that its observations may not leave: least right, most awkward, most wrong."""


# --- adapters: all that is known of the product's commands and files -------------------------------------------------
KINDS = {"yes_no": "bool", "boolean": "bool", "bool": "bool", "choice": "choice", "enum": "choice", "option": "choice", "date": "date",
         "points": "judged", "judged": "judged", "text": "text"}  # any other kind is a number


def write_date(month, day):
    return f"{month}月{day}日"


BOOKS = {}


def extract_text(name, text):
    from extractor.mappings import load_mappings
    from extractor.model.paper.document import Document
    from extractor.pipeline import extract_document

    ending = "html" if text.startswith("<!DOCTYPE") else "txt"
    return extract_document(Document(name, f"{name}.{ending}", text.encode()), load_mappings())


def build_rulebooks(texts, folder):
    """{id: plan text} -> {id: rulebook as data}, in this process."""
    from extractor.rulebook import build_rulebook, parse_yaml, render_yaml

    found = {}
    for name, text in texts.items():
        written = render_yaml(build_rulebook(extract_text(name, text)))
        BOOKS[name] = parse_yaml(written, name)
        found[name] = yaml.load(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def list_indicators(book):
    return [] if not book else book.get("indicators") or []


def list_inputs(book, indicator):
    """The inputs that a row asks: those that name it, and those that its tree names."""
    every = {item["name"]: item for item in book.get("inputs") or []}
    named = set()

    def walk(node):
        if isinstance(node, dict):
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)
        elif isinstance(node, str) and node in every:
            named.add(node)

    walk({k: v for k, v in indicator.items() if k not in ("id", "name")})
    owners = lambda item: item.get("indicator") if isinstance(item.get("indicator"), list) else [item.get("indicator")]
    named |= {name for name, item in every.items() if indicator.get("id") in owners(item)}
    for name, item in every.items():
        if name in named:
            options = item.get("options") or item.get("choices") or item.get("values") or []
            yield Input(name, item.get("label") or "", KINDS.get(item.get("kind"), "number"), item.get("unit") or "",
                        (item.get("reference") or {}).get("quote") or "", [o.get("label") if isinstance(o, dict) else str(o) for o in options])


def score(folder, name, answers):
    """{input name: value} -> (scorecard or None, error)."""
    from extractor.errors import ExtractorError
    from extractor.rulebook import read_observations, render_scorecard_json
    from extractor.rulebook import score as score_form

    form = io.StringIO()
    csv.writer(form).writerows([("编号", "观测值"), *answers.items()])
    try:
        card = score_form(BOOKS[name], read_observations(form.getvalue().encode(), "form.csv"))
    except ExtractorError as error:
        return None, str(error)[-300:]
    return json.loads(render_scorecard_json(card)), ""


def read_points(node):
    span = node.get("points") if isinstance(node, dict) else None
    if span is None:
        return None
    if not isinstance(span, dict):
        return Points(float(span), float(span), "")
    return Points(float(span["low"]), float(span["high"]), str(node.get("status", "")))


def find_row(rows, case):
    """A row of a rulebook or scorecard: by its number, then by its name."""
    same = [row for row in rows if str(row.get("no") or row.get("number") or "") == str(case["no"])]
    if len(same) != 1 or (case["name"] and fuzz.partial_ratio(same[0].get("name") or "", case["name"]) < 60):
        same = [row for row in rows if (row.get("name") or "") == case["name"]] or same
    if not same and rows:
        best = max(rows, key=lambda row: fuzz.ratio(row.get("name") or "", case["name"]))
        same = [best] if fuzz.ratio(best.get("name") or "", case["name"]) >= 70 else []
    return same[0] if same else None


def read_row(card, case):
    row = find_row(card.get("indicators") or [], case)
    return read_points(row) if row else None


def read_total(card):
    tables = card.get("tables") or []
    grades = [g if isinstance(g, str) else g.get("name") or g.get("grade") for t in tables for g in t.get("grades") or []]
    return (read_points(tables[0]) if tables else None), grades


# --- what was observed, as facts -------------------------------------------------------------------------------------
Fact = collections.namedtuple("Fact", "label value unit kind derived")
DAYS = {"日", "天", "工作日"}
MONEY = {"元": 1, "万元": 1e4, "亿元": 1e8}
HEAPS = {"条": 1, "万条": 1e4, "百条": 100, "千条": 1000}
PARTS = {"%", "百分点", "倍", "分"}


def fold(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text)))


def clean_unit(unit):
    unit = fold(unit)
    return unit[1:] if len(unit) > 1 and unit[0] == "个" else unit


def read_fact(label, value, derived, state=False):
    if state:
        return Fact(label, fold(value), "", "text", derived)
    if isinstance(value, bool):
        return Fact(label, value, "", "bool", derived)
    text = fold(value)
    if text in ("是", "否"):
        return Fact(label, text == "是", "", "bool", derived)
    date = re.fullmatch(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日", text)
    if date:
        return Fact(label, (int(date[2]), int(date[3])), "", "date", derived)
    number = re.fullmatch(r"第?(-?\d+(?:\.\d+)?)(\D{0,4})", text)
    if number:
        return Fact(label, float(number[1]), clean_unit(number[2]), "number", derived)
    return Fact(label, text, "", "text", derived)


def list_facts(case, observation):
    facts = []
    for derived, named in ((False, observation.get("observed") or {}), (True, observation.get("also") or {})):
        for label, value in named.items():
            fact = read_fact(str(label), value, derived, label in (case.get("states") or {}))
            facts.append(fact)
            if fact.kind == "text":
                for state in (case.get("states") or {}).get(label, [fact.value]):
                    facts.append(Fact(fold(state), fold(state) == fact.value, "", "bool", derived))
    return facts


def unit_fit(asked, given):
    """How well units go together: 25 equal, 15 convertible, 0 unknown, -90 not at all."""
    asked, given = clean_unit(asked), clean_unit(given)
    if asked == given:
        return 25
    if {asked, given} <= DAYS | {"工作日"} or {asked, given} <= set(MONEY) or {asked, given} <= set(HEAPS) or {asked, given} <= {"名", "位"}:
        return 20
    if {asked, given} in ({"%", ""}, {"%", "倍"}):
        return 15
    if not asked or not given:
        return 0
    whole = lambda u: u not in PARTS and u not in DAYS and u not in MONEY and u not in ("名", "位")
    return 5 if whole(asked) and whole(given) else -90


def convert(value, given, asked):
    given, asked = clean_unit(given), clean_unit(asked)
    for table in (MONEY, HEAPS):
        if given in table and asked in table:
            return value * table[given] / table[asked]
    if given == "%" and asked in ("", "倍"):
        return value / 100
    if given in ("", "倍") and asked == "%":
        return value * 100
    return value


BOUND = re.compile(r"(不低于|大于等于|不少于|不小于|≥|>=|达到|达|至少|不超过|不高于|不多于|小于等于|≤|<=|超过|高于|大于|>|低于|不足|未达到|未达|小于|<|少于|不到)?"
                   r"(\d+(?:\.\d+)?)(%|个百分点|个工作日|个月|小时|批次|人次|万元|亿元|万条|[^\d\s,，;；.。()（）]?)(?:\(含\))?(及以上|以上|及以下|以下|以内|内|及以后|以后)?")
RANGE = re.compile(r"(\d+(?:\.\d+)?)(%|个?[^\d\s~—–至到-]{0,2})[~—–至到-]+(\d+(?:\.\d+)?)(%|个百分点|个工作日|个月|小时|批次|人次|万元|亿元|万条|[^\d\s,，;；.。()（）]?)")
LEAST, MOST, OVER, UNDER = ("不低于 大于等于 不少于 不小于 ≥ >= 达到 达 至少".split(), "不超过 不高于 不多于 小于等于 ≤ <=".split(),
                            "超过 高于 大于 >".split(), "低于 不足 未达到 未达 小于 < 少于 不到".split())


def holds(question, fact):
    """Whether a yes/no question with numbers in it is true of a number; None if it has no such number."""
    if fact.kind == "date":
        day = re.search(r"(\d{1,2})月(?:(\d{1,2})日|底|末)[之以]?前", fold(question))
        return None if not day else fact.value <= (int(day[1]), int(day[2] or 31))
    question = fold(question)
    if re.search(r"基[准数础]|\d%?、\d", question):
        return None
    tests = []
    for low, one, high, two in RANGE.findall(question):
        if two and unit_fit(two, fact.unit) >= 15:
            tests.append(float(low) <= fact.value <= float(high))
    for sign, number, unit, after in BOUND.findall(RANGE.sub("", question)):
        if unit_fit(unit, fact.unit) < 15 or not unit:
            continue
        n, v = float(number), fact.value
        if not sign and after:
            sign = {"及以上": "≥", "以上": "≥", "及以后": "≥", "以后": "≥"}.get(after, "≤")
        tests.append(v >= n if sign in LEAST else v <= n if sign in MOST else v > n if sign in OVER else v < n if sign in UNDER else v == n)
    return all(tests) if tests else None


NEGATIVE = re.compile(r"[未无没不否]")


def likeness(fact, item, row_name):
    label = fold(item.label)
    for extra in (f"({fold(row_name)})", fold(row_name)):
        if label != extra:
            label = label.replace(extra, "")
    words = fold(fact.label)
    if label == words:
        return 100
    near = max(fuzz.ratio(words, label), .85 * fuzz.partial_ratio(words, label) if min(len(words), len(label)) > 1 else 0)
    if len(words) == 1 and words in label:
        near = max(near, 60)
    near = max(near, .45 * fuzz.partial_ratio(words, fold(item.quote)) if item.quote else 0)
    if fact.kind == "bool" and bool(NEGATIVE.search(words)) != bool(NEGATIVE.search(label)):
        near -= 35
    return near


def rate(fact, item, row_name):
    """(score, answer) of giving a fact to an input; None where it cannot be."""
    near = likeness(fact, item, row_name)
    if item.kind == "bool":
        if fact.kind == "bool":
            return near, "是" if fact.value else "否", False
        if fact.kind in ("number", "date"):
            truth = holds(item.label, fact)
            if truth is None and fact.kind == "date":
                truth = holds(item.quote, fact)
            if truth is not None:
                return 45 + near / 4, "是" if truth else "否", fact.kind == "number"
            if fact.kind == "number" and near >= 75 and clean_unit(fact.unit) not in PARTS | {""} and not re.search(r"\d", fold(item.label)):
                return near - 20, "是" if fact.value > 0 else "否", True  # whether there was any
        return None
    if item.kind == "choice":
        if fact.kind in ("text", "bool") and fact.value is not False:
            word = fact.value if fact.kind == "text" else fact.label
            option = max(item.options, key=lambda o: fuzz.ratio(fold(o), fold(word)), default=None)
            fit = fuzz.ratio(fold(option), fold(word)) if option else 0
            return (fit, option, False) if fit >= 60 else None
        if fact.kind in ("number", "date"):
            true = [o for o in item.options if holds(o, fact)]
            return (50 + near / 4, true[0], True) if len(true) == 1 else None
        return None
    if item.kind == "date":
        return (near + 20, write_date(*fact.value), False) if fact.kind == "date" else None
    if item.kind == "number" and fact.kind == "number":
        fit = unit_fit(item.unit, fact.unit)
        return None if fit < 0 else (near + fit, format(round(convert(fact.value, fact.unit, item.unit), 9), "g"), False)
    return None


def fill_in(case, observation, inputs):
    """{input name: answer}, whether that was awkward, and the inputs that nothing answers."""
    facts = list_facts(case, observation)
    pairs = sorted(((rated[0], -at, item, fact, rated) for item in inputs for at, fact in enumerate(facts)
                    for rated in [rate(fact, item, case["name"])] if rated), key=lambda p: (-p[0], -p[1], p[2].name))
    answers, used, awkward = {}, {}, False
    for near, _, item, fact, rated in pairs:  # each fact once, best first
        if item.name in answers or fact in used or near < 50:
            continue
        answers[item.name], used[fact] = rated[1], item
        awkward |= rated[2] or fact.derived
    for item in inputs:  # then what is asked again under other words
        if item.name in answers or item.kind in ("judged", "text"):
            continue
        again = [(near, fact, rated) for near, _, i, fact, rated in pairs if i.name == item.name]
        good = [one for one in again if one[0] >= 60]
        if not good and item.kind == "number":
            plain = [one for one in again if unit_fit(item.unit, one[1].unit) >= 15 and not one[1].derived] or \
                    [one for one in again if unit_fit(item.unit, one[1].unit) >= 15]
            every = [fact for fact in facts if fact.kind == "number" and not fact.derived]
            good = plain if len(plain) == 1 else again if len(again) == 1 and len(every) == 1 else []
        if not good and item.kind == "bool":
            good = [one for one in again if one[1].kind != "bool"]
        if good:
            near, fact, rated = good[0]
            answers[item.name] = rated[1]
            awkward |= fact in used or rated[2] or fact.derived
            used.setdefault(fact, item)
    return answers, awkward, [i.label for i in inputs if i.name not in answers]


# --- cases, runs, classes --------------------------------------------------------------------------------------------
HEAD = "某某县重点工作考核办法\n\n为推进重点工作，制定本办法。\n\n{body}附件\n\n某某县重点工作考核指标\n\n"


def read_cases(folder, only, form="txt"):
    """Cases with file, number and kind; every file is one plan, but a case with companions (`with`) is a plan of its own."""
    plans, cases = {}, []
    for path in sorted(Path(folder).glob("*.yaml")):
        if only and path.stem != only:
            continue
        data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        data = data if isinstance(data, dict) else {"cases": data}
        shared = []
        for case in data["cases"]:
            case.update(file=path.stem, kind=case.get("kind", path.stem))
            cases.append(case)
            if data.get("plan"):
                case.update(plan=path.stem, no=case.get("no", ""))
                plans[path.stem] = data["plan"]
            elif case.get("with"):
                rows = [*case["with"], case]
                case.update(plan=f"{path.stem}-{len(plans)}", no=len(rows))
                plans[case["plan"]] = make_plan(rows, data.get("body", ""), form)
            else:
                shared.append(case)
                case.update(plan=path.stem, no=len(shared))
        if shared:
            plans[path.stem] = make_plan(shared, data.get("body", ""), form)
    return plans, cases


def make_plan(rows, body, form="txt"):
    lines = [("序号", "指标", "评分标准", "分值")]
    lines += [(str(n), row["name"], row["row"], format(row["points"], "g") if row.get("points") is not None else "") for n, row in enumerate(rows, 1)]
    text = HEAD.format(body=f"{body.strip()}\n\n" if body else "")
    if form == "txt":
        return text + "\n".join("\t".join(cells) for cells in lines) + "\n"
    safe = lambda s: s.replace("&", "&amp;").replace("<", "&lt;")
    return ("<!DOCTYPE html><html lang=\"zh\"><meta charset=\"utf-8\"><body>\n" + "".join(f"<p>{safe(p)}</p>\n" for p in text.split("\n\n") if p)
            + "<table>" + "".join("<tr>" + "".join(f"<td>{safe(c)}</td>" for c in cells) + "</tr>\n" for cells in lines) + "</table></body></html>\n")


def classify(expected, got, awkward):
    if got is None:
        return "review"
    definite = abs(got.high - got.low) < 1e-9
    if expected == "review":
        return "wrong" if definite else "right"
    low, high = expected if isinstance(expected, list) else (expected, expected)
    inside = got.low >= low - .005 and got.high <= high + .005
    if inside:
        return "awkward" if awkward else "right"
    if definite or got.low > high + .005 or got.high < low - .005:
        return "wrong"
    return "review"


def run(folder, only, row, keep, form="txt"):
    plans, cases = read_cases(folder, only, form)
    work = Path(keep)
    if work.exists():
        sys.exit(f"{work} exists already: name a new folder")
    work.mkdir(parents=True)
    books, results = build_rulebooks(plans, work), []
    for plan in plans:
        book, waiting = books[plan], []
        for case in cases:
            if case["plan"] != plan or (row and row not in case["name"]):
                continue
            asked = {}
            for companion, no in [(c, n) for n, c in enumerate(case.get("with") or [], 1)]:
                found = find_row(list_indicators(book), {"no": no, "name": companion["name"]})
                if found:
                    asked.update(fill_in(companion, companion, list(list_inputs(book, found)))[0])
            found = find_row(list_indicators(book), case)
            inputs = list(list_inputs(book, found)) if found else []
            for observation in case["observations"]:
                answers, awkward, unanswered = fill_in(case, observation, inputs)
                waiting.append(dict(case=case, observation=observation, answers={**asked, **answers}, awkward=awkward, unanswered=unanswered,
                                    found=bool(found), criteria=(found or {}).get("criteria", "")))
        results += waiting
        todo = [one for one in waiting if one["found"]]
        while todo:  # as many rows in one form as do not disagree about an input
            form, batch = {}, []
            for one in todo:
                alone = bool(one["case"].get("with"))
                if any(other["case"] is one["case"] for other in batch) or (alone and batch):
                    continue
                if any(form.get(name, value) != value for name, value in one["answers"].items()):
                    continue
                form.update(one["answers"]); batch.append(one)
            card, error = score(work, plan, form)
            for one in batch:
                if card is None and len(batch) > 1:
                    own, one["error"] = score(work, plan, one["answers"])
                else:
                    own, one["error"] = card, error
                one["points"], (one["total"], one["grades"]) = (read_row(own, one["case"]), read_total(own)) if own else (None, (None, []))
            todo = [one for one in todo if one not in batch]
    for one in results:
        observation = one["observation"]
        if "total" in observation:
            one["expected"], one["got"] = observation["total"], one.get("total")
        else:
            one["expected"], one["got"] = observation["points"], one.get("points")
        one["class"] = classify(one["expected"], one["got"], one["awkward"])
        if observation.get("not_grade") and one["class"] in ("right", "awkward") and one.get("grades") == [observation["not_grade"]]:
            one["class"] = "wrong"
    return results


def show(one):
    got, c = one["got"], one["case"]
    printed = "nothing" if got is None else f"{got.low:g}" if got.low == got.high else f"{got.low:g}~{got.high:g}"
    print(f"  {c['file']}: {c['name']} [{c.get('points')}] {c.get('row') or ''}\n      {one['observation'].get('observed')} -> expected {one['expected']}, "
          f"got {printed}{' (total)' if 'total' in one['observation'] else ''}; typed {one['answers']}"
          f"{'; unanswered ' + str(one['unanswered']) if one['unanswered'] else ''}{'; not in the rulebook' if not one['found'] else ''}"
          f"{'; ' + one.get('error') if one.get('error') else ''}; {one['observation'].get('why', '')}")


