"""Every page of the forms on a case."""

from marac.web.case_forms.drafting import (
    discard_case_form,
    keep_case_form_page,
    keep_case_form_row,
    send_case_form,
    show_case_form_page,
    show_case_form_row,
    show_form_check,
    show_form_tasks,
)
from marac.web.case_forms.listing import begin_case_form, show_case_forms
from marac.web.case_forms.versions import correct_case_form, download_case_form, print_case_form, show_case_form

CASE_FORM_PAGES = [
    show_case_forms,
    begin_case_form,
    show_form_tasks,
    show_form_check,
    send_case_form,
    discard_case_form,
    show_case_form_page,
    keep_case_form_page,
    show_case_form_row,
    keep_case_form_row,
    show_case_form,
    print_case_form,
    download_case_form,
    correct_case_form,
]
