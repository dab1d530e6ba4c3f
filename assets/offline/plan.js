// A form as data: which part a path stands for, which follow-ups are asked, and the exchange document of the answers.

export function inside(value, path) {
  return path.split(".").reduce((held, name) => held?.[name] ?? null, value);
}

// The part a dotted path stands for; numbers and stars of rows are passed over.
export function partAt(parts, path) {
  const [name, ...rest] = path.split(".");
  const part = parts.find((each) => each.name === name);
  if (part?.type === "rows") rest.shift();
  return rest.length && part ? partAt(part.parts, rest.join(".")) : part;
}

export function isBlank(value) {
  if (Array.isArray(value)) return value.every(isBlank);
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}

function holds(test, neighbours, whole) {
  const answer = test.field.startsWith("/") ? inside(whole, test.field.slice(1)) : (neighbours?.[test.field] ?? null);
  const said = Array.isArray(answer) ? answer : [answer];
  const isSaid = said.some((one) => test.values.includes(one));
  return test.is_not ? !isSaid && !isBlank(answer) : isSaid;
}

export function isAsked(condition, neighbours, whole) {
  if (!condition) return true;
  const results = condition.tests.map((test) => holds(test, neighbours, whole));
  return condition.all ? results.every(Boolean) : results.some(Boolean);
}

// Sets a value in place, making the groups and rows on the way.
export function put(values, path, value) {
  const names = path.split(".");
  const last = names.pop();
  let holder = values;
  names.forEach((name, at) => {
    const isRows = /^\d+$/.test(names[at + 1] ?? last);
    holder = holder[name] ??= isRows ? [] : {};
  });
  holder[last] = value;
}

function putBlank(document, part) {
  if (part.type === "rows") document[part.name] = [];
  else if (part.type === "group") document[part.name] = part.nullable ? null : blankMembers(part.parts);
  else if ("blank" in part) document[part.name] = part.blank;
}

function blankMembers(parts) {
  const document = {};
  for (const part of parts) if (!part.optional) putBlank(document, part);
  return document;
}

function filled(part, value, whole) {
  if (part.type === "rows") {
    const kept = (value ?? []).filter((row) => !part.given_for || Object.keys(row).length > 1);
    return kept.map((row) => membersOf(part.parts, row, whole));
  }
  return part.type === "group" && value !== null ? membersOf(part.parts, value, whole) : value;
}

// The exchange document: what is not asked or not answered is written as documents write their blanks.
export function membersOf(parts, held, whole) {
  const document = {};
  for (const part of parts) {
    if (part.name in held && isAsked(part.asked_if, held, whole)) {
      document[part.name] = filled(part, held[part.name], whole);
    } else if (!part.optional) putBlank(document, part);
  }
  return document;
}
