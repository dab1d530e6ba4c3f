"""Pages of the forms on a case: the list, the form being written, one version, its print and its file."""
