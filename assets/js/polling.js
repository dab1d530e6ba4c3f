// "2 new things. Refresh": asks once a minute, in the room more often, whether a list has changed; never moves a row.
// The page says where by data-poll; the answer is {"version": "...", "new": 2}.
import { say } from "./say.js";

const EVERY = 60000;

async function ask(place, known) {
  const answer = await fetch(place.dataset.poll, {
    headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error",
  });
  if (!answer.ok) return known;
  const now = await answer.json();
  if (known !== null && now.version !== known) show(place, now.new);
  return now.version;
}

function show(place, count) {
  const words = count === 1 ? "1 new thing." : `${count} new things.`;
  let line = place.querySelector("[data-new-things]");
  if (!line) {
    line = document.createElement("p");
    line.className = "desk-new-things";
    line.dataset.newThings = "";
    place.prepend(line);
  }
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = location.pathname;
  link.textContent = "Refresh";
  line.replaceChildren(`${words} `, link);
  say(`${words} Refresh`);
}

export function startPolling() {
  for (const place of document.querySelectorAll("[data-poll]")) {
    let known = place.dataset.version ?? null;
    setInterval(async () => {
      if (document.hidden || place.dataset.live === "yes") return;
      try {
        known = await ask(place, known);
      } catch {
        // The next minute asks again; a page at rest need not say that the network is away.
      }
    }, Number(place.dataset.pollEvery) * 1000 || EVERY);
  }
}
