"""What holds for every text whatsoever."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.repair import explain, repair, repair_document

# Pieces of damage in any order are nearer to the traps than random Unicode.
PIECES = (
    *(
        "區(qū)",
        "鄉(xiāng)",
        "河?xùn)|",
        "當(dāng)?shù)?0多名",
        "?！",
        "\ufffd！",
        "?",
        "，，",
        ",,",
        ",。",
        "!",
        "笨h",
        "社會(hui) ",
    ),
    *(
        "全縣",
        "發展",
        "数据",
        "国",
        "著",
        "乾",
        "12",
        "%",
        "年6月",
        "\n",
        "　",
        "“",
        "”",
        "\ue43e",
        "锟斤拷",
        "锟",
        "ÖÐ",
    ),
    *("鏂颁埂", "F(xiàn)", "(", ")", "a", "ɡ", "\x80", "€", "</p>", "\ud800", "\x00", "𠮷", "羣", "后", "里"),
)
damaged = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
anything = st.text(max_size=60) | damaged | st.text(st.characters(max_codepoint=0x2FF), max_size=40)


@given(anything)
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@given(anything)
def test_spans_fit_the_text_and_tell_every_change(text: str) -> None:
    repaired = repair(text)
    places = [place for span in repaired.spans for place in (span.start, span.end)]
    assert places == sorted(places)
    assert all(0 <= s.start < s.end <= len(repaired.text) for s in repaired.spans)
    assert bool(repaired.spans) == bool(repaired.damage)
    if not repaired.damage:
        assert repaired.text == text


@given(anything)
def test_steps_lead_from_the_page_to_the_text(text: str) -> None:
    repaired = repair(text)
    done = page = 0
    told = []
    for step in explain(text):
        assert text[step.page_start : step.page_end] == step.before
        told += [text[page : step.page_start], step.after]
        assert step.start >= done
        done, page = step.start, step.page_end
    assert "".join([*told, text[page:]]) == repaired.text


@given(st.lists(anything, max_size=4))
def test_parts_stay_parts(parts: list[str]) -> None:
    assert len(repair_document(parts)) == len(parts)
