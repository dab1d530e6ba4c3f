// The line composer: an ARIA 1.2 combobox on a one-line input. The listbox offers the roster of this meeting;
// the server understands the line, so the same text works without this file.
import { sendForm } from "./sending.js";

const MOST = 8;
const REST = 400;

class Composer {
  constructor(box) {
    this.input = box.querySelector("input[data-field='composer']");
    this.options = [...document.querySelectorAll(`#${box.dataset.composer} > option`)].map((option) => ({
      value: option.value, words: option.label || option.value,
    }));
    this.list = this.makeList(box);
    this.active = -1;
    this.input.addEventListener("input", () => this.offer());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
  }

  makeList(box) {
    const list = document.createElement("ul");
    list.id = `${this.input.id}-listbox`;
    list.className = "desk-listbox";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Agencies and people of this meeting");
    this.input.after(list);
    for (const [name, value] of [
      ["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"],
    ]) {
      this.input.setAttribute(name, value);
    }
    return list;
  }

  typed() {
    const found = /^\/(\S*)$/.exec(this.input.value);
    return found ? found[1].toLowerCase() : null;
  }

  offer() {
    const typed = this.typed();
    const found = typed === null ? [] : this.options
      .filter((option) => `${option.value} ${option.words}`.toLowerCase().includes(typed)).slice(0, MOST);
    this.list.replaceChildren(...found.map((option, index) => this.makeOption(option, index)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.mark(-1);
  }

  makeOption(option, index) {
    const line = document.createElement("li");
    line.id = `${this.list.id}-${index}`;
    line.setAttribute("role", "option");
    line.textContent = option.words;
    line.dataset.value = option.value;
    line.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(line);
    });
    return line;
  }

  mark(index) {
    const lines = [...this.list.children];
    this.active = lines.length ? (index + lines.length) % lines.length : -1;
    if (index < 0) this.active = -1;
    lines.forEach((line, at) => line.setAttribute("aria-selected", String(at === this.active)));
    if (this.active < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", lines[this.active].id);
  }

  take(line) {
    this.input.value = `/${line.dataset.value} `;
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  key(event) {
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" && isOpen) this.mark(this.active + 1);
    else if (event.key === "ArrowUp" && isOpen) this.mark(this.active <= 0 ? this.list.children.length - 1 : this.active - 1);
    else if (event.key === "Enter" && isOpen && this.active >= 0) this.take(this.list.children[this.active]);
    else if (event.key === "Escape" && isOpen) this.close();
    else if (event.key === "Escape") this.input.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

// What the line would be kept as, written out before Enter. Only lines with a slash are understood as more than text.
function showUnderstood(box) {
  const input = box.querySelector("input[data-field='composer']");
  const place = box.querySelector("[data-understood]");
  let timer;
  let asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked += 1;
    if (!input.value.startsWith("/")) place.textContent = "";
    else timer = setTimeout(() => ask(asked), REST);
  });
  async function ask(number) {
    try {
      const answer = await sendForm(box.dataset.understand, input.form);
      if (answer.ok && number === asked) place.textContent = (await answer.json()).understood;
    } catch {
      place.textContent = "";
    }
  }
}

export function startComposer() {
  for (const box of document.querySelectorAll("[data-composer]")) new Composer(box);
  for (const box of document.querySelectorAll("[data-understand]")) showUnderstood(box);
}
