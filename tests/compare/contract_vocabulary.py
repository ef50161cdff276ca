"""The words of the contract, as the tests of this folder take them."""

from __future__ import annotations

from extractor.compare.contract_words import build_contract_words
from extractor.mappings import load_mappings

CONTRACT = build_contract_words(load_mappings().contract)
