"""The tables of a page: grids from rules, from words where rules are missing, or from tags; their cells; their joining."""
