"""Papers as frozen values: what one reader is handed, before it becomes a page, Word, PDF, Excel or calendar.

Whoever fills a paper leaves out what this reader must not have; nothing in a paper is withheld later.
"""
