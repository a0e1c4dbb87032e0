"""Undo what mirror sites do to Chinese news text, exactly where it can be undone, and say where it cannot.

Much local news survives only on sites that convert it to Traditional characters, put readings in brackets, double the
stops and break bytes. Whether a page is damaged is decided once for all its parts; clean text comes back as it is.

>>> repaired = repair("八公山區(qū)推進鄉(xiāng)村組織振興,,發(fā)展產(chǎn)業(yè)。")
>>> repaired.text
'八公山区推进乡村组织振兴,发展产业。'
>>> repaired.damage
('bracket-pinyin', 'doubled-stop', 'traditional')
>>> repair("八公山区推进乡村振兴。")
Repaired(text='八公山区推进乡村振兴。', spans=(), damage=())
"""

from extractors.repair.draft import Step
from extractors.repair.pipeline import Repaired, explain, repair, repair_document

__all__ = ["Repaired", "Step", "explain", "repair", "repair_document"]
