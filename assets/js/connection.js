// Whether the service can be reached, as the bar of the room tells it: a fact of the last sending, not a guess.
import { clockTime } from "./clock.js";
import { say, unwarn, warn } from "./say.js";

let since = null;
let waiting = 0;

function words() {
  const toSend = waiting === 0 ? "" : waiting === 1 ? " 1 line to send." : ` ${waiting} lines to send.`;
  return since === null ? `Online.${toSend}`.replace(/\.$/, "") : `Offline since ${clockTime(since)}.${toSend}`;
}

function show() {
  const place = document.querySelector("[data-connection]");
  if (!place) return;
  place.textContent = words();
  place.classList.toggle("desk-room-bar__part--away", since !== null);
}

// A sending did not arrive.
export function lost() {
  const isNew = since === null;
  since ??= new Date();
  show();
  if (isNew && document.querySelector("[data-connection]")) warn(`${words()} What you write stays on this page.`);
}

// A sending was answered.
export function reached() {
  const wasAway = since !== null;
  since = null;
  show();
  if (!wasAway || !document.querySelector("[data-connection]")) return;
  unwarn();
  say("Online again.");
  document.dispatchEvent(new CustomEvent("desk:back"));
}

export function setWaiting(number) {
  waiting = number;
  show();
}

export const isAway = () => since !== null;

export function startConnection() {
  if (!document.querySelector("[data-connection]")) return;
  window.addEventListener("offline", lost);
  // That a network is there does not say that the service is: whoever has something to send finds out.
  window.addEventListener("online", () => document.dispatchEvent(new CustomEvent("desk:try")));
}
