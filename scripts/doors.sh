# shellcheck shell=sh
# What comes over sockets, out of files or from pages of one piece is judged before a database is asked, or asks what
# shorter tests ask too: on PostgreSQL these belong to the long run. Read by other scripts with `.`.

# Of the pages, those that ask most of the database are tried on PostgreSQL by day as well.
PAGES=$(ls tests/web/test_*.py | grep -Ev '_(agenda|inbox|looks|room|search|start)\.py')
DOORS="tests/api tests/corpus tests/marac/commands tests/tasks/test_restoring.py tests/tasks/test_backing_up.py
    tests/meetings/bring_in/test_word_forms.py $PAGES"
