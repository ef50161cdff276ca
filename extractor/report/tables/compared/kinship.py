"""In: material of a report. Out: what texts owe to each other, and where one text says two things: one table each of
pairs, shared passages, clauses, cited documents, inferred parents.

Not handled: which of two texts came first, which the texts alone do not tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.tidying import tidy
from extractor.model.compared.text_reuse import Extract
from extractor.report.dataset import Material
from extractor.report.labels import FLAGS, ORIGINS, Wording
from extractor.report.tables.table import PLAN_COLUMNS, Cell, Column, Row, TidyTable, show, title_of


def _extract_columns(lead: str, zh: str, en: str) -> tuple[Column, ...]:
    return (
        Column(f"{lead}plan", f"{zh}方案", f"{en}plan", "方案的标识", "id of the plan", width=11),
        Column(f"{lead}place", f"{zh}地区", f"{en}place", "方案所属地区", "place the plan is for", width=11),
        Column(f"{lead}item", f"{zh}条目", f"{en}item", "所在条目；无则空", "item that it stands in, if any", width=9),
        Column(f"{lead}printed", f"{zh}原文", f"{en}words", "原文字句", "words as printed", width=52),
        Column(f"{lead}start", f"{zh}起", f"{en}start", "起始字符", "first character", "number", 8),
        Column(f"{lead}end", f"{zh}止", f"{en}end", "终止字符，不含本身", "character after the last", "number", 8),
    )


PAIR_COLUMNS = (
    Column("left", "方案甲", "left plan", "第一个方案", "first plan", width=14),
    Column("right", "方案乙", "right plan", "第二个方案", "second plan", width=14),
    Column("left_share", "甲见于乙", "left in right", "甲文八字片段见于乙文的比例，0 至 1",
           "share of the left's runs of eight characters that the right has", "number", 10),
    Column("right_share", "乙见于甲", "right in left", "乙文八字片段见于甲文的比例，0 至 1",
           "share of the right's runs of eight characters that the left has", "number", 10),
    Column("shared", "共有片段", "shared runs", "共有的八字片段数", "runs of eight characters shared", "number", 10),
    Column("passages", "相同段落", "passages", "逐字相同的段落数", "passages shared word for word", "number", 10),
    Column("parents", "共引文件", "cited by both", "双方共引的文件", "documents that both cite", width=40),
)  # fmt: skip
PASSAGE_COLUMNS = (
    Column("length", "字数", "length", "不计标点", "characters without punctuation", "number", 7),
    *_extract_columns("left_", "甲方", "left "),
    *_extract_columns("right_", "乙方", "right "),
)
CLAUSE_COLUMNS = (
    *_extract_columns("", "", ""),
    Column("item_title", "条目名称", "title", "所在条目的名称", "title of the item", width=24),
    Column("origin", "承袭", "origin", "承袭、改写或新增", "inherited, adapted or new", width=8, vocabulary=ORIGINS),
    Column(
        "likeness", "相似度", "likeness", "与最相近分句的相似度，0 至 1", "with the clause most like it", "number", 8
    ),
    *_extract_columns("other_", "对照", "other "),
)
CITED_COLUMNS = (
    *PLAN_COLUMNS,
    Column("title", "文件名称", "title", "引用的文件", "document cited", width=44),
    Column("doc_number", "文号", "document number", "原文的文号；无则空", "as printed; empty where none", width=20),
    Column("issuer_place", "发文地", "whose it is", "无法判明则空", "empty where it cannot be told", width=12),
    Column("resolved", "判明", "resolved", "是否判明", "whether it could be told", width=7, vocabulary=FLAGS),
    Column("why", "依据", "why", "判明的依据或未判明的原因", "by what it was told, or why not", width=40),
    Column("key", "文件标识", "key", "跨方案的文件标识", "names the document across plans", width=30),
    Column("plan_in_corpus", "即方案", "is plan", "若即库中某方案", "the plan of the corpus that it is", width=12),
    Column("start", "起", "start", "起始字符", "first character", "number", 8),
    Column("end", "止", "end", "终止字符，不含本身", "character after the last", "number", 8),
)
PARENT_COLUMNS = (
    Column(
        "key",
        "推断的上级文件",
        "inferred parent",
        "文件标识；未见原文，系推断",
        "never seen, always inferred",
        width=30,
    ),
    Column("clause", "次序", "clause", "分句次序，从 1 起", "number of the clause, from 1", "number", 7),
    Column(
        "wording",
        "推断字句",
        "inferred wording",
        "〔甲｜乙〕为各方案不同之处",
        "〔one｜other〕 where they differ",
        width=60,
    ),
    Column("agrees", "一致", "agrees", "各方案是否同文", "whether all print the same", width=7, vocabulary=FLAGS),
    Column("children", "所据方案", "children", "据以推断的方案", "plans that it rests on", width=24),
)


def _cells(material: Material, found: Extract | None) -> tuple[Cell, ...]:
    if found is None:
        return (None,) * 6
    return (found.plan, material.names[found.plan], found.item, show(found.quote), found.start, found.end)


def build_kinships_table(material: Material) -> TidyTable:
    """Return one row for each pair of texts."""
    rows = tuple(
        (
            *(pair.left, pair.right, pair.left_share, pair.right_share, pair.shared, len(pair.passages)),
            "；".join(pair.parents) or None,
        )
        for pair in material.comparison.kinships
    )
    note = Wording("每行一对方案的文本亲缘", "kinship of one pair of texts a row")
    return TidyTable("kinships", Wording("两两亲缘", "Pairs of kin"), note, PAIR_COLUMNS, rows)


def build_passages_table(material: Material) -> TidyTable:
    """Return one row for each passage that two texts share."""
    rows = tuple(
        (passage.length, *_cells(material, passage.left), *_cells(material, passage.right))
        for pair in material.comparison.kinships
        for passage in pair.passages
    )
    note = Wording("每行一段两地相同的文字", "one passage that two texts share a row")
    return TidyTable("passages", Wording("相同段落", "Shared passages"), note, PASSAGE_COLUMNS, rows)


def build_clauses_table(material: Material) -> TidyTable:
    """Return one row for each clause of the tasks: inherited, adapted or new, with the clause most like it."""
    return TidyTable(
        "clauses",
        Wording("文本亲缘", "Kinship"),
        Wording("每行一个分句：承袭、改写或新增，及最相近的他地分句", "one clause a row: inherited, adapted or new"),
        CLAUSE_COLUMNS,
        tuple(_clause_rows(material)),
    )


def _clause_rows(material: Material) -> Iterator[Row]:
    for clause in material.comparison.clauses:
        item = material.items.get((clause.here.plan, clause.here.item)) if clause.here.item else None
        title = title_of(item) if item else None
        other = clause.other
        yield (*_cells(material, clause.here), title, clause.origin, clause.likeness, *_cells(material, other))


def build_cited_table(material: Material) -> TidyTable:
    """Return one row for each citation, and whose document it is."""
    rows = tuple(
        (
            *(found.plan, material.names[found.plan], tidy(found.title), show(found.doc_number)),
            *(found.issuer_place, str(int(found.resolved)), found.why, found.key, found.plan_in_corpus),
            *(found.start, found.end),
        )
        for found in material.comparison.citations
    )
    note = Wording("每行一处引用及其发文地", "one citation a row, and whose it is")
    return TidyTable("cited", Wording("引用文件", "Cited documents"), note, CITED_COLUMNS, rows)


def build_parents_table(material: Material) -> TidyTable:
    """Return one row for each clause of a parent that was not seen, rebuilt from its children."""
    rows = tuple(
        (
            *(parent.key, number, tidy(clause.wording), str(int(clause.agrees))),
            " ".join(dict.fromkeys(child.plan for child in clause.children)),
        )
        for parent in material.comparison.parents
        for number, clause in enumerate(parent.clauses, start=1)
    )
    note = Wording("推断，非原文：每行上级文件的一个分句", "inferred, not seen: one clause of a parent a row")
    return TidyTable("parents", Wording("推断上级", "Inferred parents"), note, PARENT_COLUMNS, rows)
