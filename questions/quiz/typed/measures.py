"""The units that a number may have and how they are written; knows no number."""

from __future__ import annotations

from fractions import Fraction

NAMES = """
second time 1: seconds sec secs s
minute time 60: minutes min mins
hour time 3600: hours hr hrs h
day time 86400: days
week time 604800: weeks wk wks
fortnight time 1209600: fortnights
month months 1: months mth mths
year months 12: years yr yrs
decade months 120: decades
century months 1200: centuries
millimetre metric 1: millimetres millimeter millimeters mm
centimetre metric 10: centimetres centimeter centimeters cm cms
metre metric 1000: metres meter meters m
kilometre metric 1000000: kilometres kilometer kilometers km kms
inch imperial 1: inches
foot imperial 12: feet ft
yard imperial 36: yards yd yds
mile imperial 63360: miles mi
nautical-mile nautical 1: nautical_miles nautical_mile nm
milligram mass 1: milligrams mg
gram mass 1000: grams gramme grammes g
kilogram mass 1000000: kilograms kilogramme kilogrammes kg kgs kilo kilos
tonne mass 1000000000: tonnes ton tons t metric_tons metric_ton
pound-weight pounds 1: pounds pound lb lbs
ounce ounces 1: ounces oz
millilitre volume 1: millilitres milliliter milliliters ml
litre volume 1000: litres liter liters l
gallon gallons 1: gallons
hectare hectares 1: hectares ha
acre acres 1: acres
square-metre area 1: square_metres square_metre square_meters sq_m m2 sqm
square-kilometre area 1000000: square_kilometres square_kilometre square_kilometers sq_km km2 sqkm
square-mile square-miles 1: square_miles square_mile sq_miles sq_mi
square-foot square-feet 1: square_feet square_foot sq_ft
cubic-metre cubic 1: cubic_metres cubic_metre cubic_meters cubic_meter m3
cubic-kilometre cubic 1000000000: cubic_kilometres cubic_kilometre km3
celsius celsius 1: degrees_celsius degree_celsius °_c deg_c c degrees_c centigrade degrees_centigrade
fahrenheit fahrenheit 1: degrees_fahrenheit degree_fahrenheit °_f f degrees_f
degree degree 1: degrees ° deg
kelvin kelvin 1: kelvins
kilometre-per-hour kmh 1: km_per_h kph kmh km_per_hour kilometres_per_hour kilometers_per_hour
mile-per-hour mph 1: mph miles_per_hour miles_an_hour
metre-per-second mps 1: m_per_s metres_per_second meters_per_second
volt volts 1: volts v
watt watts 1: watts w
kilowatt watts 1000: kilowatts kw
megawatt watts 1000000: megawatts mw
percent percent 1: % per_cent percentage pct
percentage-point percentage-point 1: percentage_points percentage_point
dollar dollars 1: dollars $ us_$ usd us_dollars us_dollar
cent cents 1: cents
euro euros 1: euros € eur
pound pounds-sterling 1: pounds £ gbp pounds_sterling sterling quid
penny pence 1: pence pennies
yen yen 1: ¥ jpy
franc francs 1: francs chf
crown crowns 1: crowns kroner kronor krone krona
rouble roubles 1: roubles rubles ruble
"""
"""A unit, what it measures, how many of that measure's least unit it is, and its other spellings."""


def _table() -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, tuple[str, Fraction]]]:
    spelt: dict[tuple[str, ...], tuple[str, ...]] = {}
    sizes: dict[str, tuple[str, Fraction]] = {}
    for line in NAMES.strip().splitlines():
        head, _, others = line.partition(": ")
        name, measure, size = head.split()
        sizes[name] = (measure, Fraction(size))
        for other in {name, *others.split()}:
            words = tuple(other.split("_"))
            spelt[words] = (*spelt.get(words, ()), name)
    return spelt, sizes


SPELLINGS, SIZES = _table()
MOST_WORDS = max(map(len, SPELLINGS))
CURRENCIES = frozenset({"dollar", "euro", "pound", "yen", "franc"})
DEGREES = frozenset({"celsius", "fahrenheit"})
"""The units that "degrees" may be short for."""

ANY_THING = frozenset(
    """people persons person visitors inhabitants citizens residents souls men individuals items pieces things
    times units place""".split()
)
"""Nouns that stand for whatever is counted."""

DIMENSIONS = frozenset(
    "high tall long wide deep old thick away ago above below across in length height age about each".split()
)
"""Words that follow a measure and add nothing to it."""
