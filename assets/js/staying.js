// Two minutes before an unused session ends, says so once and offers to stay; at its end, covers what the page shows.
import { clockTime } from "./clock.js";
import { sendForm } from "./sending.js";

const AHEAD = 120000;
let timers = [];

function plan(end) {
  timers.forEach(clearTimeout);
  const left = end - Date.now();
  timers = [setTimeout(() => offer(end), Math.max(0, left - AHEAD)), setTimeout(cover, Math.max(0, left))];
}

function offer(end) {
  const place = document.getElementById("staying");
  const words = document.createElement("p");
  words.className = "desk-staying";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "desk-link-button";
  button.textContent = "Stay signed in";
  button.addEventListener("click", () => stay(place));
  words.append(`You will be signed out at ${clockTime(new Date(end))}. `, button);
  place.replaceChildren(words);
}

async function stay(place) {
  const form = document.querySelector("form[action='/sign-out']");
  const answer = await sendForm("/account/stay", form);
  if (!answer.ok) return;
  const { signed_out_at: until } = await answer.json();
  place.replaceChildren();
  plan(Date.parse(until));
}

// The form stays in the page, out of sight, so that its text is still there after signing in again in this tab.
function cover() {
  document.body.classList.add("desk-covered");
  const place = document.getElementById("staying");
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = "/signed-out";
  link.textContent = "Sign in again";
  const words = document.createElement("p");
  words.className = "desk-staying";
  words.append("You are signed out. Your text is kept. ", link);
  place.replaceChildren(words);
}

export function startStaying() {
  const until = document.body.dataset.signedOutAt;
  if (until) plan(Date.parse(until));
}
