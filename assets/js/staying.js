// The end of a session, told in time: two minutes before an unused one ends it says so once and offers to stay; ten
// minutes before the end that nothing puts off it says that too. At the end it covers what the page shows.
import { clockTime } from "./clock.js";
import { sendForm } from "./sending.js";

const MINUTE = 60000;
const UNUSED_AHEAD = 2 * MINUTE;
const LAST_AHEAD = 10 * MINUTE;
const TELL_AT_MOST = 5 * MINUTE;
let timers = [];
let unusedEnd = 0;
let lastEnd = Infinity;
let toldAt = 0;
let changedForm = null;

const place = () => document.getElementById("staying");

function at(moment, act) {
  // Browsers hold no longer timer than this.
  const left = Math.max(0, moment - Date.now());
  if (left < 2 ** 31) timers.push(setTimeout(act, left));
}

function plan() {
  timers.forEach(clearTimeout);
  timers = [];
  const end = Math.min(unusedEnd, lastEnd);
  if (unusedEnd < lastEnd) at(unusedEnd - UNUSED_AHEAD, offer);
  at(lastEnd - LAST_AHEAD, announce);
  at(end, cover);
}

function show(...parts) {
  const words = document.createElement("p");
  words.className = "desk-staying";
  words.append(...parts);
  place().replaceChildren(words);
}

function act(words, does) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "desk-link-button";
  button.textContent = words;
  button.addEventListener("click", does);
  return button;
}

function offer() {
  show(`You will be signed out at ${clockTime(new Date(unusedEnd))}. `, act("Stay signed in", stay));
}

function announce() {
  show(`You will be signed out at ${clockTime(new Date(lastEnd))}, even if you go on. What is saved stays.`);
}

// Tells the server that somebody is here. It answers until when that holds.
export async function stay() {
  toldAt = Date.now();
  try {
    const answer = await sendForm("/account/stay", document.querySelector("form[action='/sign-out']"));
    if (!answer.ok) return;
    unusedEnd = Date.parse((await answer.json()).signed_out_at);
  } catch {
    return; // Without a network the announcement stands, and the next use asks again.
  }
  place().replaceChildren();
  const shown = document.querySelector(".desk-account__until time");
  if (shown) shown.textContent = clockTime(new Date(unusedEnd));
  plan();
}

// What the page shows goes out of sight. A form that was being filled stays in memory; sending it without a session
// makes the server keep it for the same person until they have signed in again.
function cover() {
  document.body.classList.add("desk-covered");
  const way = act("Sign in again", () => (changedForm ? changedForm.submit() : location.assign("/sign-in")));
  show(changedForm ? "You are signed out. Your text is kept. " : "You are signed out. ", way);
}

function use(event) {
  changedForm = event.type === "input" ? (event.target.form ?? changedForm) : changedForm;
  if (Date.now() - toldAt >= TELL_AT_MOST && Date.now() < Math.min(unusedEnd, lastEnd)) stay();
}

export function startStaying() {
  const { signedOutAt, endsAt } = document.body.dataset;
  if (!signedOutAt) return;
  unusedEnd = Date.parse(signedOutAt);
  lastEnd = endsAt ? Date.parse(endsAt) : Infinity;
  toldAt = Date.now();
  document.addEventListener("input", use);
  document.addEventListener("keydown", use);
  plan();
}
