"""The figures of a page: pictures, charts and diagrams, with the words and points that are printed in them."""
