"""What routes share: the documented problems of an operation."""

from __future__ import annotations

from typing import Any

from api.modellen import Probleem
from api.problemen import MEDIATYPE, TITELS


def problemen(*statussen: int) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of an operation that can fail with these statuses."""
    inhoud = {MEDIATYPE: {"schema": {"$ref": f"#/components/schemas/{Probleem.__name__}"}}}
    return {status: {"description": TITELS[status][1], "content": inhoud} for status in statussen}
