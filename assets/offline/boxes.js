// The boxes of one question, by its kind: an element, and what stands in it without white space around. What `read`
// tells of them, `write` puts back.

import { make, newId } from "./make.js";

const MOST_RADIOS = 7;
const OFF = { autocomplete: "off", spellcheck: "false" };

function labelled(text, box, look = "") {
  return make("div", { class: `box ${look}` }, make("label", { for: box.id, text }), box);
}

function input(name, look, attributes = {}) {
  return make("input", { type: "text", id: newId(), name, class: look, ...OFF, ...attributes });
}

function textOf(box) {
  return box.value.trim().normalize();
}

function textIn(box) {
  return {
    read: () => ({ text: textOf(box).replaceAll("\r\n", "\n") }),
    write: ({ text }) => (box.value = text),
  };
}

function line(part, name) {
  const box = input(name, part.most > 60 ? "wide" : "middle");
  return { first: box, elements: [box], ...textIn(box) };
}

function long(part, name, rows = 4) {
  const box = make("textarea", { id: newId(), name, rows: String(rows), class: "wide", ...OFF });
  return { first: box, elements: [box], ...textIn(box) };
}

function figure(part, name) {
  const box = input(name, "short", { inputmode: "decimal" });
  return { first: box, elements: [box], ...textIn(box) };
}

function dayBoxes(name) {
  const [day, month, year] = ["day", "month", "year"].map((box) => input(`${name}.${box}`, "short"));
  const element = make("div", { class: "row" },
    labelled("Day", day), labelled("Month", month), labelled("Year", year));
  const write = (told) => [day.value, month.value, year.value] = [told.day, told.month, told.year];
  return { first: day, element, write, read: () => ({ day: textOf(day), month: textOf(month), year: textOf(year) }) };
}

function date(part, name) {
  const boxes = dayBoxes(name);
  return { first: boxes.first, elements: [boxes.element], isSet: true, read: boxes.read, write: boxes.write };
}

function moment(part, name) {
  const boxes = dayBoxes(name);
  const time = input(`${name}.time`, "short");
  boxes.element.append(labelled("Time", time));
  const read = () => ({ ...boxes.read(), time: textOf(time) });
  const write = (told) => {
    boxes.write(told);
    time.value = told.time;
  };
  return { first: boxes.first, elements: [boxes.element], isSet: true, read, write };
}

function radios(options, name) {
  const boxes = options.map(([code]) =>
    make("input", { type: "radio", id: newId(), name, value: code, autocomplete: "off" }));
  const elements = options.map(([, words], n) =>
    make("div", { class: "choice" }, boxes[n], make("label", { for: boxes[n].id, text: words })));
  const write = (code) => boxes.forEach((box) => (box.checked = box.value === code));
  return { first: boxes[0], boxes, elements, write, read: () => boxes.find((box) => box.checked)?.value ?? "" };
}

function menu(options, name) {
  const none = make("option", { text: "Choose" });
  none.value = "";
  const box = make("select", { id: newId(), name, autocomplete: "off" }, none,
    ...options.map(([code, words]) => make("option", { value: code, text: words })));
  return { first: box, elements: [box], read: () => box.value, write: (code) => (box.value = code) };
}

function wordsBox(name) {
  const words = input(`${name}.words`, "wide");
  return { words, element: labelled("In your own words, where it is something else", words) };
}

function choice(part, name) {
  const isShort = part.options.length <= MOST_RADIOS;
  const picked = isShort ? radios(part.options, name) : menu(part.options, name);
  const own = part.options.some(([code]) => code === "words") ? wordsBox(name) : null;
  const read = () => ({ choice: picked.read(), words: own ? textOf(own.words) : "" });
  const write = (told) => {
    picked.write(told.choice);
    if (own) own.words.value = told.words ?? "";
  };
  const isSet = isShort || own !== null;
  return { first: picked.first, elements: [...picked.elements, ...(own ? [own.element] : [])], isSet, read, write };
}

function ticks(part, name) {
  const boxes = part.options.map(([code]) =>
    make("input", { type: "checkbox", id: newId(), name, value: code, autocomplete: "off" }));
  const elements = part.options.map(([, words], n) =>
    make("div", { class: "choice" }, boxes[n], make("label", { for: boxes[n].id, text: words })));
  const read = () => ({ ticked: boxes.filter((box) => box.checked).map((box) => box.value) });
  const write = ({ ticked }) => boxes.forEach((box) => (box.checked = ticked.includes(box.value)));
  return { first: boxes[0], elements, isSet: true, read, write };
}

function birth(part, name) {
  const picked = radios(part.options, `${name}.precision`);
  const days = dayBoxes(name);
  const year = input(`${name}.only_year`, "short");
  const age = input(`${name}.age`, "short");
  const after = { exact: [days.element], year: [labelled("Year of birth", year)], estimated_age: [labelled("Age", age)] };
  const elements = picked.elements.flatMap((element, n) => [element, ...(after[part.options[n][0]] ?? [])]);
  const read = () => ({ choice: picked.read(), ...days.read(), only_year: textOf(year), age: textOf(age) });
  const write = (told) => {
    picked.write(told.choice);
    days.write({ day: "", month: "", year: "", ...told });
    [year.value, age.value] = [told.only_year ?? "", told.age ?? ""];
  };
  return { first: picked.first, elements, isSet: true, read, write };
}

const KINDS = {
  long, lines: (part, name) => long(part, name, 2), date, moment, whole: figure, decimal: figure, choice, flag: choice,
  choices: ticks, tick: ticks, born_on: birth,
};

// Each box is named by the path of its question, as on the pages of the service.
export function boxesOf(part, name) {
  return (KINDS[part.kind] ?? line)(part, name);
}

// A reason not to answer, where a question offers one.
export function unsaidBox(options, name) {
  const picked = menu(options, `${name}.not_given`);
  picked.first.classList.add("quiet");
  return { element: labelled("If you cannot answer", picked.first, "unsaid"), read: picked.read, write: picked.write };
}

