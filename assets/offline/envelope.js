// A sealed form as docs/sealed-forms.md has it, from an area's signed list of keys; not signed by any agency's key.

import { bytesOf, fromBase64url, fromHex, fromUuid, joined, sha256, toHex, withLength } from "./bytes.js";
import { canonicalJson } from "./canonical.js";
import { seal } from "./hpke.js";

export const LIFE = 14 * 24 * 60 * 60;
const FORMAT = 1;
const NOT_SIGNED = 0;
const LARGEST = 1_048_576;

export class TooLarge extends Error {}

// Of the keys in use now the one that began last, of the first suite that has any.
export function keyInUse(list, suites, now) {
  for (const suite of suites) {
    const open = list.keys.filter((key) => key.suite === suite && key.not_before <= now && now < key.not_after);
    if (open.length) return open.reduce((one, other) => (other.not_before > one.not_before ? other : one));
  }
  return null;
}

export function lastSecond(list, suites) {
  return Math.max(0, ...list.keys.filter((key) => suites.includes(key.suite)).map((key) => key.not_after));
}

export function sealInfo(list, key, form, schema) {
  const parts = [
    bytesOf("marac-seal/1"), Uint8Array.of(key.suite), fromUuid(list.area.id), fromUuid(key.id), bytesOf(form),
    fromHex(schema),
  ];
  return joined(...parts.map(withLength));
}

// What the form says of itself: for whom, from whom, and for how long it counts.
export function claimsOf(list, agency, body, now, life = LIFE) {
  const form = `${body.form}-${body.version}`;
  const { schema } = list.forms.find((each) => each.form === form);
  const jti = toHex(crypto.getRandomValues(new Uint8Array(16)));
  return {
    jti, iat: now, nbf: now, exp: now + life, iss: agency, sub: null, aud: list.area.id, skid: null, form, schema,
    invite: null, body,
  };
}

export async function sealClaims(list, key, claims) {
  const info = sealInfo(list, key, claims.form, claims.schema);
  const inside = joined(Uint8Array.of(NOT_SIGNED), bytesOf(canonicalJson(claims)));
  const { enc, sealed } = await seal(key.suite, fromBase64url(key.public), info, inside);
  const envelope = joined(bytesOf("MARAC"), Uint8Array.of(FORMAT, key.suite), fromUuid(key.id), enc, sealed);
  if (envelope.length > LARGEST) throw new TooLarge();
  return envelope;
}

// Twenty digits in groups of five, to be compared by telephone.
async function digitsOf(label, bytes) {
  const number = BigInt(`0x${toHex(await sha256(joined(bytesOf(label), bytes)))}`) % 10n ** 20n;
  return number.toString().padStart(20, "0").match(/.{5}/g).join(" ");
}

export function rootDigits(root) {
  return digitsOf("marac-area-root/1", fromBase64url(root));
}

export function keyDigits(key) {
  return digitsOf("marac-seal-key/1", fromBase64url(key.public));
}

// Does the area's root key stand behind the list? null where this browser cannot tell.
export async function isSigned(served) {
  try {
    const root = await crypto.subtle.importKey("raw", fromBase64url(served.root), "Ed25519", false, ["verify"]);
    const message = bytesOf(`marac-seal-keys/1${canonicalJson(served.list)}`);
    return await crypto.subtle.verify("Ed25519", root, fromBase64url(served.signature), message);
  } catch (problem) {
    if (problem.name === "NotSupportedError") return null;
    return false;
  }
}
