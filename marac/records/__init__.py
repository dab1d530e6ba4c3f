"""Spreadsheets of people as others send them: read line by line, whatever program wrote them."""
