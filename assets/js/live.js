// What others write and do appears without reloading: the server says by two counts that something is new, and the
// page reads it by its own right. Without such a stream the page asks now and then (polling.js).
import { lost, reached } from "./connection.js";
import { readPage, shutPage, takeParts } from "./page-parts.js";
import { say } from "./say.js";

const PAUSED = "desk-live-paused";
const PARTS_EVERY = 3000;
const SPOKEN_EVERY = 10000;

class Live {
  constructor(bar) {
    this.bar = bar;
    this.form = document.querySelector("form[data-outbox]");
    this.button = bar.querySelector("[data-pause-live]");
    this.known = null;
    this.fresh = 0;
    this.isPaused = sessionStorage.getItem(PAUSED) === "yes";
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.pause(!this.isPaused));
    this.form?.addEventListener("desk:others", (event) => this.count(event.detail));
    document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.open()));
    document.addEventListener("desk:shut", () => this.close());
    window.addEventListener("pagehide", () => this.close());
    this.pause(this.isPaused);
  }

  pause(isPaused) {
    this.isPaused = isPaused;
    sessionStorage.setItem(PAUSED, isPaused ? "yes" : "no");
    this.button.textContent = isPaused ? "Show live lines" : "Pause live lines";
    this.bar.dataset.live = isPaused ? "no" : "yes";
    if (isPaused) this.close();
    else this.open();
  }

  open() {
    if (this.source || this.isPaused || document.hidden) return;
    this.source = new EventSource(this.bar.dataset.stream);
    this.source.addEventListener("news", (event) => this.hear(JSON.parse(event.data)));
    this.source.addEventListener("shut", () => shutPage());
    this.source.addEventListener("over", () => this.close());
    this.source.addEventListener("open", () => {
      this.bar.dataset.live = "yes";
      reached();
    });
    this.source.addEventListener("error", () => this.fail());
  }

  // A browser tries again by itself while the state says so; an answer that is no stream ends it, and polling goes on.
  fail() {
    if (this.source?.readyState === EventSource.CONNECTING) lost();
    else this.close();
  }

  close() {
    this.source?.close();
    this.source = null;
    this.bar.dataset.live = "no";
  }

  hear(news) {
    // The page says what it knew when it was made; what came in between is fetched at once.
    const before = this.known ?? this.bar.dataset.counts;
    this.known = `${news.written} ${news.done}`;
    if (before === this.known) return;
    if (before?.split(" ")[0] !== String(news.written)) this.form?.dispatchEvent(new CustomEvent("desk:refresh"));
    this.bringUpToDate();
  }

  bringUpToDate() {
    if (this.timer) return;
    const wait = Math.max(0, (this.readAt ?? -PARTS_EVERY) + PARTS_EVERY - performance.now());
    this.timer = setTimeout(() => this.readParts(), wait);
  }

  async readParts() {
    this.readAt = performance.now();
    this.timer = null;
    try {
      const page = await readPage(location.pathname);
      if (page.status === 404) shutPage();
      else if (page.status === 200 && page.path === location.pathname && !takeParts(page.document)) this.bringUpToDate();
    } catch {
      lost();
    }
  }

  count(number) {
    this.fresh += number;
    if (this.speaking || this.fresh <= 0) return;
    this.speaking = setTimeout(() => {
      say(this.fresh === 1 ? "1 new line." : `${this.fresh} new lines.`);
      this.fresh = 0;
      this.speaking = null;
    }, this.spoken ? SPOKEN_EVERY : 0);
    this.spoken = true;
  }
}

export function startLive() {
  for (const bar of document.querySelectorAll("[data-stream]")) new Live(bar);
}
