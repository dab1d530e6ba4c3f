// The offline form: asks its questions, checks, seals, and saves the sealed file. Nothing is stored, nothing is sent.

import { sha256, toHex } from "./bytes.js";
import { claimsOf, keyInUse, lastSecond, LIFE, sealClaims } from "./envelope.js";
import { suitesHere } from "./hpke.js";
import { neutralName, saveFile } from "./keeping.js";
import { button, make } from "./make.js";
import { sheetOf } from "./sheet.js";
import { dayOf, hindrance, place, seconds, showDigits, showFaults, showStop } from "./showing.js";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const HINDRANCES = {
  cannot: "This browser cannot seal. Open the file in an up-to-date browser.",
  forged: "The keys in this file are not those of the area. Do not fill it in; ask your coordinator for a new one.",
  ended: "This file may no longer be used: its keys have ended. Ask your coordinator for a new one, or fetch it yourself when you can sign in.",
  early: "This file may not be used yet, or the clock of this computer is wrong. Set the clock and open the file again.",
};

function newReference() {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => LETTERS[byte % LETTERS.length]).join("");
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
    if (!key) return showFaults([{ message: HINDRANCES[await hindrance(served, suites)], at: place("seal") }]);
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
      showStop(problem, seal);
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
  const hindered = await hindrance(data.served, suites);
  place("starting").hidden = true;
  if (hindered) {
    place("hindrance").textContent = HINDRANCES[hindered];
    place("hindrance").hidden = false;
  } else start(data, suites);
}

open();
