"""What looks like damage and is none: it comes back as it stands."""

import pytest

from extractors.repair import repair, repair_document

CLEAN = (
    "全县粮食产量３.５万吨，同比增长２％。",
    "真的吗?！他问。当然？！她说，，随后笑了。",
    "快！！！别动?！",
    "Yes,,I know. 他说：“Yes,,I do.”",
    "CEO(首席执行官)张华到访，县里开展拼音(pīnyīn)教学，注意“区(qū)”的读音。(记者 李云)",
    "“應”（yīng）和“發”（fā）简化作“应”“发”，学生们应认识这些字。",
    "乾隆年间的瞭望塔、著名学者钟敬文与於先生、沈鍾的故居都在这里。",
    "画家劉國松作品展在市图书馆开幕，展出作品五十件。",
    "Café Zürich à Genève 与本县签约，naïve 一词见于序言。",
    "日本の国会は予算を審議した。会議は長時間に及んだ。",
    "Ⅲ类水质、①号楼、50℃、±0.5‰、㎡，均按原样。",
    "问卷有三问：收入多少?支出多少?结余多少?",
    "",
    "\n\n",
)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_is_untouched(text: str) -> None:
    repaired = repair(text)
    assert repaired.text == text
    assert repaired.spans == ()
    assert repaired.damage == ()


# Written in Traditional: converted, but nothing else is touched.
WRITTEN = (
    (
        "老師寫下「應(yīng)」、「發(fā)」與「髮(fà)」，說明讀音；學生於課後把這些字抄了三遍，應當記得。",
        "老师写下「应(yīng)」、「发(fā)」与「发(fà)」，说明读音；学生于课后把这些字抄了三遍，应当记得。",
    ),
    ("這是真的嗎?！他後來問，，沒有人回答。", "这是真的吗?！他后来问，，没有人回答。"),
    ("他於會後說：「Yes,,I do.」記者們笑了！", "他于会后说：「Yes,,I do.」记者们笑了！"),
)


@pytest.mark.parametrize(("page", "text"), WRITTEN)
def test_text_written_in_traditional_is_only_converted(page: str, text: str) -> None:
    repaired = repair(page)
    assert repaired.text == text
    assert repaired.damage == ("traditional",)


def test_a_clean_title_beside_a_damaged_body_is_only_converted() -> None:
    title, _ = repair_document(
        ["縣里來了?！新客", "縣里開(kāi)會(huì)，發(fā)布數(shù)據(jù)，經(jīng)濟增長(zhǎng)。"]
    )
    assert title.text == "县里来了?！新客"
