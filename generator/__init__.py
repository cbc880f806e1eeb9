"""Duizhao: a Chinese report in, an English and Chinese parallel report out."""
