"""The article that started it all, where the shared corpus is at hand, and a miniature of its damage."""

from pathlib import Path

import pytest

from extractors.repair import explain, repair, repair_document
from extractors.text import fold

SEED = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "seed"


@pytest.mark.skipif(not SEED.is_dir(), reason=f"the seed article is not at {SEED}")
def test_the_seed_comes_back_whole() -> None:
    damaged, whole = ((SEED / name).read_text(encoding="utf-8") for name in ("article.txt", "repaired.txt"))
    assert fold(repair(damaged).text) == fold(whole)


def test_what_was_done_is_told_with_its_place_in_the_page() -> None:
    page = "城東區(qū)各鄉(xiāng)鎮(zhèn),,持續(xù)推進“雙拥”工作"
    steps = explain(page)
    assert [(s.before, s.after, s.rule) for s in steps][:3] == [
        ("東", "东", "traditional"),
        ("區(qū)", "区", "bracket-pinyin"),
        ("鄉(xiāng)鎮(zhèn)", "乡镇", "bracket-pinyin"),
    ]
    assert all(page[s.page_start : s.page_end] == s.before for s in steps)
    assert all(s.certainty == "exact" for s in steps)


def test_clean_text_is_the_same_object() -> None:
    text = "全县粮食产量３.５万吨，同比增长２％。"
    assert repair(text).text is text


def test_a_title_is_repaired_by_the_evidence_of_its_page() -> None:
    title, body = repair_document(
        ["河東區(qū)", "河東區(qū)統(tǒng)計局發(fā)布數(shù)據(jù)，經(jīng)濟增長(zhǎng)。"]
    )
    assert title.text == "河东区"
    assert body.text == "河东区统计局发布数据，经济增长。"
