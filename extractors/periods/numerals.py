"""The numerals that stand in dates: 2022, 二〇二二, 十一, 廿八, 22.

>>> [number(word) for word in ("二〇二二", "十", "十二", "二十八", "廿八", "三十一", "9", "两")]
[2022, 10, 12, 28, 28, 31, 9, 2]
>>> number("百") is None  # dates need no hundreds
True
"""

DIGITS = {digit: value for value, digits in enumerate(("〇零○", "一元", "二两", *"三四五六七八九")) for digit in digits}

# Patterns; every one is a plain alternation without nested repeats.
YEAR = r"(?:(?=[12一二])(?:(?<![\d.])(?:19|20)\d\d|[一二][〇零○九一二三四五六七八]{3}))"
MONTH = r"(?:(?=[\d元一二三四五六七八九十])(?:(?<![\d.])(?:1[0-2]|0?[1-9])|十[一二]|[一二三四五六七八九十元]))"
DAY = r"(?:(?<![\d.])(?:3[01]|[12]\d|0?[1-9])|三十一?|(?:二?十|廿)[一二三四五六七八九]?|[一二三四五六七八九])"
COUNT = r"(?:(?=[\d一二两三四五六七八九十])(?:(?<![\d.])\d{1,2}|[一二两三四五六七八九十]{1,3}))"


def number(word: str) -> int | None:
    """The value of a numeral below 100, or of a year written digit by digit; None for anything else."""
    if word.isascii() and word.isdigit():
        return int(word)
    word = word.replace("廿", "二十").replace("卅", "三十")
    if "十" in word:
        tens, _, ones = word.partition("十")
        if (tens and tens not in DIGITS) or (ones and ones not in DIGITS):
            return None
        return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[ones] if ones else 0)
    if not word or any(letter not in DIGITS for letter in word):
        return None
    return int("".join(str(DIGITS[letter]) for letter in word))
