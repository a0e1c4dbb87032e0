"""Write extractors/data/repair/readings.tsv: how each Traditional character of GBK is simplified and read.

    python scripts/build_repair_readings.py

Needs opencc (which characters are Traditional) and pypinyin (their readings); nothing is asked from the network.
"""

from importlib.metadata import version
from pathlib import Path

import opencc
from pypinyin import Style, pinyin

TARGET = Path(__file__).resolve().parents[1] / "extractors" / "data" / "repair" / "readings.tsv"
HEADER = """\
# Traditional characters of GBK: character, simplified form, readings with tone marks (all known ones).
# A mirror annotates such characters with a reading in brackets; the pair of first byte and reading undoes broken ones.
# Provenance: OpenCC {opencc} (Apache-2.0), table t2s, read character by character;
# pypinyin {pypinyin} (MIT), all readings of both forms.
# Rebuild: python scripts/build_repair_readings.py
"""
ALSO = "著"  # simplified 着 on mirrors, though OpenCC leaves it where it may stand for 著名


def gbk_ideographs() -> list[str]:
    """Every ideograph that has two bytes in GBK, in byte order."""
    trails = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
    pairs = (bytes((lead, trail)).decode("gbk", "ignore") for lead in range(0x81, 0xFF) for trail in trails)
    return [char for char in pairs if "\u4e00" <= char <= "\u9fff"]


def readings(*chars: str) -> list[str]:
    """The readings of these characters together, each once; a character without any reads as itself and is left out."""
    found = (reading for char in chars for reading in pinyin(char, style=Style.TONE, heteronym=True)[0])
    return list(dict.fromkeys(r.replace("ɡ", "g").replace("ɑ", "a") for r in found if r not in chars))


def main() -> None:
    chars = gbk_ideographs()
    simplified = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    rows = [(a, "着" if a in ALSO else b) for a, b in zip(chars, simplified, strict=True) if a != b or a in ALSO]
    with TARGET.open("w", encoding="utf-8") as file:
        file.write(HEADER.format(opencc=version("opencc"), pypinyin=version("pypinyin")))
        for char, plain in rows:
            file.write(f"{char}\t{plain}\t{' '.join(readings(char, plain))}\n")
    print(f"{TARGET}: {len(rows)} characters")


if __name__ == "__main__":
    main()
