"""Files from outside: what they are by their content, whether they may come in, and reading them apart from us.

Knows no database and no page. What is read of a stranger's file is read in a process of its own (`child.py`).
"""
