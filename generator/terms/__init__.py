"""The glossary: load, find in the Chinese, check in the English, first mentions, an edit followed through."""

from generator.terms.appendix import UsedTerm, used_terms
from generator.terms.casing import capital, title_case
from generator.terms.check import ForbiddenUse, TermUse, adherence, check_terms, closed_in_target
from generator.terms.edit import add_entry, edit_entry, remove_entry
from generator.terms.exchange import Exported, Imported, Merged, merge_records
from generator.terms.find import TermHit, closed_spans, find_terms, find_ties, hit_to_json, whole_term
from generator.terms.follow import Change, Doubt, Followed, follow_edit
from generator.terms.glossary import Glossary, Profile, load_glossary
from generator.terms.lint import Remark, lint_glossary, lint_use
from generator.terms.lock import EMPTY_LOCK, Cause, Planned, Stored, plan_edits, update_lock
from generator.terms.mention import Mention, Passage, apply_mentions, first_mentions
from generator.terms.sheet import export_csv, export_xlsx, read_csv, read_xlsx
from generator.terms.suggest import Suggestion, suggest_terms
from generator.terms.tbx import export_tbx, read_tbx
from generator.terms.term import Forbidden, Sense, Term, When

__all__ = [
    "EMPTY_LOCK",
    "Cause",
    "Change",
    "Doubt",
    "Exported",
    "Followed",
    "Forbidden",
    "ForbiddenUse",
    "Glossary",
    "Imported",
    "Mention",
    "Merged",
    "Passage",
    "Planned",
    "Profile",
    "Remark",
    "Sense",
    "Stored",
    "Suggestion",
    "Term",
    "TermHit",
    "TermUse",
    "UsedTerm",
    "When",
    "add_entry",
    "adherence",
    "apply_mentions",
    "capital",
    "check_terms",
    "closed_in_target",
    "closed_spans",
    "edit_entry",
    "export_csv",
    "export_tbx",
    "export_xlsx",
    "find_terms",
    "find_ties",
    "first_mentions",
    "follow_edit",
    "hit_to_json",
    "lint_glossary",
    "lint_use",
    "load_glossary",
    "merge_records",
    "plan_edits",
    "read_csv",
    "read_tbx",
    "read_xlsx",
    "remove_entry",
    "suggest_terms",
    "title_case",
    "update_lock",
    "used_terms",
    "whole_term",
]
