// Questions, groups of questions and lists of rows. Each collects its answers into the values at its path, shows and
// hides what follows from others, tells what is wrong beside itself, and can be filled with what was answered before.

import { boxesOf, unsaidBox } from "./boxes.js";
import { boxesFor, unsaidFor } from "./filling.js";
import { button, make, newId } from "./make.js";
import { inside, isAsked, isBlank, put } from "./plan.js";
import { readAnswer } from "./reading.js";

function besides(whole, path) {
  const at = path.lastIndexOf(".");
  return at < 0 ? whole : inside(whole, path.slice(0, at));
}

function note(text, look) {
  return make("p", { class: look, id: newId(), hidden: text === "" || text === undefined, text: text ?? "" });
}

function isMissing(part, neighbours, whole) {
  if (part.is_essential || (part.type === "field" && !("blank" in part))) return true;
  return part.need === "must" && isAsked(part.needed_if, neighbours, whole);
}

function hintOf(part) {
  return part.kind === "lines" ? [part.hint, "One on each line."].filter(Boolean).join(". ") : part.hint;
}

function fieldQuestion(part, world, name) {
  const boxes = boxesOf(part, name);
  const unsaid = part.not_given ? unsaidBox(part.not_given, name) : null;
  const [hint, error] = [note(hintOf(part), "hint"), note("", "error")];
  const text = part.label ?? "";
  const label = boxes.isSet ? make("legend", { text }) : make("label", { for: boxes.first.id, text });
  const element = make(boxes.isSet ? "fieldset" : "div", { class: "question" },
    label, hint, error, ...boxes.elements, unsaid?.element);
  (boxes.isSet ? element : boxes.first).setAttribute("aria-describedby", `${hint.id} ${error.id}`);
  const answer = () => readAnswer(part, { ...boxes.read(), unsaid: unsaid?.read() }, world);

  function tell(message) {
    error.textContent = message;
    error.hidden = !message;
    element.classList.toggle("wrong", message !== "");
  }

  return {
    element,
    collect(values, path) {
      const { value, message } = answer();
      if (value !== undefined) put(values, path, value);
      return message !== undefined || (value !== undefined && value !== false);
    },
    // An answer kept as "not known" stands in the document as near as its choices come: the reason itself says more.
    fill(value, path) {
      const said = world.unsaidAt(path) || unsaidFor(part, value);
      if (said && unsaid) return unsaid.write(said);
      if (said && part.options) return boxes.write({ choice: said });
      const told = isBlank(value) ? null : boxesFor(part, value);
      if (told) boxes.write(told);
    },
    refresh(whole, path) {
      element.hidden = !isAsked(part.asked_if, besides(whole, path), whole);
    },
    faults(whole, path) {
      const { blank, message = "" } = answer();
      const isBad = blank && isMissing(part, besides(whole, path), whole);
      tell(element.hidden ? "" : isBad ? (part.missing ?? "") : message);
      return error.textContent ? [{ message: error.textContent, at: boxes.first }] : [];
    },
  };
}

// Several questions below one path.
function family(parts, world, path) {
  const asked = parts.filter((part) => part.kind !== "fixed");
  const members = asked.map((part) => [part.name, question(part, world, `${path}.${part.name}`)]);
  return {
    elements: members.map(([, one]) => one.element),
    collect: (values, path) => members.map(([name, one]) => one.collect(values, `${path}.${name}`)).some(Boolean),
    fill: (value, path) => members.forEach(([name, one]) => one.fill(value?.[name], `${path}.${name}`)),
    refresh: (whole, path) => members.forEach(([name, one]) => one.refresh(whole, `${path}.${name}`)),
    faults: (whole, path) => members.flatMap(([name, one]) => one.faults(whole, `${path}.${name}`)),
  };
}

function groupQuestion(part, world, name) {
  const below = family(part.parts, world, name);
  const element = make("fieldset", { class: "group" },
    make("legend", { class: "heading", text: part.label }), note(part.hint, "hint"), ...below.elements);
  return {
    element,
    collect: below.collect,
    fill: below.fill,
    refresh(whole, path) {
      element.hidden = !isAsked(part.asked_if, besides(whole, path), whole);
      below.refresh(whole, path);
    },
    faults: (whole, path) => (element.hidden ? [] : below.faults(whole, path)),
  };
}

// What one row is called, within a sentence.
export function wordOf({ row_word: word }) {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

// One row that may be taken out again.
function rowOf(part, world, name, remove) {
  const below = family(part.parts, world, name);
  const legend = make("legend");
  const element = make("fieldset", { class: "one-row" }, legend, ...below.elements);
  const row = { ...below, element, legend };
  element.append(button(`Remove this ${wordOf(part)}`, () => remove(row), "secondary"));
  return row;
}

function rowsQuestion(part, world, name) {
  const list = make("div");
  const [hint, error] = [note(part.hint, "hint"), note("", "error")];
  const unsaid = part.not_given ? unsaidBox(part.not_given, name) : null;
  const add = button(`Add ${wordOf(part)}`, () => addRow(true), "secondary");
  const element = make("fieldset", { class: "group" },
    make("legend", { class: "heading", text: part.label }), hint, error, list, add, unsaid?.element);
  const rows = [];
  let made = 0;

  function renumber() {
    rows.forEach((row, n) => (row.legend.textContent = `${part.label}: ${n + 1}`));
    add.textContent = rows.length ? `Add another ${wordOf(part)}` : `Add ${wordOf(part)}`;
    add.hidden = rows.length >= part.most;
  }
  function addRow(isAskedFor) {
    const row = rowOf(part, world, `${name}.${made++}`, removeRow);
    rows.push(row);
    list.append(row.element);
    renumber();
    world.changed();
    if (isAskedFor) row.element.querySelector("input, select, textarea").focus();
  }
  function removeRow(row) {
    rows.splice(rows.indexOf(row), 1);
    row.element.remove();
    renumber();
    world.changed();
    add.focus();
  }

  return {
    element,
    fill(value, path) {
      (value ?? []).forEach((row, n) => {
        addRow(false);
        rows[n].fill(row, `${path}.${n}`);
      });
      unsaid?.write(world.unsaidAt(path));
    },
    collect(values, path) {
      let kept = 0;
      for (const row of rows) {
        row.at = "";
        const one = {};
        if (!row.collect(one, "row")) continue;
        row.at = `${path}.${kept++}`;
        put(values, row.at, one.row ?? {});
      }
      return kept > 0;
    },
    refresh(whole, path) {
      element.hidden = !isAsked(part.asked_if, besides(whole, path), whole);
      rows.forEach((row) => row.refresh(whole, row.at || `${path}.none`));
    },
    faults(whole, path) {
      const held = rows.filter((row) => row.at);
      const isBad = !held.length && !unsaid?.read() && isMissing(part, besides(whole, path), whole);
      error.textContent = isBad && !element.hidden ? (part.too_few ?? part.missing) : "";
      error.hidden = !error.textContent;
      if (error.textContent) return [{ message: error.textContent, at: add }];
      return element.hidden ? [] : held.flatMap((row) => row.faults(whole, row.at));
    },
  };
}

// One row for each row of another list, like a child's relation to each perpetrator.
function givenQuestion(part, world, name) {
  const list = make("div");
  const element = make("fieldset", { class: "group" }, make("legend", { class: "heading", text: part.label }), list);
  const asked = part.parts.filter((each) => each.name !== part.given_key);
  const rows = [];
  let made = 0;
  world.whenRemoved(part.given_for, (n) => rows.splice(n, 1).forEach((row) => row.element.remove()));

  function fit(number) {
    while (rows.length < number) {
      const legend = make("legend");
      const below = family(asked, world, `${name}.${made++}`);
      const row = { ...below, legend, element: make("fieldset", { class: "one-row" }, legend, ...below.elements) };
      rows.push(row);
      list.append(row.element);
    }
  }

  return {
    element,
    fill(value, path) {
      fit(world.numberOf(part.given_for));
      (value ?? []).forEach((row, n) => rows[row[part.given_key]]?.fill(row, `${path}.${n}`));
    },
    collect(values, path) {
      fit(world.numberOf(part.given_for));
      const has = rows.map((row, n) => {
        put(values, `${path}.${n}`, { [part.given_key]: n });
        return row.collect(values, `${path}.${n}`);
      });
      return has.some(Boolean);
    },
    refresh(whole, path) {
      element.hidden = !rows.length;
      rows.forEach((row, n) => {
        const one = inside(whole, `${part.given_for}.${n}`);
        const name = [one?.given_names, one?.family_name].filter(Boolean).join(" ");
        row.legend.textContent = name || `${world.labelOf(part.given_for)}: ${n + 1}`;
        row.refresh(whole, `${path}.${n}`);
      });
    },
    faults: (whole, path) => rows.flatMap((row, n) => row.faults(whole, `${path}.${n}`)),
  };
}

// `name` is where its boxes belong; of a row it keeps the number under which the row was made.
export function question(part, world, name) {
  if (part.type === "group") return groupQuestion(part, world, name);
  if (part.type === "rows") return (part.given_for ? givenQuestion : rowsQuestion)(part, world, name);
  return fieldQuestion(part, world, name);
}
