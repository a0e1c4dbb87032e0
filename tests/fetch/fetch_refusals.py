"""A fetch that has to fail, and how it does."""

import pytest

from extractors.errors import FetchError
from extractors.fetch import RETRY, Fetcher
from extractors.records import Source


def refused(fetcher: Fetcher, url: str, source: Source, **more: str) -> FetchError:
    """The refusal, whose advice to try again is that of its reason."""
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, source, **more)
    assert caught.value.retry == RETRY[caught.value.reason]
    return caught.value


def reason(fetcher: Fetcher, url: str, source: Source) -> str:
    return refused(fetcher, url, source).reason
