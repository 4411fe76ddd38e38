"""Time zones by the clock and by the place; knows no person and no chat."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONES = (
    "Pacific/Honolulu America/Adak America/Anchorage America/Los_Angeles America/Phoenix America/Denver"
    " America/Mexico_City America/Chicago America/Bogota America/New_York America/Havana"
    " America/Caracas America/Halifax America/Santiago America/St_Johns America/Sao_Paulo America/Nuuk"
    " Atlantic/Cape_Verde Atlantic/Azores Africa/Accra Europe/London Africa/Lagos Africa/Casablanca"
    " Europe/Berlin Africa/Johannesburg Europe/Kyiv Africa/Cairo Asia/Jerusalem Africa/Nairobi"
    " Europe/Istanbul Asia/Tehran Asia/Dubai Asia/Kabul Asia/Karachi Asia/Kolkata Asia/Kathmandu"
    " Asia/Dhaka Asia/Yangon Asia/Bangkok Asia/Shanghai Australia/Perth Asia/Tokyo Australia/Darwin"
    " Australia/Adelaide Australia/Brisbane Australia/Sydney Pacific/Guadalcanal Pacific/Fiji"
    " Pacific/Auckland Pacific/Tongatapu"
).split()
"""One place for each clock that many people keep, with its change in summer or without, from west to east.

Who lives by another one sends a place."""


def offset_of(zone: str, now: datetime) -> int:
    """Return how many minutes east of Greenwich the clocks of a zone go at a moment."""
    offset = ZoneInfo(zone).utcoffset(now.astimezone(ZoneInfo(zone)).replace(tzinfo=None))
    return round((offset or timedelta()) / timedelta(minutes=1))


def offsets(now: datetime) -> tuple[int, ...]:
    """Return how clocks go now somewhere, in minutes east of Greenwich, from west to east."""
    return tuple(sorted({offset_of(zone, now) for zone in ZONES}))


def zones_at(offset: int, now: datetime) -> tuple[str, ...]:
    """Return places whose clocks go so now, in minutes east of Greenwich."""
    return tuple(zone for zone in ZONES if offset_of(zone, now) == offset)


def zone_at(latitude: float, longitude: float) -> str | None:
    """Return the time zone of a place in degrees north and east, or None where there is none."""
    # Its map takes 40 MB of memory, and few people send a place.
    import tzfpy

    return tzfpy.get_tz(longitude, latitude) or None
