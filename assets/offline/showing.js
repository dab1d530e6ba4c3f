// What a page that seals shows around its questions: digits to compare, what hinders it, and what is to be mended.

import { isSigned, keyDigits, keyInUse, lastSecond, rootDigits, TooLarge } from "./envelope.js";
import { make } from "./make.js";

const SUITES = { 1: "X25519", 2: "P-256" };

export function place(id) {
  return document.getElementById(id);
}

export function seconds() {
  return Math.floor(Date.now() / 1000);
}

export function dayOf(second) {
  const shown = { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric" };
  return new Intl.DateTimeFormat("en-GB", shown).format(new Date(second * 1000));
}

// Why nothing can be sealed here and now, as a key of the sentences for it; nothing where it can.
export async function hindrance(served, suites) {
  const { list } = served;
  if (!suites.length) return "cannot";
  if ((await isSigned(served)) === false) return "forged";
  if (keyInUse(list, suites, seconds())) return "";
  return seconds() >= lastSecond(list, suites) ? "ended" : "early";
}

export async function showDigits(served) {
  const line = (name, digits) => make("div", {}, make("dt", { text: name }), make("dd", { text: digits }));
  place("digits").append(line("List of keys", await rootDigits(served.root)));
  for (const key of served.list.keys) {
    const name = `Key ${SUITES[key.suite] ?? key.suite}, ${dayOf(key.not_before)} to ${dayOf(key.not_after)}`;
    place("digits").append(line(name, await keyDigits(key)));
  }
}

export function showFaults(faults) {
  const lines = faults.map(({ message, at }) => {
    const link = make("a", { href: at.id ? `#${at.id}` : "#questions", text: message });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      at.focus();
    });
    return make("li", {}, link);
  });
  place("faults").replaceChildren(make("h2", { text: "There is a problem" }), make("ul", {}, ...lines));
  place("faults").hidden = false;
  place("faults").focus();
}

// One sentence beside the button for whatever stopped the sealing.
export function showStop(problem, at) {
  const tooLarge = "This form is too large to be sealed: 1 MB is the most. Shorten the longest answers.";
  const message = problem instanceof TooLarge ? tooLarge : "This browser could not seal the form. Nothing was lost.";
  showFaults([{ message, at }]);
}
