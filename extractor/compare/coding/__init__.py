"""What researchers code and count in plans."""

from extractor.compare.coding.agreement import find_agreement
from extractor.compare.coding.instruments import code_instruments

__all__ = ["code_instruments", "find_agreement"]
