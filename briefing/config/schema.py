"""JSON Schemas of the three files, for completion in editors."""

from __future__ import annotations

import json
from collections.abc import Mapping

__all__ = ["schemas"]


def schemas() -> Mapping[str, str]:
    """JSON text by file name, such as "sources.schema.json"; the same bytes each time."""
    from pydantic import BaseModel

    from briefing.config.keys import BriefingFile, SourcesFile, SubscriptionsFile

    files: dict[str, type[BaseModel]] = {
        "briefing": BriefingFile,
        "sources": SourcesFile,
        "subscriptions": SubscriptionsFile,
    }
    made = {}
    for name, model in files.items():
        facts = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{name}.yaml"}
        facts = {**model.model_json_schema(), **facts}
        made[f"{name}.schema.json"] = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return made
