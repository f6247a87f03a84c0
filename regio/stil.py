"""Libraries that log the address of every question they put, or what is in one they get, are kept silent."""

from __future__ import annotations

import logging

_PRATERS = (
    *("httpx2", "python_multipart.multipart"),
    *(f"httpcore2.{deel}" for deel in ("connection", "http11", "http2", "proxy", "socks")),
)


def zwijg() -> None:
    """Let these libraries log nothing, whatever their level is set to."""
    for naam in _PRATERS:
        prater = logging.getLogger(naam)
        if _niets not in prater.filters:
            prater.addFilter(_niets)


def _niets(_regel: logging.LogRecord) -> bool:
    return False
