"""The indicator catalogue: time to load, time to find.

python -m benchmarks.bench_indicators
"""

import time

from extractors.indicators import Catalogue
from extractors.indicators.catalogue import load

ROUNDS = 20


def main() -> None:
    """Print processor seconds to load and measures found in a second, over the entries' own examples."""
    began = time.process_time()
    known = Catalogue(load())
    loaded = time.process_time() - began
    asked = [example for entry in known.entries for example in (*entry.examples, *entry.counter)]
    began = time.process_time()
    for _ in range(ROUNDS):
        for e in asked:
            known.find(e.measure, unit=e.unit, kind=e.kind, per=e.per, context=e.context)
    spent = time.process_time() - began
    base = sum(entry.derived_from is None for entry in known.entries)
    print(f"{'entries':<24}{base:>8} and {len(known.entries) - base} derived")
    print(f"{'load':<24}{loaded:>8.3f} s   (at most 0.3)")
    print(f"{'find':<24}{ROUNDS * len(asked) / spent:>8.0f} measures/s")


if __name__ == "__main__":
    main()
