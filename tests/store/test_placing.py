"""Many plans by anchors: every item in a group, the same groups in any order and by any route, few done again."""

import shutil

import pytest

from extractor.align.many import choose_anchors
from extractor.batch import InProcessExecutor
from extractor.store import placing
from extractor.store.folder import load_index
from extractor.store.placing import BlockPolicy, Placer
from tests.benchmarks.varied_documents import vary_documents
from tests.store.running import call

COUNT = 15
FEW = BlockPolicy(whole=6, anchors=5, bucket=1)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A store of varied plans, made with a policy under which they are many."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "in").mkdir()
    for name, content in vary_documents(COUNT, first=5):
        (folder / "in" / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def store(many):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placing, "BLOCKS", FEW)
        from extractor.cli import main

        with pytest.raises(SystemExit):
            main(["run", str(many / "in"), "--out", str(many / "out"), "--store", "--jobs", "1"])
    return many / "out" / "store"


def align(root, mappings, plans=None):
    index = load_index(root)
    placer = Placer(root, "test", mappings, InProcessExecutor(), FEW)
    return placer.align(plans or [one for one in index.plans if one.compared])


def test_every_item_stands_in_a_group_and_those_placed_in_three_at_most(store, mappings):
    alignment, _ = align(store, mappings)
    index = load_index(store)
    counts = {}
    for group in alignment.groups:
        for key in {(member.plan, member.item) for member in group.members}:
            counts[key] = counts.get(key, 0) + 1
    assert len(counts) == sum(plan.items for plan in index.plans if plan.compared)
    anchors = choose_anchors([plan.id for plan in index.plans if plan.compared], FEW)
    assert max(count for (plan, _), count in counts.items() if plan not in anchors) <= 3
    ids = [group.id for group in alignment.groups]
    assert len(ids) == len(set(ids))


def test_plans_of_one_model_stand_together(store, mappings):
    """Three documents in five were made from one; nearly all of its items meet those of the others."""
    alignment, batches = align(store, mappings)
    alone = sum(len(group.members) == 1 for group in alignment.groups)
    items = sum(plan.items for plan in load_index(store).plans)
    assert alone < 0.1 * items
    assert any(batch.evidence for batch in batches)


def test_the_order_of_the_plans_does_not_matter(store, mappings, tmp_path):
    plans = [one for one in load_index(store).plans if one.compared]
    shutil.copytree(store, tmp_path / "store")
    shutil.rmtree(tmp_path / "store" / "kept" / "placements", ignore_errors=True)

    def read(alignment):
        return {group.id: frozenset((one.plan, one.item) for one in group.members) for group in alignment.groups}

    assert read(align(tmp_path / "store", mappings, plans[::-1])[0]) == read(align(store, mappings)[0])


def test_one_plan_more_is_placed_and_no_other(store, mappings, monkeypatch):
    plans = [one for one in load_index(store).plans if one.compared]
    anchors = choose_anchors([one.id for one in plans], FEW)
    further = next(one for one in reversed(plans) if one.id not in anchors)
    without = [one for one in plans if one != further]
    _, before = align(store, mappings, without)
    done = []
    once = placing.place_one

    def count(given, root, key, part):
        done.append(part.plan.id)
        return once(given, root, key, part)

    monkeypatch.setattr(placing, "place_one", count)
    alignment, batches = align(store, mappings, plans)
    assert set(done) <= {further.id}
    changed = {batch.made_from for batch in batches} - {batch.made_from for batch in before}
    assert len(changed) <= 2 < len(batches)
    assert further.id in alignment.plans


def test_a_run_of_many_writes_the_store_alone_and_says_so(many, capsys, monkeypatch):
    from extractor.store.asking import selecting

    monkeypatch.setattr(selecting, "WIDE", selecting.WidePolicy(plans=6))
    code, _, told = call(capsys, "run", many / "in", "--out", many / "wide", "--store", "--jobs", "1")
    assert code == 0
    assert "超过 6 份" in told
    assert not (many / "wide" / "report.html").exists()
    code, out, _ = call(
        capsys, "query", "--from", many / "wide", "--form", "csv", "SELECT count(DISTINCT plan) FROM comparisons"
    )
    assert int(out.splitlines()[1]) > 0
