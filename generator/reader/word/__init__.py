"""Word files → the same blocks as from the PDF that Word makes of them."""
