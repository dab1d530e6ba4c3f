// A text that others write too: their lines are carried into the field, without moving the caret off its words.

// What the field should hold: `kept` as the server has it, with what was typed since it was `sent` put into it.
export function rebased(sent, now, kept) {
  if (kept.trimEnd() === sent.trimEnd()) return now;
  if (now === sent) return kept + sent.slice(sent.trimEnd().length);
  const before = sent.split("\n");
  const after = now.split("\n");
  const lines = kept.split("\n");
  let top = 0;
  while (top < before.length && top < after.length && before[top] === after[top]) top += 1;
  let end = 0;
  while (end < before.length - top && end < after.length - top && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const gone = before.slice(top, before.length - end);
  const come = after.slice(top, after.length - end);
  const at = placeOf(lines, gone, top > 0 ? before[top - 1] : null);
  // Where the lines are not found the field stays as typed, and the server sets the two texts beside each other.
  if (at < 0) return null;
  lines.splice(at, gone.length, ...come);
  return lines.join("\n");
}

function placeOf(lines, gone, lineBefore) {
  if (gone.length === 0) return lineBefore === null ? 0 : lines.indexOf(lineBefore) + 1;
  for (let at = 0; at + gone.length <= lines.length; at += 1) {
    if (gone.every((line, offset) => lines[at + offset] === line)) return at;
  }
  return -1;
}

// Whether the field now goes on from what the server has.
export function carryOver(field, sent, kept) {
  const old = field.value;
  const text = rebased(sent, old, kept);
  if (text === null || text === old) return text !== null;
  const caret = field.selectionStart;
  field.value = text;
  if (document.activeElement !== field) return true;
  const tail = old.slice(caret);
  const at = text.endsWith(tail) ? text.length - tail.length : Math.min(caret, text.length);
  field.setSelectionRange(at, at);
  return true;
}
