"""The version of the rules: the same for the same rules, another where the user adds an indicator."""

from pathlib import Path

from extractors.indicators import catalogue
from extractors.parse import parse, rules_version
from extractors.parse.version import READ_BY_OTHERS

ENTRY = """
topic = "agriculture"
[[indicator]]
id = "loquat_output"
zh = "枇杷产量"
en = "Loquats picked"
dimension = "mass"
aspect = "flow"
counts = "Fresh loquats picked in the year."
aliases = ["枇杷 产量"]
examples = ["枇杷产量 | 吨", "全镇枇杷产量 | 吨"]
"""


def test_an_indicator_of_the_users_own_makes_other_rules(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(ENTRY, encoding="utf-8")
    text = "全镇枇杷产量120吨。"
    (builtin,) = parse(text, home="340405").observations
    (own,) = parse(text, home="340405", indicators=catalogue((tmp_path,))).observations
    assert builtin.rules_version == rules_version() == parse("增长5%。").observations[0].rules_version
    assert own.rules_version == rules_version(catalogue((tmp_path,)).own) != builtin.rules_version
    assert own.indicator == "loquat_output"


def test_what_no_figure_rests_on_is_there_and_no_table_of_the_parser() -> None:
    root = Path(__file__).parents[2] / "extractors"
    assert {path.name for path in (root / "data").iterdir()} >= READ_BY_OTHERS
    code = [
        path.read_text(encoding="utf-8")
        for part in ("numbers", "parse", "periods", "places", "indicators")
        for path in (root / part).glob("*.py")
        if path.name != "version.py"
    ]
    files = [name for name in READ_BY_OTHERS if "." in name]
    assert [name for name in files if any(f'"{name}"' in text for text in code)] == []
