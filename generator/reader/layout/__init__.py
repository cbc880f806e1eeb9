"""In which order a page is read: columns, panels, labels in the margin, tabs at its edge, running heads apart."""
