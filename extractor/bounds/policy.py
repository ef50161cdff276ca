"""In: nothing. Out: `BOUNDS`, how large, deep and long anything that comes in may be, in one frozen object.

Not handled: limits of single formats, which `read.policy` holds.
"""

from __future__ import annotations

import msgspec


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes, counts, seconds; what is above is told in one line and never tried."""

    document_bytes: int = 512 * 1024 * 1024
    """a document longer than this is not opened"""
    data_bytes: int = 64 * 1024 * 1024
    """a manifest, mapping, rulebook, plan JSON or observation file longer than this is not opened"""
    manifest_bytes: int = 1024 * 1024
    yaml_nodes: int = 2_000_000
    """values of a YAML file, every alias counted as often as it is used"""
    yaml_alias_nodes: int = 20_000
    """the same, where a file uses aliases at all: a file of 387 bytes can hold a thousand million values"""
    yaml_depth: int = 100
    """a rulebook's trees nest about twenty deep"""
    digits: int = 60
    """digits of a number, and its exponent's size: 1e999999999 alone takes 2 GB"""
    folder_depth: int = 24
    folder_entries: int = 100_000
    """files and folders that a corpus is searched through"""
    findings: int = 400
    """problems, unread stretches and doubts of one kind that a plan lists"""
    id_bytes: int = 180
    """an id names files; with ending, process number and mark of a half file it must stay below 255 bytes"""

    recognition_seconds: float = 40.0
    """time of all processors that recognising one page of a scan is given beyond the document's own"""
    recognition_megabytes: int = 1_700
    """what the models of text recognition hold while they work"""


BOUNDS = Bounds()


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long one document may take and how much memory; 0 means no limit."""

    seconds: float = 30.0
    """time of the processor; reading a long scan asks for more page by page"""
    patience: float = 4.0
    """a document on a busy machine may take so many times `seconds` by the clock"""
    megabytes: int = 800
    """memory that one document may add to what the program holds before it"""


DEFAULT_LIMITS = Limits()
NO_LIMITS = Limits(seconds=0, megabytes=0)
