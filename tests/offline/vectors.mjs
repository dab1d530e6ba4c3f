// Holds the modules of the offline form against tests/vectors/seal-1.json, and opens what they seal with npm `hpke`.
// Usage: node vectors.mjs < {"vectors": …, "canonical": […]}; answers with JSON.
import { readFileSync } from "node:fs";
import * as HPKE from "hpke";
import { fromHex, toHex } from "../../assets/offline/bytes.js";
import { canonicalJson } from "../../assets/offline/canonical.js";
import { isSigned, keyDigits, keyInUse, rootDigits, sealClaims, sealInfo } from "../../assets/offline/envelope.js";

const { vectors, canonical } = JSON.parse(readFileSync(0));
const served = vectors.key_list;
const { list } = served;
const KEMS = { 1: HPKE.KEM_DHKEM_X25519_HKDF_SHA256, 2: HPKE.KEM_DHKEM_P256_HKDF_SHA256 };
const HEADER = 23;
const ENC = { 1: 32, 2: 65 };

async function opened(each, envelope) {
  const suite = new HPKE.CipherSuite(KEMS[each.suite], HPKE.KDF_HKDF_SHA256, HPKE.AEAD_AES_256_GCM);
  const secret = await suite.DeserializePrivateKey(fromHex(each.private), true);
  const enc = envelope.slice(HEADER, HEADER + ENC[each.suite]);
  const info = fromHex(each.info);
  return suite.Open(secret, enc, envelope.slice(HEADER + enc.length), { info });
}

async function tried(each) {
  const claims = JSON.parse(each.payload);
  const key = keyInUse(list, [each.suite], claims.iat);
  const envelope = await sealClaims(list, key, claims);
  const again = await sealClaims(list, key, claims);
  return {
    key: key.id,
    info: toHex(sealInfo(list, key, each.form, each.schema)),
    payload: canonicalJson(claims),
    header: toHex(envelope.slice(0, HEADER)),
    opened: toHex(await opened(each, envelope)),
    is_new: toHex(envelope) !== toHex(again),
  };
}

const cases = [];
for (const each of vectors.cases.filter((one) => KEMS[one.suite])) cases.push(await tried(each));
const forged = { ...served, list: { ...list, serial: list.serial + 1 } };
process.stdout.write(JSON.stringify({
  cases,
  canonical: canonical.map(canonicalJson),
  signed: [await isSigned(served), await isSigned(forged)],
  digits: [await rootDigits(served.root), ...(await Promise.all(list.keys.map(keyDigits)))],
}));
