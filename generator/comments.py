"""A person's comments on sentences: comments.yaml of a report, kept from one review to the next.

    - source: 公司是国内领先的医疗信息化企业。
      comment: Counsel asks for the source of this ranking.

An import adds to it; a build does not read it. An entry goes when a person takes it out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq

from generator.exchange import Planned
from generator.listed import check_entries
from generator.memory import match_key
from generator.store import load_yaml

_KEYS = ("source", "comment")


def load_comments(path: Path) -> dict[str, str]:
    """The comments by the key of their source; none when there is no such file.

    Raises SettingsInvalid with every fault of the file, one a line.
    """
    if not path.is_file():
        return {}
    listed = check_entries(path.name, *load_yaml(path), "source, comment", _faults)
    return {match_key(entry["source"]): entry["comment"].strip() for _, entry in listed}


def _faults(entry: Any) -> Iterable[tuple[str, str]]:
    if (
        not isinstance(entry, dict)
        or set(entry) != set(_KEYS)
        or not all(isinstance(entry[k], str) for k in _KEYS)
    ):
        yield "write '- source: …' and under it 'comment: …'.", "请写成“- source: …”，下一行写“comment: …”。"


def plan_to_comments(path: Path, plan: Iterable[Planned]) -> str:
    """The text of the comments.yaml at ``path`` with the comments that came back; the later word stands."""
    yaml = YAML()
    yaml.width = 10_000
    entries = yaml.load(path.read_text(encoding="utf-8") if path.is_file() else "") or CommentedSeq()
    by_source = {match_key(str(entry["source"])): entry for entry in entries}
    for step in plan:
        if not step.comment:
            continue
        source = step.row.source.strip()
        if match_key(source) not in by_source:
            entries.append({"source": source})
            by_source[match_key(source)] = entries[-1]
        by_source[match_key(source)]["comment"] = step.comment
    out = io.StringIO()
    yaml.dump(entries, out)
    return out.getvalue()
