"""Reprints and what is none."""

from extractors.fingerprint import ALIKE, WORDS, fingerprint, share, similar

TEXT = (
    "示例区上半年完成地区生产总值80.5亿元，同比增长6.2%，增速居全市第二位。\n"
    "其中，第一产业增加值9.1亿元，增长3.4%；第二产业增加值33.6亿元，增长7.8%。\n"
    "区统计局负责人表示，全区经济运行总体平稳，新动能较快成长，企业预期有所改善。"
)
NEXT_MONTH = (
    TEXT.replace("80.5", "96.7")
    .replace("6.2", "5.9")
    .replace("9.1", "12.4")
    .replace("33.6", "40.2")
    .replace("7.8", "8.1")
)
OTHER = (
    "石湖镇的稻田里，农户忙着收鱼。今年全镇稻渔综合种养面积1.1万亩，亩均纯收入3200元，是单种水稻的四倍，"
    "合作社正在直播卖鱼。"
)


def test_reprints_are_alike() -> None:
    assert similar(fingerprint(TEXT), fingerprint(TEXT))
    assert similar(fingerprint(TEXT), fingerprint("本报讯 " + TEXT + "（王小明）"))
    assert similar(fingerprint(TEXT), fingerprint(TEXT.replace("，", ",").replace("80.5", "８０.５")))


def test_the_same_template_with_other_figures_is_another_story() -> None:
    assert not similar(fingerprint(TEXT), fingerprint(NEXT_MONTH))
    assert not similar(fingerprint(TEXT), fingerprint(OTHER))


def test_numbers_tell_reports_apart_whose_words_are_all_but_the_same() -> None:
    words = "区发展改革委负责人介绍，各镇街道坚持项目为王，强化要素保障，重点项目建设有序推进，民生实事加快落地。"
    words += "下一步，全区将抓紧前期工作，盯紧关键节点，确保开工项目早投产、在建项目快推进、储备项目多入库。"
    july, august = (f"截至{month}月底，完成投资{done}亿元。{words}" for month, done in ((7, "61.5"), (8, "70.3")))
    assert share(fingerprint(july)[:WORDS], fingerprint(august)[:WORDS]) >= ALIKE
    assert not similar(fingerprint(july), fingerprint(august))


def test_signatures_are_small_and_stay_the_same() -> None:
    assert len(fingerprint(TEXT)) == 64
    assert all(0 <= number < 2**32 for number in fingerprint(TEXT))
    assert fingerprint(TEXT)[:3] == FIRST_THREE
    assert fingerprint("太短。") == ()
    assert not similar((), ())


FIRST_THREE = (224581484, 934995399, 81498688)  # written down: a change of the library or of the rules shows here
