// Where the focus stands after an act: on the message if the page changed, on the row if one row was worked on.
export function focusOutcome() {
  if (document.querySelector(".govuk-error-summary") || location.hash) return;
  document.querySelector("[data-outcome]")?.focus({ preventScroll: true });
}

export function keepFocusOnRow() {
  if (!location.hash) return;
  const row = document.getElementById(location.hash.slice(1));
  if (!row?.matches("[data-row]")) return;
  focusRow(row);
}

export function focusRow(row) {
  row.setAttribute("tabindex", "-1");
  row.focus();
}
