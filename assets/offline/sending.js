// The page that seals in this browser: what was answered before stands in it, and what is typed leaves it sealed or
// not at all. Where it cannot be sent, the sealed file can be kept and sent later.

import { sha256, toHex } from "./bytes.js";
import { canonicalJson } from "./canonical.js";
import { claimsOf, keyInUse, LIFE, sealClaims } from "./envelope.js";
import { suitesHere } from "./hpke.js";
import { neutralName, saveFile } from "./keeping.js";
import { button, make } from "./make.js";
import { sheetOf } from "./sheet.js";
import { dayOf, hindrance, place, seconds, showDigits, showFaults, showStop } from "./showing.js";

const LIFE_AT_ONCE = 15 * 60;
const SENT_AGAIN_WITHIN = 10 * 60;
const HINDRANCES = {
  cannot: "This browser cannot seal.",
  forged: "The keys of this page are not those of the area. Type nothing here, and tell your coordinator.",
  ended: "The keys of this page have ended. Open the page again.",
  early: "The clock of this computer is wrong. Set the clock and open the page again.",
};
const NOT_SENT = "The sealed form could not be sent: the network failed, or you are signed out. Send it again, or save the sealed file and send it later.";

class NotSent extends Error {}

async function post(envelope) {
  const form = place("sending");
  const body = new FormData(form);
  body.append("sealed", new Blob([envelope], { type: "application/octet-stream" }), "form.sealed");
  let answer;
  try {
    answer = await fetch(form.action, {
      method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error",
    });
  } catch {
    throw new NotSent(NOT_SENT);
  }
  const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
  const { told, receipt } = isTold ? await answer.json() : { told: NOT_SENT };
  if (!receipt) throw new NotSent(told);
  return receipt;
}

function start(data, suites) {
  const { plan, served, agency, given } = data;
  const sheet = sheetOf(plan, given);
  let isTouched = false;
  let last = { text: "", at: 0, envelope: null };

  // Sent again unchanged, as after a lost answer, it is the same envelope and so the same form.
  async function sealed(life) {
    const [now, body] = [seconds(), sheet.document()];
    const text = canonicalJson(body);
    if (last.text === text && last.life === life && now < last.at + SENT_AGAIN_WITHIN) return last.envelope;
    const envelope = await sealClaims(served.list, keyInUse(served.list, suites, now), claimsOf(served.list, agency, body, now, life));
    last = { text, life, at: now, envelope };
    return envelope;
  }

  async function isReady(at) {
    const faults = sheet.faults();
    const hindered = await hindrance(served, suites);
    if (hindered) faults.unshift({ message: HINDRANCES[hindered], at });
    if (faults.length) showFaults(faults);
    return !faults.length;
  }

  // What was typed goes with the questions.
  async function finish(envelope, shown) {
    isTouched = false;
    place("sheet").remove();
    place("digest").textContent = toHex(await sha256(envelope)).match(/.{8}/g).join(" ");
    place("reference").textContent = given.sender_reference;
    shown.hidden = false;
    place("done").hidden = false;
    place("done").focus();
  }

  async function send() {
    if (!(await isReady(place("seal")))) return;
    const envelope = await sealed(LIFE_AT_ONCE);
    place("receipt").href = await post(envelope);
    await finish(envelope, place("sent"));
  }

  async function keep() {
    if (!(await isReady(place("seal")))) return;
    const envelope = await sealed(LIFE);
    const name = neutralName(new Date());
    saveFile(name, envelope);
    place("name").textContent = name;
    place("send-by").textContent = dayOf(seconds() + LIFE);
    place("again").append(button("Save the sealed file again", () => saveFile(name, envelope), "secondary"));
    await finish(envelope, place("kept"));
  }

  function pushed(act) {
    return async ({ currentTarget: pressed }) => {
      pressed.disabled = true;
      try {
        await act();
      } catch (problem) {
        if (!(problem instanceof NotSent)) return showStop(problem, pressed);
        place("keep").hidden = false;
        showFaults([{ message: problem.message, at: place("seal") }]);
      } finally {
        pressed.disabled = false;
      }
    };
  }

  place("contents").append(...sheet.sections.map(({ heading }) =>
    make("li", {}, make("a", { href: `#${heading.id}`, text: heading.textContent }))));
  place("questions").append(...sheet.sections.map(({ element }) => element));
  sheet.fill(data.held, data.unsaid);
  for (const happening of ["input", "change"]) {
    place("questions").addEventListener(happening, () => {
      isTouched = true;
      if (happening === "change") sheet.refresh();
    });
  }
  place("seal").addEventListener("click", pushed(send));
  place("keep").addEventListener("click", pushed(keep));
  addEventListener("beforeunload", (event) => isTouched && event.preventDefault());
  place("sheet").hidden = false;
}

async function asked() {
  const answer = await fetch(`${place("sending").action}/form`, { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error("no questions");
  return answer.json();
}

async function open() {
  const data = await asked();
  const suites = await suitesHere();
  await showDigits(data.served);
  const hindered = await hindrance(data.served, suites);
  place("starting").hidden = true;
  place("compare").hidden = false;
  place("carried").hidden = !data.is_begun;
  place("unread").hidden = !data.has_unread;
  if (hindered) {
    place("hindrance").prepend(`${HINDRANCES[hindered]} `);
    place("hindrance").hidden = false;
  } else start(data, suites);
}

open();
