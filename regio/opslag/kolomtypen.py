"""Column types that behave the same on SQLite and on PostgreSQL/PostGIS."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import shapely
from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import JSON, DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator, TypeEngine

RD = 28992


class Lijst(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts, stored as a JSON array."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> Any:
        """The array as JSON wants it."""
        return None if value is None else list(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        """The tuple that was written."""
        return None if value is None else tuple(value)


class Tijdstip(TypeDecorator[datetime]):
    """A moment in UTC; SQLite knows no time zones, so there it is stored without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; a moment without a time zone is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("een tijdstip zonder tijdzone kan niet worden opgeslagen")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its time zone, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Geometrie(TypeDecorator[shapely.Geometry]):
    """A shapely geometry in RD: WKB in a BLOB on SQLite, a real ``geometry`` column on PostGIS.

    The type makes no spatial index: the model names that index once, and Alembic would double it.
    """

    impl = LargeBinary
    cache_ok = True
    # GeoAlchemy2 looks for this on the type itself after it made a table.
    spatial_index = False

    def __init__(self, soort: str, srid: int = RD) -> None:
        super().__init__()
        self.soort = soort
        self.srid = srid

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """``Geometry`` on PostgreSQL, otherwise a BLOB."""
        # GeoAlchemy2 also asks without a dialect, when it looks for columns of its own.
        if getattr(dialect, "name", None) == "postgresql":
            return dialect.type_descriptor(Geometry(self.soort, self.srid, spatial_index=False))
        return LargeBinary()

    def process_bind_param(self, value: shapely.Geometry | None, dialect: Dialect) -> Any:
        """WKB, for PostGIS with the SRID in it; no coordinate is rounded."""
        if value is None:
            return None
        if dialect.name == "postgresql":
            ewkb = shapely.to_wkb(shapely.set_srid(value, self.srid), include_srid=True)
            return WKBElement(ewkb, srid=self.srid, extended=True)
        return shapely.to_wkb(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> shapely.Geometry | None:
        """The shapely geometry that was written."""
        if value is None:
            return None
        wkb = bytes(value.data) if isinstance(value, WKBElement) else value
        return shapely.set_srid(shapely.from_wkb(wkb), 0)
