"""In: one character. Out: the character that it is read as: half-width, simplified, unified punctuation.

Folding is one character to one character, so offsets never move. Printed text is never changed by it.
Not handled: words that are written with other characters in Taiwan or Hong Kong (軟體), and variants that
depend on their neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

LINE_END = re.compile("\r(?!\n)|[\v\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line besides \\n; the \\r of \\r\\n is a blank before it."""

PUNCTUATION = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "＂": '"', "「": '"', "」": '"', "『": '"', "』": '"', "〝": '"', "〞": '"',
        "‘": "'", "’": "'",
        "〔": "[", "〕": "]", "【": "[", "】": "]", "［": "[", "］": "]", "﹝": "[", "﹞": "]",
        "〈": "《", "〉": "》",
        "—": "-", "–": "-", "―": "-", "－": "-", "−": "-", "‐": "-", "‑": "-", "─": "-",
        "～": "~", "〜": "~", "﹣": "-",
        "﹒": ".", "．": ".", "·": "·", "•": "·", "・": "·",
        "﹐": ",", "﹑": "、", "﹔": ";", "﹕": ":", "︰": ":", "∶": ":",
        "○": "〇", "Ｏ": "O",
    }
)  # fmt: skip

VARIANTS = {"単": "单", "発": "发", "県": "县", "関": "关", "産": "产", "歩": "步", "戶": "户"}
"""Forms that OCR models trained on Japanese leave behind (平阴's table prints 所有部门(単位))."""

RADICALS = dict(zip(
    "⺁⺇⺌⺎⺏⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅"
    "⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂几小兀尣心扌攵旡月歹母民氵水灬爪爫丬牛犭王疋目示礻竹糹纟罓罒冈冈网羊羊羊老肀聿肉臼艹艹艹虎衤西西见"
    "角角讠贝足车辶辶辶阝钅长长长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿竜龙龟龟龟",
    strict=True,
))  # fmt: skip
"""Radicals supplement, which NFKC leaves alone; Chromium's PDFs print ⺠ for 民, ⻔ for 门."""


@cache
def fold_character(character: str) -> str:
    """Return the character that `character` is read as.

    >>> [fold_character(c) for c in "（％郟単⺠“，①"]
    ['(', '%', '郏', '单', '民', '"', ',', '①']
    """
    if unicodedata.category(character) == "No":
        return character  # ① opens an item and ² is an exponent; neither is the digit that NFKC makes of it
    marked = character.translate(PUNCTUATION)
    if marked != character or character < "\x80":
        return marked
    plain = RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    if len(plain) != 1:
        return character
    if plain < "⺀":
        return plain
    return VARIANTS.get(plain) or _simplify(plain)


def fold_ideographs(characters: str) -> dict[str, str]:
    """Return what each of many unified ideographs is read as, all asked for at once.

    >>> fold_ideographs("發一郟")
    {'發': '发', '一': '一', '郟': '郏'}
    """
    turned = _converter().convert("\n".join(characters)).split("\n")  # type: ignore[attr-defined]
    pairs = zip(characters, turned, strict=True)
    return {one: VARIANTS.get(one) or (simple if len(simple) == 1 else one) for one, simple in pairs}


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return `text` with each character folded; the length stays.

    >>> fold("郟信用办〔2022〕4号")
    '郏信用办[2022]4号'
    """
    return text.translate(_TABLE)


def level_line_ends(text: str) -> str:
    r"""Return `text` with every line end as \n; the length stays.

    >>> level_line_ends("一\r二\r\n三\u2028")
    '一\n二\r\n三\n'
    """
    return LINE_END.sub("\n", text)


class _FoldingTable(dict[int, str]):
    """Filled with each character when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_character(chr(code))
        return folded


_TABLE = _FoldingTable()


@cache
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _simplify(character: str) -> str:
    simple = _converter().convert(character)  # type: ignore[attr-defined]
    return simple if len(simple) == 1 else character
