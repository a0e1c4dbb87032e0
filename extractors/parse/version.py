"""Names the rules that read a text: the same rules have the same name, any change of wording, table or code a new one.

>>> len(rules_version())
16
"""

import hashlib
from functools import cache
from pathlib import Path

PARTS = ("numbers", "parse", "periods", "places", "indicators", "data", "lexicon.py", "text.py")
# of data: no figure rests on it
READ_BY_OTHERS = {"sources", "repair", "columns.csv", "containers.csv", "lines.csv", "surnames.txt", "not_names.txt"}


@cache
def rules_version(own: str = "") -> str:
    """16 hex digits over the code and tables that decide what an observation says; `own` names the user's entries."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256(own.encode())
    for part in PARTS:
        path = root / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            where = file.relative_to(root)
            if file.is_file() and file.suffix != ".pyc" and not READ_BY_OTHERS.intersection(where.parts[1:2]):
                digest.update(where.as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
