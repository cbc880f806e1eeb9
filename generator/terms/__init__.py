"""The glossary: load, find in the Chinese, check in the English, first mentions, an edit followed through."""

from generator.terms.check import ForbiddenUse, TermUse, adherence, check_terms
from generator.terms.find import TermHit, closed_spans, find_terms, find_ties, whole_term
from generator.terms.glossary import Glossary, Profile, load_glossary
from generator.terms.term import Forbidden, Sense, Term, When

__all__ = [
    "Forbidden",
    "ForbiddenUse",
    "Glossary",
    "Profile",
    "Sense",
    "Term",
    "TermHit",
    "TermUse",
    "When",
    "adherence",
    "check_terms",
    "closed_spans",
    "find_terms",
    "find_ties",
    "load_glossary",
    "whole_term",
]
