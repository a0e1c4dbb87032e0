"""Pages from the web: politely, safely, and with a reason whenever there is none.

The one package that opens connections.

    with Fetcher(Politeness(contact="https://a.example/about")) as fetcher:
        page = fetcher.get("http://www.example.gov.cn/xwzx/", source, role="list")

What stands where: `client` follows one URL to its end · `reasons` lists why a page was not had · `politeness` holds all
limits · `pacing` knows when a host may be asked, `robots` what it forbids · `addresses` and `connections` guard whom we
connect to and for how long · `bodies` reads and decompresses · `hosts` is where requests is called.
"""

from extractors.fetch.client import Fetcher
from extractors.fetch.politeness import Politeness
from extractors.fetch.reasons import RETRY

__all__ = ["RETRY", "Fetcher", "Politeness"]
