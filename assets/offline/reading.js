// What was typed into the boxes of one question, read as its kind says: {value}, {blank: true} or {message}.

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FIRST_YEAR = 1900;
const FIRST_BIRTH_YEAR = 1880;
const LAST_YEAR = 2100;
const OLDEST = 130;
const DECIMAL = /^(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?$/;
const MAIL = /^[!-?A-~]+@[!-?A-~]+$/;
const TIME = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/;
// Controls, half signs and signs that are none: no text of a person holds them.
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufdd0-\ufdef\ufffe\uffff]/;
const BLANK = { blank: true };

function two(number) {
  return String(number).padStart(2, "0");
}

function monthNumber(text) {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  return MONTHS.indexOf(text.toLowerCase().slice(0, 3)) + 1;
}

// Three boxes as an ISO date; nothing where no such day exists.
export function isoDate({ day, month, year }, first = FIRST_YEAR) {
  const number = monthNumber(month);
  if (!/^\d{1,2}$/.test(day) || !number || !/^\d{4}$/.test(year)) return "";
  const at = new Date(Date.UTC(Number(year), number - 1, Number(day)));
  const isDay = at.getUTCMonth() === number - 1 && at.getUTCDate() === Number(day);
  return isDay && Number(year) >= first && Number(year) <= LAST_YEAR ? `${year}-${two(number)}-${two(day)}` : "";
}

export function todayInLondon(now = new Date()) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(now);
}

// "2:30pm", "14:30" or "midday" as "14:30"; nothing where it is no time.
export function clockTime(text) {
  if (text === "midday") return "12:00";
  const read = TIME.exec(text);
  if (!read) return "";
  const [, hourText, minuteText = "0", half] = read;
  const hour = half ? (Number(hourText) % 12) + (half === "pm" ? 12 : 0) : Number(hourText);
  return hour < 24 && Number(minuteText) < 60 && (half || read[2]) ? `${two(hour)}:${two(minuteText)}` : "";
}

// The moment with the offset that clocks in London show then.
export function londonMoment(day, time) {
  const summer = new Date(`${day}T${time}:00+01:00`);
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
  return `${day}T${time}:00${shown.format(summer) === time ? "+01:00" : "+00:00"}`;
}

function readDate(part, boxes, { today, say }) {
  if (!boxes.day && !boxes.month && !boxes.year) return BLANK;
  const value = isoDate(boxes);
  if (!value) return { message: say("not_a_date") };
  return value > today && !part.may_be_ahead ? { message: say("date_ahead") } : { value };
}

function readMoment(part, boxes, { say }) {
  const isEmpty = !boxes.day && !boxes.month && !boxes.year && !boxes.time;
  const [day, time] = [isoDate(boxes), clockTime(boxes.time.toLowerCase())];
  if (isEmpty) return BLANK;
  return day && time ? { value: londonMoment(day, time) } : { message: say("not_a_moment") };
}

function birth(value, precision, isRight, message, { today, say }) {
  if (!isRight) return { message: say(message) };
  if (precision !== "estimated_age" && value > today.slice(0, value.length)) return { message: say("date_ahead") };
  return { value: { value, precision } };
}

function readExactBirth(boxes, world) {
  const { day, month, year } = boxes;
  const hasMonthAlone = !day && monthNumber(month) && isoDate({ day: "1", month, year }, FIRST_BIRTH_YEAR);
  if (hasMonthAlone) return birth(`${year}-${two(monthNumber(month))}`, "month", true, "", world);
  const value = isoDate(boxes, FIRST_BIRTH_YEAR);
  return birth(value, "exact", value !== "", "not_a_birth_date", world);
}

function readBirth(part, boxes, world) {
  const { choice, only_year: year, age } = boxes;
  const has = boxes.day || boxes.month || boxes.year;
  if (choice === "unknown") return { value: { value: null, precision: "unknown" } };
  if (choice === "year") {
    const isRight = /^\d{4}$/.test(year) && Number(year) >= FIRST_BIRTH_YEAR && Number(year) <= LAST_YEAR;
    return birth(year, "year", isRight, "not_a_year", world);
  }
  if (choice === "estimated_age") {
    return birth(age, "estimated_age", /^\d{1,3}$/.test(age) && Number(age) <= OLDEST, "not_an_age", world);
  }
  if (choice === "exact" && !has) return { message: world.say("missing.born_on") };
  return has ? readExactBirth(boxes, world) : BLANK;
}

function textFault(part, text, { say }) {
  if (REFUSED.test(text) || !text.isWellFormed()) return say("characters");
  if ([...text].length > part.most) return part.too_long;
  if (part.pattern && !new RegExp(`^(?:${part.pattern})$`, "u").test(text)) return part.wrong ?? say("pattern");
  return part.kind === "email" && !MAIL.test(text) ? say("pattern.email") : "";
}

function readText(part, { text }, world) {
  if (!text) return BLANK;
  const value = part.kind === "long" ? text : text.replace(/[\t\n]+/g, " ");
  const message = textFault(part, value, world);
  return message ? { message } : { value };
}

function readLines(part, { text }, world) {
  const value = text.split("\n").map((line) => line.trim()).filter(Boolean);
  if (!value.length) return BLANK;
  const message = value.map((line) => textFault({ ...part, most: 1_000 }, line, world)).find(Boolean);
  return message ? { message } : { value };
}

function readWhole(part, { text }, { say }) {
  if (!text) return BLANK;
  const isRight = /^\d{1,6}$/.test(text) && Number(text) >= (part.least ?? 0) && Number(text) <= part.most;
  return isRight ? { value: Number(text) } : { message: say("not_whole") };
}

function readDecimal(part, { text }, { say }) {
  if (!text) return BLANK;
  const isRight = DECIMAL.test(text) && (text.split(".")[1] ?? "").length <= (part.decimals ?? 0);
  const isWithin = Number(text) >= (part.least ?? 0) && Number(text) <= part.most;
  return isRight && isWithin ? { value: text } : { message: say("pattern.decimal") };
}

function readChoice(part, { choice, words }, world) {
  if (!choice) return BLANK;
  if (choice === "words" && part.is_open) return readText(part, { text: words }, world);
  return { value: part.options.find(([code]) => code === choice)[2] };
}

function readChoices(part, { ticked }) {
  return ticked.length ? { value: ticked } : BLANK;
}

function readTick(part, { ticked }) {
  return { value: ticked.length > 0 };
}

const READERS = {
  date: readDate, moment: readMoment, born_on: readBirth, lines: readLines, whole: readWhole, decimal: readDecimal,
  choice: readChoice, flag: readChoice, choices: readChoices, tick: readTick,
};

// `boxes` holds what stands in each box, without white space around it; `unsaid` a reason not to answer.
export function readAnswer(part, boxes, world) {
  const answer = (READERS[part.kind] ?? readText)(part, boxes, world);
  const said = answer.blank && part.not_given?.find(([code]) => code === boxes.unsaid);
  return said ? { value: said[2] } : answer;
}
