"""Duizhao: a Chinese report in, an English and Chinese parallel report out.

The map, in the order of use::

    reader       PDF or Word file   → Report
    sentences    Report             → Texts → Sentences
    translate    Sentences          → Translations, from a person, rules, the memory; draft asks an engine
    followup     Translations       → today's, after an edit of the glossary
    exporters    Bitext             → editions, the embed, the team's pages
    checks       Bitext             → Findings; ledger and certificate beside them

``pipeline`` puts them in order, ``store`` writes what they make, ``commands`` is how a person asks for it.
"""
