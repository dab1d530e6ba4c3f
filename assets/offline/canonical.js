// Canonical JSON (RFC 8785): names sorted by UTF-16, no white space. ECMAScript writes numbers and text as it asks.

export function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`);
    return `{${members.join()}}`;
  }
  if (typeof value === "string" && !value.isWellFormed()) throw new TypeError("A text holds half a sign.");
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError("A number is not finite.");
  return JSON.stringify(value);
}
