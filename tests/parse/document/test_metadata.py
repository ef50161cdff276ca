"""What identifies a plan: title, number, issuer, date, kind."""

import pytest

from extractor.parse.document.kinds import find_kind

FRONTS = {
    # 郏县: a notice in a red head, its title broken over two lines
    "red head": (
        (
            "郟县社会信用体系建设领导小组办公室文件\n\n郟信用办〔2022〕4号\n\n郟县社会信用体系建设领导小组办公室 "
            "关于印发《郟县2022年社会信用体系建设 工作季度考核办法》的通知\n\n正文。\n\n2022年3月18日\n"
        ),
        {
            "doc_number": "郟信用办〔2022〕4号",
            "issuer": "郟县社会信用体系建设领导小组办公室",
            "issue_date": "2022-03-18",
            "kind": "考核办法",
            "signatory": None,
        },
    ),
    # 平阴: signed by a person, square brackets in the number
    "signatory": (
        (
            "平阴县行政审批服务局文件\n\n平行审发[2022]5号\n\n签发人: 韩鲁\n\n"
            "平阴县行政审批服务局 落实信用状况监测工作实施方案\n\n正文。\n"
        ),
        {
            "doc_number": "平行审发[2022]5号",
            "signatory": "韩鲁",
            "issuer": "平阴县行政审批服务局",
            "title": "平阴县行政审批服务局落实信用状况监测工作实施方案",
            "kind": "实施方案",
        },
    ),
    # 长清: a number without 号 of an office, signature and date on one line with blanks in it
    "signature": (
        (
            "济南市长清区市场监督管理局\n\n(2022)-057号\n\n长清区市场监管局落实信用状况监测工作 实施方案\n\n正文。\n\n"
            "一、重点任务\n\n1、加强学习。\n\n济南市长清区市场监督管理局 2022 年 5 月 23 日\n"
        ),
        {"doc_number": "(2022)-057号", "issuer": "济南市长清区市场监督管理局", "issue_date": "2022-05-23"},
    ),
    # the page of a county's site prints fields
    "fields": (
        "标题：2022年信用工作要点\n发文机关：某某市发展和改革委员会\n成文日期：2021年12月31日\n\n正文。\n",
        {
            "title": "2022年信用工作要点",
            "issuer": "某某市发展和改革委员会",
            "issue_date": "2021-12-31",
            "kind": "工作要点",
        },
    ),
    "date in words": (
        "某县关于做好信用工作的通知\n\n正文。\n\n某县人民政府\n二〇二二年三月十八日\n",
        {"issue_date": "2022-03-18"},
    ),
    # 绍兴: a name over two lines signs
    "name of two lines": (
        (
            "中共绍兴市委人才工作领导小组办公室文件\n\n绍市委人才办[2009]10号\n\n关于选拔第七批市级拔尖人才的通知\n\n正文。\n\n"
            "中共绍兴市委人才工作\n领导小组办公室\n2009年12月16日\n"
        ),
        {"issuer": "中共绍兴市委人才工作领导小组办公室", "jurisdiction": "绍兴市", "issue_date": "2009-12-16"},
    ),
    # short names of ministries, one with blanks in it
    "ministries": (
        (
            "国家发展改革委 财政部 农业农村部关于印发《农村厕所革命行动计划》的通知\n\n正文。\n\n"
            "国家发展改革委\n财 政 部\n农业农村部\n2022年7月14日\n"
        ),
        {"issuer": "国家发展改革委、财政部、农业农村部", "jurisdiction": None, "issue_date": "2022-07-14"},
    ),
    # 监利: a date alone with what a site left behind it; the body before 关于, whatever it does
    "no signature": (
        "监利市人民政府办公室关于分解落实2022年重点工作的通知\n\n正文。\n\n2021年11月22日????????\n",
        {"issuer": "监利市人民政府办公室", "issue_date": "2021-11-22"},
    ),
    "another's paper carried out": ("落实省教育厅关于减负工作的方案\n\n正文。\n", {"issuer": None}),
    # 监利: the notice's title names no paper, the plan below the signature calls itself one, over two lines
    "plan below a notice": (
        (
            "监利市人民政府办公室关于分解落实2022年重点工作的通知\n\n各乡镇：\n\n请抓好落实。\n\n2021年11月22日\n\n"
            "《政府工作报告》2022年重点工作\n及民生实事项目任务分解方案\n\n一、经济指标\n（一）招商引资。（责任单位：市商务局）\n"
        ),
        {
            "title": "《政府工作报告》2022年重点工作及民生实事项目任务分解方案",
            "kind": "任务分解方案",
            "issuer": "监利市人民政府办公室",
            "jurisdiction": "监利市",
            "year": "2022",
        },
    ),
    "form below a notice": (
        "关于做好评选工作的通知\n\n请抓好落实。\n\n2021年11月22日\n\n附件\n\n先进集体推荐表\n\n一、基本情况\n二、主要事迹\n",
        {"title": "关于做好评选工作的通知", "kind": "通知"},
    ),
    # the day alone in brackets below the title; a day in words of adoption is none
    "dated below": (
        "苍南县总工会2022年工作要点\n\n（2022年2月15日）\n\n正文。\n",
        {"issue_date": "2022-02-15", "jurisdiction": "苍南县"},
    ),
    "adopted": (
        "云溪县河道管理办法\n\n（2023年8月1日县人民政府第12次常务会议通过，自2023年10月1日起施行）\n\n正文。\n",
        {"issue_date": None, "jurisdiction": "云溪县"},
    ),
    # 莲都: only the page says whose paper it is
    "source of a page": (
        "2023年莲都区重点工作责任分解\n作者：   来源: 莲都区人民政府办公室   发布时间: 2023-04-17 08:50:33\n\n正文。\n",
        {"issuer": "莲都区人民政府办公室", "issue_date": None, "kind": "责任分解"},
    ),
    # what is not printed is None, and no line is taken for what it is not
    "nothing": (
        "二〇二二年三月十八日\n",
        {"title": None, "issuer": None, "doc_number": None, "kind": None, "jurisdiction": None},
    ),
    "a site's day above the signed one": (
        "某市办公室关于印发工作要点的通知\n\n2019年7月19日\n某府办字〔2019〕17号\n\n各县(区)人民政府:\n\n现印发给你们。\n\n某市人民政府办公室\n\n2019年5月24日\n",
        {"issue_date": "2019-05-24", "doc_number": "某府办字〔2019〕17号"},
    ),
    # a list of a site prints the day before the number: it is no part of it
    "a day before the number": (
        "2022-04-04     云农发〔2022〕18号\t《云溪县2022年农村厕所改造实施方案》\n\n（一）改厕。完成改厕300户。（责任单位：县农业农村局）\n",
        {
            "doc_number": "云农发〔2022〕18号",
            "issue_date": "2022-04-04",
            "title": "云溪县2022年农村厕所改造实施方案",
            "jurisdiction": "云溪县",
        },
    ),
    "a month before a title in marks": (
        "2021年3月\t《长清区2021年农村改厕工作实施方案》\n\n区农业农村局负责编制改厕规划；做好改厕验收工作。\n",
        {"title": "长清区2021年农村改厕工作实施方案", "jurisdiction": "长清区", "issue_date": None},
    ),
    # only the notice by which several plans are issued: nothing but a notice
    "a notice without its plans": (
        (
            "云溪县人民政府办公室关于印发2014年农业保险工作实施方案的通知\n\n云政办发〔2014〕9号\n\n各镇人民政府：\n\n"
            "现将《云溪县2014年小麦保险工作实施方案》、《云溪县2014年奶牛保险工作实施方案》印发给你们，请认真组织实施。\n\n"
            "云溪县人民政府办公室\n\n2014年4月8日\n"
        ),
        {"kind": "通知", "issue_date": "2014-04-08"},
    ),
    "a notice with its plan": (
        (
            "云溪县人民政府办公室关于印发河长制工作要点的通知\n\n现将《河长制工作要点》印发给你们，请认真组织实施。\n\n"
            "2014年4月8日\n\n河长制工作要点\n\n各镇要切实加强河道巡查，及时发现和处置各类涉河涉水问题，确保河道水环境质量持续改善。\n"
        ),
        {"kind": "工作要点"},
    ),
    # the body stands above its own title again, below the page's heading
    "a head below the page's": (
        (
            "关于做好健康家庭评选的通知\n\n来源：沙河县卫生健康网    发布时间：2019-11-10 09:11\n\n沙河县卫生健康局\n"
            "关于做好健康家庭评选的通知\n\n各镇卫生院：\n\n请认真落实。\n"
        ),
        {"issuer": "沙河县卫生健康局", "issue_date": None, "jurisdiction": "沙河县"},
    ),
    "a day glued to the number": (
        "2022-04-04云农发〔2022〕18号\n云溪县2022年农村厕所改造实施方案\n\n（一）改厕。完成改厕300户。（责任单位：县农业农村局）\n",
        {"doc_number": "云农发〔2022〕18号"},
    ),
    "fields of a site in one line": (
        "索引号：K0457 文号：云政办发〔2023〕5号\n有效性：有效 发文日期：2023年02月07日\n【防汛抗旱】云溪县人民政府关于做好2023年防汛准备的通知\n\n各乡、镇人民政府：\n\n请落实。\n",
        {"issue_date": "2023-02-07", "title": "云溪县人民政府关于做好2023年防汛准备的通知"},
    ),
    "fields between bars": (
        "索引号: | 0457/2021 | 成文日期: | 2021-03-09 |\n文号: | 云政办发〔2021〕8号 | 有效性: |\n云溪县校园食堂整治方案\n\n正文。\n",
        {"issue_date": "2021-03-09", "doc_number": "云政办发〔2021〕8号", "title": "云溪县校园食堂整治方案"},
    ),
    "the years below the title": (
        "云溪县水利局\n2024年3月7日\n\n云溪县水库除险三年行动方案\n（2024—2026年）\n\n为做好工作，制定本方案。\n",
        {"title": "云溪县水库除险三年行动方案", "year": "2024-2026"},
    ),
    "a paper that explains a plan": (
        "《2024年护渔任务分工方案》政策解读\n\n一、背景\n\n正文。\n",
        {"kind": "政策解读"},
    ),
    "the day a site put it up": (
        "发布日期：2023-01-30 08:56\n云溪县粮食收购工作方案\n\n正文。\n",
        {"issue_date": None, "title": "云溪县粮食收购工作方案"},
    ),
    "no such day": ("关于信用工作的通知\n\n某县人民政府\n2022年2月30日\n", {"issue_date": None}),
    "number alone": ("平行审发[2022]5号\n\n正文。\n", {"title": None, "doc_number": "平行审发[2022]5号"}),
}


@pytest.mark.parametrize("name", FRONTS)
def test_fronts(extract, name):
    text, expected = FRONTS[name]
    found = extract(text).metadata
    assert {field: getattr(found, field) for field in expected} == expected


def test_a_number_in_running_words_is_another_documents(extract):
    text = "关于做好信用工作的通知\n\n根据《关于开展监测的通知》(济信用办〔2022〕1号)等文件要求,制定本方案。\n"
    assert extract(text).metadata.doc_number is None


KINDS = (
    ("云溪县支持制造业发展若干政策", "若干政策"),
    ("2023年主要目标任务责任分解方案", "责任分解方案"),
    ("关于印发青云县防汛工作任务分解方案的通知", "任务分解方案"),
    ("岚溪县数字档案室建设测评表", "测评表"),
    ("沁河县劳动争议源头治理分工表", "分工表"),
    ("澜河市药品抽查登记表", "登记表"),  # a table that no list names
    # 郏县: the notice is a 通知, the plan that it issues is not
    ("关于印发《郏县2022年社会信用体系建设工作季度考核办法》的通知", "考核办法"),
    ("成武县人民政府办公室关于印发成武县创建省社会信用体系建设典型城市实施方案的通知", "实施方案"),
    ("灵璧县2023年社会信用体系建设工作要点", "工作要点"),
    ("石城县2022年乡镇综合考核实施方案(试行)", "实施方案"),
    ("国务院办公厅关于聚焦企业关切进一步推动优化营商环境政策落实的通知", "通知"),
    ("优化营商环境三年行动计划", "行动计划"),
    ("第四届云溪县青少年书画展评活动方案", "活动方案"),
    ("云溪县民政局关于公布首批助餐服务点并做好后续工作的通知", "通知"),  # what is made known is no paper
    ("信用平台数据说明", None),
    ("", None),
)


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_the_plans_own_word_for_itself(mappings, title, kind):
    found = find_kind(mappings.sections, title)
    assert found == kind


@pytest.mark.xfail(reason="of several documents in one file the first one's elements are taken")
def test_two_documents_in_one_file(extract):
    text = (
        "甲县关于印发工作方案的通知\n甲政〔2022〕1号\n正文。\n\n乙县关于印发工作方案的通知\n乙政〔2022〕2号\n正文。\n"
    )
    assert extract(text).metadata.doc_number is None
