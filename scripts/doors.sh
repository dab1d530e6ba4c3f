# shellcheck shell=sh
# What comes over sockets, out of files or from pages of one piece is judged before a database is asked, or asks what
# shorter tests ask too: on PostgreSQL these belong to the long run. Read by other scripts with `.`.

DOORS="tests/api tests/corpus tests/marac/commands/test_bring_in_forms.py tests/web/test_attaching.py
    tests/web/test_bring_in_forms.py tests/web/test_bring_in_sheets.py tests/web/test_case_forms.py
    tests/web/test_copies.py tests/web/test_offline_form.py tests/web/test_reviews.py tests/web/test_risk_tools.py
    tests/web/test_sealed.py tests/web/test_text_packs.py tests/meetings/bring_in/test_word_forms.py"
