"""The indicator parser: text in, observations and unread numerals out."""

from extractors.parse.parser import parse
from extractors.parse.version import rules_version

__all__ = ["parse", "rules_version"]
