// Keeps what is being typed: after one second of rest, and every two seconds while typing goes on.
// The form says where by data-autosave; the page shows the last save the server acknowledged.
import { clockTime } from "./clock.js";
import { lost, reached } from "./connection.js";
import { shutPage } from "./page-parts.js";
import { say, unwarn, warn } from "./say.js";
import { carryOver } from "./rebasing.js";
import { sendForm } from "./sending.js";

const REST = 1000;
const TYPING = 2000;
const AGAIN = 5000;
const SPOKEN_EVERY = 60000;

const countLines = (text) => text.split("\n").filter((line) => line.trim()).length;

class Autosave {
  constructor(form) {
    this.form = form;
    this.state = document.querySelector("[data-save-state]");
    this.changedAt = null;
    this.isSending = false;
    this.lastSpoken = 0;
    this.lastSaved = "";
    form.addEventListener("input", () => this.change());
    form.addEventListener("change", () => this.change());
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("online", () => this.changedAt !== null && this.save());
    // Others wrote: the answer to a save says how each field now stands.
    form.addEventListener("desk:refresh", () => (this.isSending ? (this.isAsked = true) : this.save()));
    document.addEventListener("desk:shut", () => this.stop());
  }

  change() {
    const now = performance.now();
    this.changedAt ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.min(REST, Math.max(0, this.changedAt + TYPING - now)));
  }

  // A save on its way ends first: the form must not be sent from a state that the server has left behind.
  submit(event) {
    clearTimeout(this.timer);
    if (!this.isSending) return;
    event.preventDefault();
    this.submitter = event.submitter;
  }

  // What changes while a save is on its way counts its two seconds from that change, not from the one before.
  async save() {
    if (this.isSending || this.isStopped) return;
    this.isSending = true;
    this.isAsked = false;
    this.changedAt = null;
    const sent = new FormData(this.form);
    try {
      const answer = await sendForm(this.form.dataset.autosave, this.form);
      reached();
      if (answer.status === 404 && this.form.dataset.outbox !== undefined) return void shutPage();
      if (!answer.ok) throw new Error("not saved");
      this.saved(new Date());
      if (answer.headers.get("Content-Type")?.startsWith("application/json")) this.takeUp(await answer.json(), sent);
    } catch (trouble) {
      if (trouble instanceof TypeError) lost();
      this.failed();
    } finally {
      this.isSending = false;
    }
    if (this.submitter !== undefined) this.submitNow();
    else if (this.isAsked && !this.wasFailing) this.save();
    else if (this.changedAt !== null && !this.wasFailing) this.change();
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  submitNow() {
    const submitter = this.submitter;
    this.submitter = undefined;
    clearTimeout(this.timer);
    this.form.requestSubmit(submitter);
  }

  // Where several people write one text, the answer says how each field now stands: the page goes on from there.
  takeUp(kept, sent) {
    let fresh = 0;
    for (const [name, section] of Object.entries(kept.sections ?? {})) {
      const field = this.form.elements[name];
      const base = this.form.elements[section.base];
      if (!field || !base) continue;
      const lines = countLines(field.value);
      if (!carryOver(field, sent.get(name), section.text)) continue;
      base.value = section.n;
      fresh += Math.max(countLines(field.value) - lines, 0);
      field.rows = Math.max(field.rows, countLines(field.value) + 1);
    }
    if (fresh > 0) this.form.dispatchEvent(new CustomEvent("desk:others", { detail: fresh }));
    if (kept.warning) warn(kept.warning);
  }

  saved(at) {
    const words = `Saved ${clockTime(at)}`;
    this.show(words);
    unwarn();
    if (this.wasFailing || at - this.lastSpoken >= SPOKEN_EVERY) {
      say(words);
      this.lastSpoken = Number(at);
    }
    this.wasFailing = false;
    this.lastSaved = clockTime(at);
  }

  failed() {
    const since = this.lastSaved ? `since ${this.lastSaved}` : "yet";
    const words = `Not saved ${since}. Your text is kept here; trying again`;
    this.show(words);
    warn(words);
    this.wasFailing = true;
    this.changedAt ??= performance.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), AGAIN);
  }

  show(words) {
    if (this.state) this.state.textContent = words;
  }
}

export function startAutosave() {
  for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
}
