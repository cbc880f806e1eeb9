"""An open PDF as plain data: characters, rules, fills, curves, pictures and tags of each page, in drawing order."""
