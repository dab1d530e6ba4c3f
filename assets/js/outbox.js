// Lines of the composer: kept at once, in their order, each once. Without a network they wait on this page in
// memory and are sent when it is back; the server knows each by its key, so that none is written twice.
import { isAway, lost, reached, setWaiting } from "./connection.js";
import { Away, readPage, shutPage, takeParts } from "./page-parts.js";
import { say, warn } from "./say.js";

const AGAIN = 5000;
const KEPT_FOR_LATER = [409, 429, 500, 502, 503, 504];

class Outbox {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[data-field='composer']");
    this.lines = [];
    this.isSending = false;
    this.list = this.makeList();
    this.input.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("submit", (event) => this.submit(event), true);
    document.addEventListener("desk:back", () => this.send());
    document.addEventListener("desk:try", () => this.send());
    document.addEventListener("desk:shut", () => this.forget());
    window.addEventListener("beforeunload", (event) => this.lines.length && event.preventDefault());
  }

  makeList() {
    const list = document.createElement("ol");
    list.className = "desk-lines desk-waiting";
    list.setAttribute("aria-label", "Lines waiting to be sent");
    list.hidden = true;
    this.input.closest(".desk-composer").after(list);
    return list;
  }

  key(event) {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || !this.input.value.trim()) return;
    event.preventDefault();
    this.take();
  }

  // An empty line goes the way of the page, whose answer says what is missing.
  submit(event) {
    if (event.submitter?.value !== "line" || !this.input.value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.take();
    this.input.focus();
  }

  take() {
    this.lines.push({ words: this.input.value, once: crypto.randomUUID() });
    this.input.value = "";
    this.input.dispatchEvent(new Event("input", { bubbles: false }));
    this.show();
    this.send();
  }

  show() {
    setWaiting(this.lines.length);
    this.list.hidden = this.lines.length === 0;
    this.list.replaceChildren(...this.lines.map(({ words }) => {
      const line = document.createElement("li");
      line.className = "desk-line";
      line.textContent = words;
      return line;
    }));
  }

  async send() {
    if (this.isSending || this.lines.length === 0) return;
    this.isSending = true;
    clearTimeout(this.timer);
    const wasAway = isAway();
    let number = 0;
    let page = null;
    try {
      while (this.lines.length > 0) {
        page = (await this.sendOne(this.lines[0])) ?? page;
        number += 1;
      }
      this.done(page, number, wasAway);
    } catch (trouble) {
      if (!(trouble instanceof Away)) throw trouble;
      if (!this.isOut) lost();
    } finally {
      this.isSending = false;
      if (this.lines.length > 0 && !this.isOut) this.timer = setTimeout(() => this.send(), AGAIN);
    }
  }

  // Gives the page as it stands after the line, or nothing when the line was given back.
  async sendOne({ words, once }) {
    const csrf = this.form.elements.csrf.value;
    const answer = await readPage(this.form.getAttribute("action"), {
      body: new URLSearchParams({ csrf, once, act: "line", line: words }).toString(), token: csrf,
    });
    if (KEPT_FOR_LATER.includes(answer.status)) throw new Away();
    if (answer.status === 404) {
      shutPage();
      return null;
    }
    // A page of another place asks to sign in: the lines wait here until somebody has.
    if (answer.status === 200 && !answer.path.startsWith(location.pathname)) {
      this.isOut = true;
      warn("You are signed out. The lines below are not sent; they stay on this page until you have signed in again.");
      throw new Away();
    }
    reached();
    this.lines.shift();
    this.show();
    if (answer.status === 200) return answer.document;
    this.giveBack(words, answer.document);
    return null;
  }

  // A line that was refused goes back into the field with the reason, or stays beside it while another is typed.
  giveBack(words, page) {
    const why = page?.querySelector(".govuk-error-summary__list")?.textContent.trim() || "The line was not kept.";
    warn(`${why} The line is not kept.`);
    if (!this.input.value) this.input.value = words;
    else this.input.value = `${this.input.value} ${words}`;
  }

  done(page, number, wasAway) {
    if (page === null) return;
    takeParts(page);
    this.form.dispatchEvent(new CustomEvent("desk:refresh"));
    const words = page.querySelector("[data-outcome] .desk-outcome__words")?.textContent ?? "The line is kept.";
    say(wasAway || number > 1 ? `${number === 1 ? "1 line was" : `${number} lines were`} sent.` : words);
  }

  forget() {
    this.lines = [];
    this.show();
  }
}

export function startOutbox() {
  for (const box of document.querySelectorAll("form[data-autosave] [data-composer]")) {
    const form = box.closest("form");
    form.dataset.outbox = "";
    new Outbox(form);
  }
}
