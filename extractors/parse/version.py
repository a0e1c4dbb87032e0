"""Names the rules that read a text: the same rules have the same name, any change of wording, table or code a new one.

>>> len(rules_version())
16
"""

import hashlib
from functools import cache
from pathlib import Path

PARTS = ("numbers", "parse", "periods", "places", "indicators", "data", "text.py")


@cache
def rules_version() -> str:
    """16 hex digits over the code and tables that decide what an observation says."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for part in PARTS:
        path = root / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.relative_to(root).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
