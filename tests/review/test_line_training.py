"""`review train`: the line moves only as far as decisions carry it, the figure is of pairs that were left out."""

import random

import pytest

from extractor.cli import main
from extractor.model.compared.judged_pair import JudgedPair
from extractor.review.line_training import LinePolicy, fit_line, train_line

USUAL = -1.4


def draw(true_line, number, *, noise=0.0, seed=1, plans=6):
    """Pairs of some plans whose sameness follows from a line that nobody knows."""
    chance = random.Random(seed)  # noqa: S311 - a seeded draw
    found = []
    for at in range(number):
        score = chance.uniform(-4, 3)
        one, other = chance.sample(range(plans), 2)
        same = score + chance.gauss(0, noise) >= true_line
        found.append(JudgedPair(f"p{min(one, other)}:t{at}", f"p{max(one, other)}:t{at}", round(score, 3), same))
    return found


@pytest.mark.parametrize("true_line", [-2.6, -1.4, 0.0, 0.8])
def test_the_line_goes_where_the_decisions_are(true_line):
    found = train_line(draw(true_line, 400, noise=0.3), USUAL)
    assert abs(found.line - true_line) < 0.35
    assert found.low < 1 - found.wrong_after / found.judged < found.high


def test_few_decisions_move_it_little():
    few, many = (train_line(draw(0.8, number, seed=3), USUAL) for number in (24, 400))
    assert USUAL < few.line < many.line


def test_the_figure_is_of_pairs_that_were_left_out():
    pairs = draw(0.8, 120, noise=0.5)
    found = train_line(pairs, USUAL)
    folds = {pair.plans for pair in pairs}
    assert found.folds == len(folds)
    wrong = 0
    for fold in folds:
        line = fit_line([pair for pair in pairs if pair.plans != fold], USUAL, LinePolicy())
        wrong += sum((pair.score >= line) != pair.same for pair in pairs if pair.plans == fold)
    assert found.wrong_after == wrong
    assert found.wrong_before == sum((pair.score >= USUAL) != pair.same for pair in pairs)
    assert found.helps


def test_decisions_that_follow_no_line_teach_nothing():
    chance = random.Random(5)  # noqa: S311 - a seeded draw
    pairs = [JudgedPair(f"a:{n}", f"b{n % 7}:{n}", chance.uniform(-4, 3), chance.random() < 0.5) for n in range(200)]
    found = train_line(pairs, USUAL)
    assert found.wrong_after > 60
    assert found.low < 0.6


@pytest.mark.parametrize(
    ("same", "unlike", "words"), [(3, 2, "20 对"), (19, 0, "20 对"), (30, 2, "各至少要 5 对"), (0, 40, "各至少要 5 对")]
)
def test_too_little_teaches_nothing(same, unlike, words):
    pairs = [JudgedPair(f"a:{n}", f"b:{n}", 0.0, n < same) for n in range(same + unlike)]
    found = train_line(pairs, USUAL)
    assert words in found.lacking
    assert (found.line, found.helps) == (USUAL, False)


@pytest.fixture
def own_mappings(tmp_path, request):
    import shutil

    return shutil.copytree(request.config.rootpath / "mappings", tmp_path / "mappings")


def judge(folder, alignment, number):
    """Persons call every second pair within a group of words alone two measures, and near misses one."""
    evidence = [e for group in alignment["groups"] for e in group["evidence"]]
    between = sorted(
        {tuple(sorted((e["left"], e["right"]))): e["score"] for e in evidence if abs(e["score"]) < 6}.items(),
        key=lambda entry: entry[1],
    )
    chosen = between[:number]
    lines = [
        f'- {{decision: {"cannot-link" if at < number // 2 else "must-link"}, items: ["{left}", "{right}"], '
        f'reason: "试", person: "甲", date: "2026-11-26"}}'
        for at, ((left, right), _) in enumerate(chosen)
    ]
    (folder / "judgements.yaml").write_text("judgements:\n" + "\n".join(lines) + "\n", "utf-8")
    return len({pair for pair, _ in chosen if pair[0].split(":")[0] != pair[1].split(":")[0]})


def test_the_command_learns_writes_and_the_next_run_uses_it(produced, own_mappings, capsys):
    import json

    from extractor.align.policy import choose_policy
    from extractor.mappings import load_mappings

    alignment = json.loads((produced / "alignment.json").read_text("utf-8"))
    judged = judge(own_mappings, alignment, 60)
    with pytest.raises(SystemExit) as left:
        main(["review", "train", str(produced), "--mappings", str(own_mappings), "--write"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert f"判定 {judged} 对" in told
    assert "留出检验" in told
    path = own_mappings / "alignment.yaml"
    assert path.exists() == ("已写入" in told)
    path.write_text("line: -0.25\njudged: 40\n", "utf-8")
    assert choose_policy(load_mappings(own_mappings)).line == -0.25


def test_without_decisions_nothing_is_learned_or_written(produced, own_mappings, capsys):
    with pytest.raises(SystemExit):
        main(["review", "train", str(produced), "--mappings", str(own_mappings), "--write"])
    told = capsys.readouterr().out
    assert "判定 0 对" in told
    assert not (own_mappings / "alignment.yaml").exists()
