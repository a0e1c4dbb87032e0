"""Undo what mirror sites do to Chinese news text, exactly where it can be undone, and say where it cannot.

Much local news survives only on sites that convert it to Traditional characters, put readings in brackets, double the
stops and break bytes. Whether a page is damaged is decided once for all its parts; clean text comes back as it is.

>>> repaired = repair("河東區(qū)擴大鄉(xiāng)鎮(zhèn)醫(yī)療網(wǎng)絡(luò),,聯(lián)通數(shù)據(jù)。")
>>> repaired.text
'河东区扩大乡镇医疗网络,联通数据。'
>>> repaired.damage
('bracket-pinyin', 'doubled-stop', 'traditional')
>>> repair("河东区扩大医疗网络。")
Repaired(text='河东区扩大医疗网络。', spans=(), damage=())
"""

from extractors.repair.draft import Step
from extractors.repair.pipeline import Repaired, explain, repair, repair_document

__all__ = ["Repaired", "Step", "explain", "repair", "repair_document"]
