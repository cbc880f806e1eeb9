"""The glossary: load, find in the Chinese, check in the English, first mentions, an edit followed through."""

from generator.terms.glossary import Glossary, Profile, load_glossary
from generator.terms.term import Forbidden, Sense, Term, When

__all__ = ["Forbidden", "Glossary", "Profile", "Sense", "Term", "When", "load_glossary"]
