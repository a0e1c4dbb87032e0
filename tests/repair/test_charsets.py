"""Pages read in the wrong encoding."""

import pytest

from extractors.repair import repair

TEXT = "新乡城区今年新建公园12处，投入3.5亿元。\n来源：县统计局\n记者李云报道：“群众很满意。”"


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
@pytest.mark.parametrize("right", ["gb18030", "utf-8"])
def test_bytes_read_one_by_one_come_back(right: str, wrong: str) -> None:
    page = "".join(bytes((b,)).decode(wrong, "ignore") or chr(b) for b in TEXT.encode(right))
    repaired = repair(page)
    assert repaired.text == TEXT
    assert {span.certainty for span in repaired.spans} == {"exact"}


def test_utf8_read_as_gbk_comes_back_as_far_as_it_can() -> None:
    repaired = repair(TEXT.encode().decode("gbk", "replace"))
    assert repaired.damage[0] == "utf8-as-gbk"
    for line, whole in zip(repaired.text.split("\n"), TEXT.split("\n"), strict=True):
        assert sum(char in whole for char in line) >= 0.8 * len(line)
    assert "lost" in {span.certainty for span in repaired.spans}
    number = repaired.text.index("3.5")
    assert any(s.certainty == "lost" and s.start <= number < s.end for s in repaired.spans)


def test_damage_below_a_wrong_encoding_is_repaired_too() -> None:
    page = "縣里開會，發布數據，農業產業規模擴大".encode("gb18030").decode("latin-1")
    repaired = repair(page)
    assert repaired.text == "县里开会，发布数据，农业产业规模扩大"
    assert repaired.damage == ("gbk-as-latin1", "traditional")
