"""The tables of an English page, which few rules part: what ``memory align`` reads an English report with."""
