"""In: a scoring cell as a passage. Out: its `Statement`s in printed order, those that cannot be read marked so.

The grammar below works on phrases (`phrases.py`), so it is small and has no choices: each production stands under
a sentence that it was written for. Not handled: conditions that refer to another row (按上一项得分的一半计分).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from extractor.rulebook.phrases import PHRASES, cut_phrases
from extractor.rulebook.sentences import SentenceReader
from extractor.rulebook.statements import Statement

if TYPE_CHECKING:
    from lark import Lark, Token

GRAMMAR = r"""
criteria: sentence*

?sentence: lead GAIN          -> award            // 成立的得5分（郏县）; 低于0.3%，得4分（成武）
    | lead FULL               -> award_full       // 出台3件及以上的得满分（平阴）
    | lead BRACKET_GAIN       -> award            // 组织领导到位（8分）
    | lead LEVEL_GAIN         -> award_level      // 省级3分，市级2分
    | counted GAIN            -> award_per        // 每归集一类信息得0.5分（成武）
    | counted POINTS          -> award_per        // 每覆盖一个领域0.5分（郏县）
    | lead EACH_LEVEL         -> each_level       // 获省、市通报表扬并推广的，分别奖20、10分（石城）
    | lead BEYOND             -> beyond           // 多投稿一篇按2：1：0.5比例加分（石城）
    | lead ZERO               -> zero             // 高于0.5%不得分（成武）; 未上报的不得分（郏县）
    | lead LOSS               -> deduct           // 被列入失信被执行人的单位扣2分（郏县）
    | counted LOSS            -> deduct_per       // 每后10名，扣2分（成武）; 缺一项扣1分（郏县）
    | lead CAP                -> cap              // 最高4分（成武）; 共3分（郏县）
    | counted CAP             -> cap              // 每报一篇，最高得5分
    | lead LOSS_ALL           -> loss_all         // 扣完为止（成武）
    | lead LOSS_CAP           -> loss_cap         // 最高扣7.5分（郏县）
    | lead BETWEEN            -> between          // 介于两者之间的按比例计分（成武）
    | lead SHARE              -> share            // 本项按出台文件数量的比例计分（平阴）
    | lead SHARE_LOSS         -> share_loss       // 未完成按水库退养完成比例扣分（石城）
    | lead FORMULA            -> formula          // 信用贷款规模年增速，得分=7*增速（郏县）
    | lead OF_PLACE           -> of_place         // 县、区按所在地市排名计分（成武）
    | lead AVERAGE            -> average          // 不得低于全市平均水平（平阴）
    | lead BARE_RANK          -> bare_rank        // 根据……在全市的位次计分（平阴）
    | lead BARE_SHARE         -> bare_share       // 根据……占辖区内法人企业比例打分（平阴）
    | lead STOP               -> remark           // 创建期末，累计向省公共信用信息平台报送数据量。（成武）
    | counted STOP            -> remark           // 每季度通报一次。
    | lead NOTHING            -> nothing          // 按时办结的不扣分
    | counted NOTHING         -> nothing          // 每提前一天不扣分
    | lead POINTS             -> unread           // points of which nothing says whether they are given or taken

lead: item*
counted: lead PER | counted item | counted PER
?item: WORDS | COMMA | BOUND | QUANTITY | PERIOD | EACH_BODY | AND | LEVELS | MOST | LEAST | ITEM
"""


@cache
def _parser() -> Lark:
    from lark import Lark

    names = sorted({kind.name for kind in PHRASES} | {"WORDS"})
    grammar = f"{GRAMMAR}\n%declare {' '.join(names)}\n"
    return Lark(grammar, start="criteria", parser="lalr", lexer=_lexer())


def _lexer() -> Any:
    from lark import Token
    from lark.lexer import Lexer

    class PhraseLexer(Lexer):
        """Hands the phrases on as tokens; the phrase itself is the token's value."""

        def __init__(self, lexer_conf: Any) -> None:
            del lexer_conf

        def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:
            del parser_state
            for phrase in cut_phrases(str(lexer_state)):
                yield Token(phrase.kind, phrase)

    return PhraseLexer


def parse_criteria(words: str) -> tuple[Statement, ...]:
    """Return the scoring statements of `words`, a folded cell without layout.

    >>> [(s.kind.value, s.points) for s in parse_criteria("低于0.3%,得4分,高于0.5%不得分。")]
    [('award', Decimal('4')), ('zero', Decimal('0'))]
    """
    tree = _parser().parse(words)
    reader = SentenceReader()
    for sentence in tree.children:
        if isinstance(sentence, str):
            continue
        reader.read(sentence.data, [token.value for token in sentence.scan_values(lambda _: True)])
    return tuple(reader.statements)
