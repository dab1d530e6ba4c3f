// Writes the exchange documents of answers, as the offline form does: [[parts, values], …] in, documents out.
import { readFileSync } from "node:fs";
import { membersOf } from "../../assets/offline/plan.js";

const told = JSON.parse(readFileSync(0));
process.stdout.write(JSON.stringify(told.map(([parts, values]) => membersOf(parts, values, values))));
