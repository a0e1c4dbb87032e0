"""Every kind of damage, on sentences of our own that were damaged as mirrors do it: bytes of GBK, blind replacement."""

import pytest

from extractors.repair import repair

WHOLE = "“路通了。”陈书记说，“水清了。”她笑着说。“灯亮了。”老人对记者说。"

# name: (page, text); what is put right must be right to the character
PUT_RIGHT = {
    "readings in brackets": (
        "本縣新建改建農(nóng)村公路125公里，惠及3.2萬人，產(chǎn)業(yè)規(guī)模擴大。",
        "本县新建改建农村公路125公里，惠及3.2万人，产业规模扩大。",
    ),
    "readings without tones, a space behind": (
        "全縣新建農(nong) 村公路125公里，副縣長(zhang) 說：“產(chan) 業(ye) 就來(lai) 了。”",
        "全县新建农村公路125公里，副县长说：“产业就来了。”",
    ),
    "brackets between two bytes": ("河?xùn)|區(qū)發(fā)布規(guī)劃", "河东区发布规划"),
    "a run of misread pairs behind broken brackets": (
        "縣日?qǐng)?bào)記者韓章云報(bào)道，這批蔬菜運(yùn)輸?shù)穆肪€縮短了。",
        "县日报记者韩章云报道，这批蔬菜运输的路线缩短了。",
    ),
    "a reading that two characters have, the lost byte without a mark": (
        "運(yùn)動(dòng)員輸(shù)闷穑\ue0dah里放心，發(fā)展產(chǎn)業(yè)。",
        "运动员输得起，县里放心，发展产业。",
    ),
    "a letter that ends a character": (
        "熱力、燃?xì)饧八\ue18c纳\ue2fda(chǎn)和供應(yīng)業(yè)，規(guī)模擴大。",
        "热力、燃气及水的生产和供应业，规模扩大。",
    ),
    "a letter that never was one": (
        "應(yīng)用軟件，F(xiàn)1賽事，合作方Google、Facebook。",
        "应用软件，F1赛事，合作方Google、Facebook。",
    ),
    "a stop put before the second byte of 。 and the first of ”": (
        "副縣長說：“路通了，產(chǎn)業(yè)就來了?！碑?dāng)?shù)卮迕耜悓?shí)種了8畝茶。",
        "副县长说：“路通了，产业就来了。”当地村民陈实种了8亩茶。",
    ),
    "only some of the stops": (
        "“路通了?！彼\ue382f。“水清了?！彼\ue43ef。“燈亮了。”老人說。“人回來了。”書記說。全縣進(jìn)展順利，統(tǒng)計部門將發(fā)布數(shù)據(jù)。",
        "“路通了。”他说。“水清了。”她说。“灯亮了。”老人说。“人回来了。”书记说。全县进展顺利，统计部门将发布数据。",
    ),
    "U+FFFD for a mark": (
        "“路通了�！标悤\ue266浾f，“水清了�！彼\ue439χ\ue268f�！盁袅亮恕！崩先藢τ浾哒f�？h里還將繼續(xù)發(fā)展產(chǎn)業(yè)。",
        WHOLE + "县里还将继续发展产业。",
    ),
    "stops swapped for ASCII, no marks": (
        "“路通了!标悤\ue266浾f,“水清了!彼\ue439χ\ue268f,“燈亮了!崩先藢τ浾哒f,縣里還將繼續(xù)發(fā)展產業(yè),讓村里的干部,群眾一起干,F場很熱鬧,縣長點頭。",
        "“路通了。”陈书记说,“水清了。”她笑着说,“灯亮了。”老人对记者说,县里还将继续发展产业,让村里的干部,群众一起干。现场很热闹,县长点头。",
    ),
    "doubled stops": (
        "全縣新建農(nóng)村公路125公里,，惠及3.2萬人。副縣長說:“路通了,，產(chǎn)業(yè)就來了,。”",
        "全县新建农村公路125公里，惠及3.2万人。副县长说:“路通了，产业就来了。”",
    ),
    "doubled stops in text converted back to simplified": (
        "全县新建农村公路125公里,，惠及3.2万人,。副县长说：“路通了,，产业就来了。”",
        "全县新建农村公路125公里，惠及3.2万人。副县长说：“路通了，产业就来了。”",
    ),
    "mainland text converted one to one, nothing else": (
        "全縣后山村里的干部采訪后，於當日發布制造業占比，里面的志愿者并未離開。",
        "全县后山村里的干部采访后，于当日发布制造业占比，里面的志愿者并未离开。",
    ),
    "text written in Traditional": (
        "縣政府昨日公布，後續將採取措施，於鄉村建設圖書館；民眾可以透過網路預約參觀。",
        "县政府昨日公布，后续将采取措施，于乡村建设图书馆；民众可以透过网路预约参观。",
    ),
    "著 in all its meanings": (
        "隨著游客增多，著名景區坐落在陜西，乾隆年間修建；執著的村民圍著山種樹，著力改善環境，成效顯著。",
        "随着游客增多，著名景区坐落在陕西，乾隆年间修建；执着的村民围着山种树，着力改善环境，成效显著。",
    ),
    "brackets that belong to the text": (
        "CEO(首席執(zhí)行官)張華說，縣里開展拼音(pīnyīn)教學(xué)。(記者 李云)",
        "CEO(首席执行官)张华说，县里开展拼音(pīnyīn)教学。(记者 李云)",
    ),
}


@pytest.mark.parametrize("name", PUT_RIGHT)
def test_put_right(name: str) -> None:
    page, text = PUT_RIGHT[name]
    repaired = repair(page)
    assert repaired.text == text
    assert repaired.damage


# name: (page, text, the guessed characters, the lost ones)
SIGNED = {
    "a digit swallowed with a lead byte": (
        "當(dāng)?shù)?0多名群眾領(lǐng)到種苗。",
        "当地\ufffd0多名群众领到种苗。",
        "地",
        "\ufffd",
    ),
    "the first digit of a year": (
        "項(xiàng)目在當(dāng)?shù)?025年開(kāi)工。",
        "项目在当地\ufffd025年开工。",
        "地",
        "\ufffd",
    ),
    "the month behind 。”": (
        "他說：“干得好?！?1月8日，隊伍進(jìn)村，設(shè)備就位。",
        "他说：“干得好。”\ufffd1月8日，队伍进村，设备就位。",
        "。”",
        "\ufffd",
    ),
    "a run from 。” to the next brackets": (
        "“路修通了?！碑?dāng)?shù)啬趁袼挢撠?zé)人說，客人多了三成。",
        "“路修通了。”当地某民宿负责人说，客人多了三成。",
        "。",
        "",
    ),
    "the last byte before a stop": ("兩名駕駛?cè)?，均無大礙。", "两名驾驶人，均无大碍。", "人", ""),
    "海 before 。 and 、": ("貨輪駛向大海。漁民出?！⒎岛?。", "货轮驶向大海。渔民出海、返航。", "海航", ""),
    "保 before 火": ("加強環(huán)?；馂?zāi)防控。", "加强环保火灾防控。", "保", ""),
    "a paragraph's indent behind 。": (
        "經(jīng)驗在全縣推廣?！\u3000〗\ue3cf陙?，魚塘連片改造。",
        "经验在全县推广。　　近年来，鱼塘连片改造。",
        "。来",
        "",
    ),
    "a tag that lost its first character": (
        "他說：“產(chǎn)業(yè)旺了，日子就旺?！?/p>",
        "他说：“产业旺了，日子就旺。”",
        "。”",
        "",
    ),
    "the place a guessed character stands in": (
        "縣里發(fā)布消息，上?！⒅貞c的企業(yè)到訪。",
        "县里发布消息，上海、重庆的企业到访。",
        "海",
        "",
    ),
}


@pytest.mark.parametrize("name", SIGNED)
def test_what_is_guessed_or_lost_is_signed(name: str) -> None:
    page, text, guessed, lost = SIGNED[name]
    repaired = repair(page)
    assert repaired.text == text
    signed = {
        certainty: "".join(text[s.start : s.end] for s in repaired.spans if s.certainty == certainty)
        for certainty in ("guessed", "lost")
    }
    assert signed == {"guessed": guessed, "lost": lost}


CANNOT = {
    "省 and 小 end in the same byte, and nothing but sense tells them apart": (
        "油價每升?。\ue19f\ue426?，每升省兩角，縣里發(fā)布消息說企業(yè)(yè)樂意。",
        "油价每升省．三角，",
    ),
    "what was swallowed was a digit: no bytes are left of it": (
        "當(dāng)?shù)?0多名群眾領(lǐng)到種苗。",
        "当地10多名",
    ),
    "書記 and 她笑 lost pairs without a trace, the guess is wrong": (
        "“路通了?！标悤浾f，“水清了?！彼χf?！盁袅亮恕！崩先藢τ浾哒f?？h里還將繼續發展產業。",
        WHOLE,
    ),
    "one exclamation mark that was 。”, on a page that shows nothing else": ("他說：“路修通了!", "他说：“路修通了。”"),
}


@pytest.mark.parametrize("reason", CANNOT)
@pytest.mark.xfail(strict=True, reason="cannot be told from what is on the page")
def test_what_cannot_be_done(reason: str) -> None:
    page, text = CANNOT[reason]
    assert repair(page).text.startswith(text)


def test_nothing_in_a_run_is_exact_where_pairs_vanished_without_a_trace() -> None:
    page = "“路通了?！标悤浾f，“水清了?！彼χf?！盁袅亮恕！崩先藢τ浾哒f?？h里還將繼續發展產業。"
    repaired = repair(page)
    start, end = repaired.text.index("水清了"), repaired.text.index("老人")
    inside = [span.certainty for span in repaired.spans if start < span.start < end and span.rule == "misaligned"]
    assert set(inside) == {"guessed"}


def test_gaps_where_digits_were_dropped_are_lost() -> None:
    page = "農(nóng)業(yè)產(chǎn)值自年6月至年8月增長(zhǎng)達%，125日發(fā)布數(shù)據(jù)，今年6月8日更新，占5%。"
    repaired = repair(page)
    lost = [repaired.text[s.start : s.end] for s in repaired.spans if s.certainty == "lost"]
    assert lost == ["年6月", "年8月", "达%", "125日"]


def test_replacement_characters_are_lost_on_any_page() -> None:
    repaired = repair("全县新增就业5\ufffd人，锟斤拷锟斤拷增长2%。")
    assert repaired.text == "全县新增就业5\ufffd人，\ufffd增长2%。"
    assert [(s.start, s.certainty) for s in repaired.spans] == [(7, "lost"), (10, "lost")]
    assert repaired.damage == ("replacement",)
