"""Telling terms and their rarity."""

from __future__ import annotations

import logging

import pytest

from extractor.align.terms import Segmenter


def test_terms_of_the_project_stay_whole_and_stop_words_go(mappings):
    segmenter = Segmenter(mappings.terms)
    assert segmenter.cut("开展统一社会信用代码重错码清理") == ("统一社会信用代码", "重错码", "清理")
    assert segmenter.cut("推进信易+应用场景") == ("信易+", "应用场景")


def test_words_of_the_own_place_are_left_out(mappings):
    assert Segmenter(mappings.terms).cut("打造诚信成武品牌", frozenset({"成武"})) == ("诚信", "品牌")


def test_rare_words_weigh_more_and_repeats_a_little(mappings):
    segmenter = Segmenter(mappings.terms)
    weights = segmenter.weigh([("信易贷", "企业")])
    assert weights["信易贷"] > weights["企业"] > 0
    for times, factor in ((2, 1.3), (3, 1.6), (4, 1.9), (9, 1.9)):
        assert segmenter.weigh([("企业",), ("企业",) * (times - 1)])["企业"] == pytest.approx(factor * weights["企业"])
    assert 0.1 == segmenter.weigh([("的",)])["的"] < segmenter.weigh([("没有这词",)])["没有这词"] == 1.0


def test_the_segmenter_is_quiet_and_its_own(mappings):
    import jieba

    Segmenter(mappings.terms)
    assert logging.getLogger("jieba").level >= logging.WARNING
    assert "重错码" not in jieba.dt.FREQ
