"""Under which measures an item is seen: never more than the contract says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extractor.align.concepts import ConceptHit, ConceptIndex
from extractor.align.policy import Policy
from extractor.align.views import build_facets
from tests.align.facets import BLANK

HITS = st.lists(
    st.builds(
        ConceptHit,
        concept=st.sampled_from("abcdef"),
        strength=st.floats(0.5, 1),
        words=st.just(""),
        titled=st.booleans(),
        sentences=st.just(()),
    ),
    max_size=5,
    unique_by=lambda hit: hit.concept,
)
INDEX = ConceptIndex((), Policy())
INDEX.names.update({name: name for name in "abcdef"})


@given(HITS)
def test_an_item_is_seen_under_three_measures_at_most(hits):
    """加强信用宣传，归集信用信息，报送典型案例: three concepts in the body, none in the title, and the words beside them."""
    facets = list(build_facets([replace(BLANK, hits=tuple(hits))], INDEX, Policy()))
    assert 1 <= len(facets) <= Policy().measures
    assert (None in {facet.concept for facet in facets}) == (not any(hit.titled for hit in hits))
