"""The time as statements have it; knows no table."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, DateTime, func

Moment = ColumnElement[datetime]
"""A time that the database works out where a statement is carried out: asking for it first takes a way there
and back."""

NOW: Moment = func.statement_timestamp(type_=DateTime(timezone=True))
"""When PostgreSQL got the statement."""
