// Single keys, for those who turned them on. They never act while something is typed, with a modifier or on hold,
// and they never press a button that sends anything out of the house: those carry no data-key.
import { focusRow } from "./focus.js";

const PLACES = { s: "/", i: "/inbox", m: "/meetings", r: "/research", a: "/actions", f: "/figures" };
const TYPED_INTO = "input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]), select, textarea";
const FIRST_IN = "a[href], button, input:not([type=hidden]), select, textarea, summary";
let isGoing = false;

function isTyping(target) {
  return target instanceof Element && (target.matches(TYPED_INTO) || target.closest("[contenteditable]"));
}

function rows() {
  return [...document.querySelectorAll("[data-row]")];
}

function currentRow() {
  return document.activeElement?.closest("[data-row]") ?? null;
}

function step(by) {
  const all = rows();
  const at = all.indexOf(currentRow());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (next) focusRow(next);
}

// Items that are answered one after the other begin with the first that is open.
function firstOpenItem() {
  return [...document.querySelectorAll("[data-goes-on]")].find((item) => !item.querySelector("input:checked"));
}

function goOn(item) {
  const items = [...document.querySelectorAll("[data-goes-on]")];
  const next = items[items.indexOf(item) + 1];
  if (next) focusRow(next);
  else item.closest("form")?.querySelector("button.govuk-button:not(.govuk-button--secondary)")?.focus();
}

function control(key) {
  const quoted = CSS.escape(key);
  return (currentRow() ?? firstOpenItem())?.querySelector(`[data-key="${quoted}"]`)
    ?? document.querySelector(`[data-key="${quoted}"]:not([data-row] *)`);
}

function press(found) {
  found.focus();
  // Text fields are gone to, choices are chosen and links and buttons pressed.
  if (found.matches(TYPED_INTO)) return;
  found.click();
  const item = found.closest("[data-goes-on]");
  if (item && found.matches("input")) goOn(item);
}

const ALWAYS = {
  "?": () => location.assign("/help/keys"),
  "/": () => (document.querySelector("[data-search]") ?? document.querySelector("a[href='/search']"))?.focus(),
  ".": () => document.querySelector(`#decision :is(${FIRST_IN})`)?.focus(),
  j: () => step(1),
  k: () => step(-1),
  b: () => currentRow()?.matches("[data-goes-on]") && step(-1),
  o: () => currentRow()?.querySelector("[data-open]")?.click(),
  x: () => currentRow()?.querySelector("[data-tick]")?.click(),
  g: () => { isGoing = true; },
};

function act(event) {
  const wasGoing = isGoing;
  isGoing = false;
  if (wasGoing) {
    const link = document.querySelector(`.govuk-service-navigation a[href="${PLACES[event.key]}"]`);
    if (link) link.click();
    return Boolean(link);
  }
  const found = control(event.key);
  if (found) press(found);
  else if (ALWAYS[event.key]) ALWAYS[event.key]();
  else return false;
  return true;
}

function pressPrimary(event) {
  const button = event.target.closest("form")?.querySelector("button.govuk-button:not(.govuk-button--secondary)");
  if (button) button.click();
  return Boolean(button);
}

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.ctrlKey) {
      if (event.key === "Enter" && event.target.matches("textarea") && pressPrimary(event)) event.preventDefault();
      return;
    }
    if (!isTyping(event.target) && act(event)) event.preventDefault();
  });
}
