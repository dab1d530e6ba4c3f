// Puts answers back into boxes and reads them again, as the page that seals does: [[part, value], …] in, values out.
import { readFileSync } from "node:fs";
import { boxesFor, unsaidFor } from "../../assets/offline/filling.js";
import { readAnswer } from "../../assets/offline/reading.js";

const told = JSON.parse(readFileSync(0));
const world = { today: "2026-09-01", say: (key) => key };
// Boxes of a question that stand empty are there as well.
const EMPTY = { day: "", month: "", year: "", time: "", only_year: "", age: "", words: "" };
process.stdout.write(JSON.stringify(told.map(([part, value]) =>
  readAnswer(part, { ...EMPTY, ...(boxesFor(part, value) ?? { text: "", unsaid: unsaidFor(part, value) }) }, world))));
