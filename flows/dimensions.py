"""The catalogues as the warehouse's dimensions: districts, sources, indicators, units."""

from extractors import sources
from extractors.indicators import Catalogue, Entry, catalogue
from extractors.indicators.names import AKIN
from extractors.numbers.units import units
from extractors.places import gazetteer
from flows.settings import Settings
from warehouse import Division, IndicatorRow, UnitRow, Warehouse


def refresh(warehouse: Warehouse, settings: Settings) -> tuple[str, ...]:
    """Bring the dimensions up to date; the names of those that changed."""
    known = catalogue(settings.indicators)
    return warehouse.dimensions(
        divisions=_divisions(),
        sources=tuple(sources.load(settings.sources, builtin=settings.builtin_sources)),
        indicators=[
            IndicatorRow(
                indicator=entry.id,
                name=entry.zh,
                english=entry.en,
                topic=entry.topic,
                dimension=entry.dimension,
                aspect=entry.aspect,
                units=_units(entry, known),
                may_sum=entry.sum,
                may_average=entry.average,
                per_capita=entry.per_capita,
                derived_from=entry.derived_from,
                counts=entry.counts,
            )
            for entry in known.entries
        ],
        units=[UnitRow(unit.name, unit.dimension, unit.si_unit, unit.si_factor) for unit in units()],
    )


def _units(entry: Entry, known: Catalogue) -> tuple[str, ...]:
    """The units a level of it may have; none where things are counted, whose classifiers are without number."""
    if entry.dimension == "count":
        return ()
    dimensions = {entry.dimension, *AKIN.get(entry.dimension, ())}
    fit = {unit for name in dimensions for unit in known.dimensions[name].units}
    return tuple(sorted(fit.union(entry.units)))


def _divisions() -> list[Division]:
    """Every district with the days on which it existed, and the districts that took it over when it ended."""
    return [
        Division(
            code=unit.code,
            name=unit.name,
            level=unit.level,
            parent=unit.parent,
            path=unit.path,
            valid_from=None if unit.from_precision == "open" else unit.valid_from,
            valid_to=unit.valid_to,
            successors=unit.heirs,
            population_2020=unit.population_2020,
            area_km2=unit.area_km2,
        )
        for unit in gazetteer().divisions()
    ]
