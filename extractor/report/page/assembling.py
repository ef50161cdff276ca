"""In: material of a report. Out: the bytes of `report.html`, one file that asks for nothing from anywhere.

Data stand in a JSON script block with every `<`, `>` and `&` escaped, so that a plan's text can never end the block;
the page writes them as text nodes only. A content security policy allows this one script and this one style by
their hashes and no connection at all. Not handled: browsers without `<dialog>` (before 2022).
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re

from extractor.report.dataset import Material
from extractor.report.page.data import build_page_data, number_plans
from extractor.report.page.deep import build_deep_data
from extractor.report.page.words import WORDS

SCRIPTS = (
    "core.js", "idle.js", "search.js", "differing.js", "saving.js", "charts.js", "citing.js", "evidence.js",
    "roving.js", "overview.js", "found.js", "slots.js", "filters.js", "rows.js", "matrix.js", "group.js",
    "contrasts.js", "findings.js", "deadlines.js", "bodies.js", "duty.js", "thinning.js",
    "network.js", "kinship.js", "text.js", "paper.js", "plan.js", "standing.js",
    "series.js", "main.js",
)  # fmt: skip
"""The modules of `script/` in the order in which they stand in the page, which knows no modules."""

IMPORT = re.compile(r'^import \{[^}]*\} from "\./[a-z_]+\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class) )", re.MULTILINE)

PACKED_ABOVE = 2_000_000
"""Characters of a block that stay as they are, so that a page of a few plans can be read by other programs."""

ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def build_page(material: Material) -> bytes:
    """Return the page with its style, script and data inside."""
    style = _read("style.css")
    modules = "\n".join(join_module(_read(f"script/{name}")) for name in SCRIPTS)
    script = f'"use strict";\n(async () => {{\n{modules}}})();\n'
    filled = {
        "LANG": "en" if material.lang == "en" else "zh-Hans",
        "TITLE": html.escape(WORDS["title"].both(material.lang)),
        "POLICY": f"default-src 'none'; img-src data:; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'",
        "STYLE": style,
        "DATA": pack_block(escape_json(build_page_data(material))),
        "MORE": pack_block(escape_json(build_deep_data(material, *number_plans(material)))),
        "SCRIPT": script,
    }
    head, *slots = _read("template.html").split("{{")
    parts = [head]
    # Split first and filled after, so that a "{{" in a plan's text is never taken for a slot.
    for slot in slots:
        name, _, rest = slot.partition("}}")
        parts += [filled[name], rest]
    # A lone surrogate cannot be written in UTF-8; one character stands for one, so that offsets stay.
    return "".join(parts).encode("utf-8", errors="replace")


def join_module(source: str) -> str:
    r"""Return a module's text for a page of one script: names of all modules are different, so that none is imported.

    A file that is opened without a server may load no module.

    >>> join_module('import { a } from "./core.js";\nexport const b = a;\n')
    'const b = a;\n'
    """
    return EXPORT.sub("", IMPORT.sub("", source))


def escape_json(value: object) -> str:
    r"""Return `value` as JSON that is safe inside a script element.

    >>> escape_json(["</script>"])
    '["\\u003c/script\\u003e"]'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in ESCAPES:
        written = written.replace(character, escape)
    return written


def pack_block(written: str) -> str:
    """Return a block of the page, packed where it is large: a page of fifty plans is then a fifth as big.

    >>> pack_block('{"a": 1}'), pack_block('[' + '1,' * PACKED_ABOVE + '1]')[:4]
    ('{"a": 1}', 'H4sI')
    """
    if len(written) <= PACKED_ABOVE:
        return written
    return base64.b64encode(gzip.compress(written.encode("utf-8", errors="replace"), 9, mtime=0)).decode("ascii")


def _read(name: str) -> str:
    from importlib.resources import files

    return (files("extractor.report.page") / name).read_text("utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
