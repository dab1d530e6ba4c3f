// The whole form: its sections, one below the other, lists of people among them, and its answers as one document.

import { button, make, newId } from "./make.js";
import { inside, isAsked, isBlank, membersOf, partAt, put } from "./plan.js";
import { question, wordOf } from "./questions.js";
import { todayInLondon } from "./reading.js";

// Is there such a group at all? Else its page and those within it are not asked.
function whetherQuestion(whether, world) {
  const options = whether.options.map(([code, words]) => [code, words, code]);
  const part = { type: "field", kind: "choice", label: whether.label, options, missing: whether.missing, blank: "" };
  if (whether.missing) part.need = "must";
  const one = question(part, world, `${whether.path}.given`);
  const said = () => {
    const held = {};
    one.collect(held, "said");
    return held.said ?? "";
  };
  const write = (values, path) => {
    const isSaidNo = path in values && values[path] === null ? "no" : "";
    one.fill(world.unsaidAt(path) || (inside(values, path) ? "yes" : isSaidNo), "");
  };
  return { ...one, said, write };
}

function pageOf(page, world, { row = "", number = 0 } = {}) {
  const whether = page.whether ? whetherQuestion(page.whether, world) : null;
  if (whether) world.whethers.set(page.whether.path, whether);
  const asked = page.asks.map((path) => [
    row ? path.replace(`${row}.*.`, "") : path,
    question(partAt(world.plan.parts, path), world, path.replace("*", number)),
  ]);
  const inner = make("div", {}, ...asked.map(([, one]) => one.element));
  const element = make("div", { class: "page" }, make("h3", { text: page.title }), whether?.element, inner);
  const at = (base, path) => (base ? `${base}.${path}` : path);
  return {
    element,
    fill(values, base) {
      if (whether) whether.write(values, page.whether.path);
      asked.forEach(([path, one]) => one.fill(inside(values, at(base, path)), at(base, path)));
    },
    collect: (values, base) => asked.forEach(([path, one]) => one.collect(values, at(base, path))),
    refresh(whole, base) {
      const isHeld = !page.within || world.whethers.get(page.within)?.said() === "yes";
      element.hidden = !isAsked(page.asked_if, whole, whole) || (!whether && !isHeld);
      inner.hidden = !isHeld;
      asked.forEach(([path, one]) => one.refresh(whole, at(base, path)));
    },
    faults(whole, base) {
      if (element.hidden) return [];
      const first = whether ? whether.faults(whole, page.whether.path) : [];
      return inner.hidden ? first : [...first, ...asked.flatMap(([path, one]) => one.faults(whole, at(base, path)))];
    },
  };
}

function plainSection(section, world) {
  const pages = section.pages.map((page) => pageOf(page, world));
  return {
    elements: pages.map((page) => page.element),
    fill: (values) => pages.forEach((page) => page.fill(values, "")),
    collect: (values) => pages.forEach((page) => page.collect(values, "")),
    refresh: (whole) => pages.forEach((page) => page.refresh(whole, "")),
    faults: (whole) => pages.flatMap((page) => page.faults(whole, "")),
  };
}

// A list of people, each with the same pages. A person once added stands in the document, known or not.
function sectionOfRows(section, world) {
  const part = partAt(world.plan.parts, section.row);
  const list = make("div");
  const error = make("p", { class: "error", hidden: true });
  const add = button("", () => addRow(true), "secondary");
  const rows = [];
  let made = 0;
  world.lists.set(section.row, { rows, label: part.label });

  function renumber() {
    rows.forEach((row, n) => (row.legend.textContent = `${part.label}: ${n + 1}`));
    add.textContent = rows.length ? `Add another ${wordOf(section)}` : `Add ${wordOf(section)}`;
    add.hidden = rows.length >= part.most;
  }
  function addRow(isAskedFor) {
    const number = made++;
    const pages = section.pages.map((page) => pageOf(page, world, { row: section.row, number }));
    const legend = make("legend", { class: "heading" });
    const element = make("fieldset", { class: "person" }, legend, ...pages.map((page) => page.element));
    const row = { pages, legend, element };
    element.append(button(`Remove this ${wordOf(section)}`, () => removeRow(row), "secondary"));
    rows.push(row);
    list.append(element);
    renumber();
    world.changed();
    if (isAskedFor) element.querySelector("input, select, textarea").focus();
  }
  function removeRow(row) {
    const at = rows.indexOf(row);
    rows.splice(at, 1);
    row.element.remove();
    world.removed(section.row, at);
    renumber();
    world.changed();
    add.focus();
  }

  renumber();
  for (let n = 0; n < (part.least ?? 0); n += 1) addRow(false);
  return {
    elements: [error, list, add],
    grow: (number) => {
      while (rows.length < number) addRow(false);
    },
    fill: (values) =>
      rows.forEach((row, n) => row.pages.forEach((page) => page.fill(values, `${section.row}.${n}`))),
    collect(values) {
      rows.forEach((row, n) => {
        put(values, `${section.row}.${n}`, {});
        row.pages.forEach((page) => page.collect(values, `${section.row}.${n}`));
      });
    },
    refresh: (whole) =>
      rows.forEach((row, n) => row.pages.forEach((page) => page.refresh(whole, `${section.row}.${n}`))),
    faults(whole) {
      error.textContent = rows.length < (part.least ?? 0) ? part.too_few : "";
      error.hidden = !error.textContent;
      if (error.textContent) return [{ message: error.textContent, at: add }];
      return rows.flatMap((row, n) => row.pages.flatMap((page) => page.faults(whole, `${section.row}.${n}`)));
    },
  };
}

// `given` are the answers that nobody types: the agency, the reference.
export function sheetOf(plan, given) {
  const removals = [];
  const world = {
    plan,
    today: todayInLondon(),
    say: (key) => plan.sentences[key],
    whethers: new Map(),
    lists: new Map(),
    numberOf: (path) => world.lists.get(path)?.rows.length ?? 0,
    unsaidAt: () => "",
    labelOf: (path) => world.lists.get(path)?.label ?? "",
    whenRemoved: (path, act) => removals.push([path, act]),
    removed: (path, n) => removals.filter(([of]) => of === path).forEach(([, act]) => act(n)),
    changed: () => {},
  };
  const sections = plan.sections.map((section) => {
    const inner = section.row ? sectionOfRows(section, world) : plainSection(section, world);
    const heading = make("h2", { id: newId(), tabindex: "-1", text: section.title });
    return { ...inner, heading, element: make("section", { "aria-labelledby": heading.id }, heading, ...inner.elements) };
  });

  function values() {
    const held = { ...given, form: plan.form, version: plan.version };
    sections.forEach((section) => section.collect(held));
    for (const [path, whether] of world.whethers) {
      if (whether.said() !== "yes") put(held, path, null);
      else if (isBlank(inside(held, path))) put(held, path, {});
    }
    return held;
  }
  function refresh() {
    const whole = values();
    sections.forEach((section) => section.refresh(whole));
  }
  function broken(whole) {
    const wrong = plan.rules.filter((rule) => !rule.one_of.some((path) => inside(whole, path) === true));
    return wrong.map((rule) => {
      const at = plan.sections.findIndex((section) => section.pages.some((page) => page.asks.includes(rule.path)));
      return { message: rule.message, at: sections[at].heading };
    });
  }

  world.changed = refresh;
  refresh();
  return {
    sections,
    refresh,
    // What was answered before: people first, because other answers point at them. `unsaid` says by path why not.
    fill(held, unsaid) {
      world.unsaidAt = (path) => unsaid[path] ?? "";
      sections.forEach((section, n) => section.grow?.(inside(held, plan.sections[n].row)?.length ?? 0));
      sections.forEach((section) => section.fill(held));
      world.unsaidAt = () => "";
      refresh();
    },
    faults() {
      refresh();
      const whole = values();
      return [...sections.flatMap((section) => section.faults(whole)), ...broken(whole)];
    },
    document() {
      const whole = values();
      return membersOf(plan.parts, whole, whole);
    },
  };
}
