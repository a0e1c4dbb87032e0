"""The version of the rules: the same for the same rules, another where the user adds an indicator."""

from pathlib import Path

from extractors.indicators import catalogue
from extractors.parse import parse, rules_version

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
