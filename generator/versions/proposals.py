"""Proposals for changed sentences, as entries that a person corrects and moves into translations.yaml."""

from __future__ import annotations

import io
from collections.abc import Iterable

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq

from generator.versions.compare import Difference


def proposals_to_yaml(differences: Iterable[Difference]) -> str | None:
    """The proposals of these differences, each source once; None where there is none.

    They are of state ``initial``, as nobody has read them with the new words; the note tells the words before.
    """
    proposed = {one.after: one for one in differences if one.proposal}
    if not proposed:
        return None
    entries = CommentedSeq(
        {"source": source, "target": one.proposal, "state": "initial", "note": _note(one)}
        for source, one in proposed.items()
    )
    entries.yaml_set_start_comment(
        "The earlier English of sentences that changed. Correct an entry and move it to translations.yaml.\n"
        "句子修改前的译文。请改好后移入 translations.yaml。"
    )
    yaml = YAML()
    yaml.width = 10_000  # a sentence stays on its line
    out = io.StringIO()
    yaml.dump(entries, out)
    return out.getvalue()


def _note(one: Difference) -> str:
    return f"{'numbers as before 数字仍为旧版; ' if one.stale else ''}before: {one.before}"
