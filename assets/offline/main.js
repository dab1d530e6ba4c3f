// The offline form: asks its questions, checks, seals, and saves the sealed file. Nothing is stored, nothing is sent.

import { sha256, toHex } from "./bytes.js";
import { claimsOf, isSigned, keyDigits, keyInUse, lastSecond, rootDigits, sealClaims, TooLarge } from "./envelope.js";
import { suitesHere } from "./hpke.js";
import { neutralName, saveFile } from "./keeping.js";
import { button, make } from "./make.js";
import { sheetOf } from "./sheet.js";

const SUITES = { 1: "X25519", 2: "P-256" };
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LIFE = 14 * 24 * 60 * 60;

function place(id) {
  return document.getElementById(id);
}

function seconds() {
  return Math.floor(Date.now() / 1000);
}

function dayOf(second) {
  const shown = { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric" };
  return new Intl.DateTimeFormat("en-GB", shown).format(new Date(second * 1000));
}

function newReference() {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => LETTERS[byte % LETTERS.length]).join("");
}

// Why this file cannot be used here and now; nothing where it can.
async function hindrance(served, suites) {
  const { list } = served;
  if (!suites.length) return "This browser cannot seal. Open the file in an up-to-date browser.";
  if ((await isSigned(served)) === false) {
    return "The keys in this file are not those of the area. Do not fill it in; ask your coordinator for a new one.";
  }
  if (keyInUse(list, suites, seconds())) return "";
  if (seconds() >= lastSecond(list, suites)) {
    return "This file may no longer be used: its keys have ended. Ask your coordinator for a new one, or fetch it yourself when you can sign in.";
  }
  return "This file may not be used yet, or the clock of this computer is wrong. Set the clock and open the file again.";
}

async function showDigits(served) {
  const line = (name, digits) => make("div", {}, make("dt", { text: name }), make("dd", { text: digits }));
  place("digits").append(line("List of keys", await rootDigits(served.root)));
  for (const key of served.list.keys) {
    const name = `Key ${SUITES[key.suite] ?? key.suite}, ${dayOf(key.not_before)} to ${dayOf(key.not_after)}`;
    place("digits").append(line(name, await keyDigits(key)));
  }
}

function showFaults(faults) {
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

function start(data, suites) {
  const { plan, served, agency } = data;
  const reference = newReference();
  const sheet = sheetOf(plan, { sender_reference: reference, [plan.sender_field]: agency });
  let isTouched = false;

  function warn(event) {
    if (isTouched) event.preventDefault();
  }

  // What was typed goes with the questions; the sealed bytes can be saved again and are readable to nobody here.
  function finish(name, envelope, digest) {
    isTouched = false;
    place("sheet").reset();
    place("sheet").remove();
    place("name").textContent = name;
    place("reference").textContent = reference;
    place("digest").textContent = digest.match(/.{8}/g).join(" ");
    place("send-by").textContent = dayOf(seconds() + LIFE);
    place("again").append(button("Save the sealed file again", () => saveFile(name, envelope), "secondary"));
    place("done").hidden = false;
    place("done").focus();
    saveFile(name, envelope);
  }

  async function sealAndSave() {
    const faults = sheet.faults();
    if (faults.length) return showFaults(faults);
    const now = seconds();
    const key = keyInUse(served.list, suites, now);
    if (!key) return showFaults([{ message: await hindrance(served, suites), at: place("seal") }]);
    const envelope = await sealClaims(served.list, key, claimsOf(served.list, agency, sheet.document(), now));
    return finish(neutralName(new Date(now * 1000)), envelope, toHex(await sha256(envelope)));
  }

  place("contents").append(...sheet.sections.map(({ heading }) =>
    make("li", {}, make("a", { href: `#${heading.id}`, text: heading.textContent }))));
  place("questions").append(...sheet.sections.map(({ element }) => element));
  place("sheet").addEventListener("submit", (event) => event.preventDefault());
  for (const happening of ["input", "change"]) {
    place("questions").addEventListener(happening, () => {
      isTouched = true;
      if (happening === "change") sheet.refresh();
    });
  }
  const seal = place("seal");
  seal.addEventListener("click", async () => {
    seal.disabled = true;
    try {
      await sealAndSave();
    } catch (problem) {
      const tooLarge = "This form is too large to be sealed: 1 MB is the most. Shorten the longest answers.";
      const message = problem instanceof TooLarge ? tooLarge : "This browser could not seal the form. Nothing was lost.";
      showFaults([{ message, at: seal }]);
    } finally {
      seal.disabled = false;
    }
  });
  addEventListener("beforeunload", warn);
  place("sheet").hidden = false;
}

async function open() {
  const data = JSON.parse(place("data").textContent);
  const suites = await suitesHere();
  place("until").textContent = dayOf(lastSecond(data.served.list, suites.length ? suites : [1, 2]) - 1);
  await showDigits(data.served);
  const sentence = await hindrance(data.served, suites);
  place("starting").hidden = true;
  if (sentence) {
    place("hindrance").textContent = sentence;
    place("hindrance").hidden = false;
  } else start(data, suites);
}

open();
