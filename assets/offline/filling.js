// What would stand in the boxes of one question for it to be read as this value: the way back of reading.js.

function dayOf(date) {
  const [year, month = "", day = ""] = date.split("-");
  return { day: day.replace(/^0/, ""), month: month.replace(/^0/, ""), year };
}

function momentOf(part, value) {
  return { ...dayOf(value.slice(0, 10)), time: value.slice(11, 16) };
}

function birthOf(part, { value, precision }) {
  if (precision === "year") return { choice: precision, only_year: value };
  if (precision === "estimated_age") return { choice: precision, age: value };
  return precision === "unknown" ? { choice: precision } : { choice: "exact", ...dayOf(value) };
}

function choiceOf(part, value) {
  const option = part.options.find((each) => each[2] === value);
  if (option) return { choice: option[0] };
  return part.is_open && typeof value === "string" ? { choice: "words", words: value } : null;
}

function linesOf(part, value) {
  return Array.isArray(value) ? { text: value.join("\n") } : null;
}

function tickOf(part, value) {
  return { ticked: value ? part.options.map(([code]) => code) : [] };
}

const FILLERS = {
  date: (part, value) => dayOf(value), moment: momentOf, born_on: birthOf, choice: choiceOf, flag: choiceOf,
  lines: linesOf, choices: (part, value) => ({ ticked: value }), tick: tickOf,
};

// A reason not to answer that stands in the document itself, like a code in place of a list.
export function unsaidFor(part, value) {
  return (value && part.not_given?.find((each) => each[2] === value)?.[0]) || "";
}

// Nothing for a value that no box can hold.
export function boxesFor(part, value) {
  return (FILLERS[part.kind] ?? (() => ({ text: String(value) })))(part, value);
}
