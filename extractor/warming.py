"""In: mappings and the documents that several processes will read. Out: nothing; what each would load is loaded here.

Processes that begin as copies of this one (`batch.quick_start`) then have it already: modules, patterns that are
compiled at their first use, the dictionary. A short plan of no place, with duties, time limits, targets and a table of
scores, goes through the stages for it. Not handled: processes that begin afresh, which load what they need themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from extractor.extraction import extract_document
from extractor.language.words import cut_words
from extractor.model.mappings import Mappings
from extractor.model.paper.document import Document
from extractor.read.registry import find_reader

SAMPLE = """某某县2023年某某工作实施方案

某政发〔2023〕5号

为贯彻落实《某某省某某条例》(某政办〔2022〕1号)要求,结合我县实际,制定本方案。

一、工作目标

到2023年底,全县群众满意度达到95%以上,较上年提高3个百分点;新建站点20个,完成率100%,事故为零。

二、重点任务

(一)加强宣传引导。由县教育局牵头,县财政局、县民政局配合,各乡镇(街道)按职责分工负责,每季度开展宣传活动不少于2次,6月底前完成。

责任单位:县教育局、县卫生健康局

完成时限:2023年10月31日前

(二)做好日常监管。对收到的投诉,自收到之日起5个工作日内办结,及时处置率不低于98%。对符合条件的企业给予奖励。

三、考核评价

考核采取百分制,得分90分以上为优秀,80-89分为良好,60分以下为不合格。

附件:考核评分表

序号	考核指标	评分标准	分值	责任单位
1	宣传培训	每季度开展1次得1分,每少1次扣0.5分,扣完为止;未开展的不得分。	4	县教育局
2	报送率	报送率达到100%得满分,每降低1个百分点扣1分;90%(含)-95%得2分,低于90%不得分。	6	县财政局
3	工作创新	获得省级表彰的加2分,市级加1分,最高不超过3分;排名全市前3位的得5分。	5	各部门
4	完成情况	得分=完成率×分值;发生重大事故的一票否决;按比例计分,视情况扣1-3分。	5	县民政局
"""


SEEN = 20
"""documents whose formats are looked at"""
TOOLS = {"pdf": ("pypdfium2", "pdfplumber.table")}
"""packages that a reader loads at its first use"""


def warm_up(mappings: Mappings, documents: Sequence[Document]) -> None:
    """Load what reading `documents` takes, before this process is copied; failures are told when they are read."""
    for document in documents[:SEEN]:
        with suppress(Exception):
            if document.content:
                reader = find_reader(document)
                reader.load()
                for package in TOOLS.get(reader.kind, ()):
                    import_module(package)
    with suppress(Exception):
        cut_words(SAMPLE[:4])
        extract_document(Document("sample", "sample.txt", SAMPLE.encode()), mappings)
