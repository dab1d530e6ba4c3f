// What stands under the focus: its words, what it is, whether it can be seen, and whether the focus went forward.
() => {
  const here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) return null;
  const words = (element) => (element?.innerText ?? element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const shown = (css) =>
    (css.outlineStyle !== "none" && parseFloat(css.outlineWidth) > 0) || css.boxShadow !== "none";
  const isChoice = here.type === "radio" || here.type === "checkbox";
  const label = here.labels?.[0] ?? null;
  // A radio is drawn by its label and lies under it.
  const drawn = isChoice && label ? label : here;
  const box = drawn.getBoundingClientRect();
  const middle = [box.left + Math.min(box.width, innerWidth - box.left) / 2, box.top + Math.min(box.height / 2, 20)];
  const at = document.elementFromPoint(...middle);
  const item = here.closest(".govuk-radios__item, .govuk-checkboxes__item");
  const isOnTop = [here, drawn, item].some((one) => one?.contains(at)) || at?.contains(here);
  const before = window.lastFocus;
  window.lastFocus = here;
  const isAfter = (one) => (one.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return {
    words: here.getAttribute("aria-label") ?? words(label ?? here),
    tag: here.tagName.toLowerCase(),
    type: here.type ?? "",
    name: here.name ?? "",
    value: here.value ?? "",
    group: words(here.closest("fieldset")?.querySelector("legend")),
    checked: Boolean(here.checked),
    seen: shown(getComputedStyle(here)) || (drawn !== here && shown(getComputedStyle(drawn, "::before"))),
    uncovered: Boolean(isOnTop) && box.top > -2 && box.top < innerHeight && box.left < innerWidth,
    forward: !before?.isConnected || before === here || isAfter(before),
  };
}
