"""Files that go with a form: added to a draft, sent with it, and opened by those who may read the form whole.

A file cannot be shown in part. So it is opened by its sender as long as the form is, and by coordinator and chair.
"""
