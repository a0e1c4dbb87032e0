"""Looking at sites: which sources one offers (`propose`), and what a source yields (`check`).

Both ask the web through a Fetcher and decide by what comes back. `columns` knows the names of news columns, `homes`
finds the district a site speaks for.
"""

from extractors.prospect.check import CheckReport, check, check_all
from extractors.prospect.propose import propose

__all__ = ["CheckReport", "check", "check_all", "propose"]
