// Two minutes before an unused session ends, says so once and offers to stay; at its end, covers what the page shows.
import { clockTime } from "./clock.js";
import { sendForm } from "./sending.js";

const AHEAD = 120000;
let timers = [];
let changedForm = null;

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

// What the page shows goes out of sight. A form that was being filled stays in memory; sending it without a session
// makes the server keep it for the same person until they have signed in again.
function cover() {
  document.body.classList.add("desk-covered");
  const words = document.createElement("p");
  words.className = "desk-staying";
  const way = document.createElement("button");
  way.type = "button";
  way.className = "desk-link-button";
  way.textContent = "Sign in again";
  way.addEventListener("click", () => (changedForm ? changedForm.submit() : location.assign("/sign-in")));
  words.append(changedForm ? "You are signed out. Your text is kept. " : "You are signed out. ", way);
  document.getElementById("staying").replaceChildren(words);
}

export function startStaying() {
  const until = document.body.dataset.signedOutAt;
  if (!until) return;
  document.addEventListener("input", (event) => {
    changedForm = event.target.form ?? changedForm;
  });
  plan(Date.parse(until));
}
