// The clock of the room ticks: minutes used of those planned, and when the day may end. Nothing of it is spoken.
// The server says what time it is; the machine only measures how long ago that was, for its own clock may be wrong.
import { clockTime } from "./clock.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const SOON = 2 * MINUTE;

const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

function used(spent, planned) {
  if (spent > planned) return `${count(Math.floor((spent - planned) / MINUTE), "minute", "minutes")} over`;
  const seconds = String(Math.floor(spent / SECOND) % 60).padStart(2, "0");
  return `${Math.floor(spent / MINUTE)}:${seconds} used of ${planned / MINUTE}`;
}

function ends(now, left, end) {
  const about = now + Math.max(left, 0);
  const late = end ? Math.floor((about - end) / MINUTE) : 0;
  return `ends about ${clockTime(new Date(about))}${late > 0 ? ` (${late} late)` : ""}`;
}

export function startRoomClock() {
  const told = document.querySelector("[data-room-clock]");
  if (!told) return;
  const began = performance.now();
  const start = Date.parse(told.dataset.now);
  const opened = Date.parse(told.dataset.opened);
  const planned = Number(told.dataset.planned) * MINUTE;
  const after = Number(told.dataset.after) * MINUTE;
  const end = Date.parse(told.dataset.ends);
  const part = (name) => document.querySelector(`[data-clock="${name}"]`);

  function tick() {
    const now = start + performance.now() - began;
    if (part("time")) part("time").textContent = clockTime(new Date(now));
    const spent = Number.isNaN(opened) ? 0 : Math.max(now - opened, 0);
    const place = part("used");
    if (place && !Number.isNaN(opened)) {
      place.textContent = used(spent, planned);
      place.classList.toggle("desk-room-bar__part--soon", spent > planned - SOON);
    }
    if (part("ends")) part("ends").textContent = ends(now, Math.max(planned - spent, 0) + after, end);
  }

  tick();
  setInterval(tick, SECOND);
}
