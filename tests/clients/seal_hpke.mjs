// Seals a form with npm `hpke` and WebCrypto alone, from docs/sealed-forms.md and nothing else.
// Usage: node seal_hpke.mjs LIST.json CLAIMS.json SEED_HEX|none SUITE > envelope
import { readFileSync } from 'node:fs'
import { createHash, createPrivateKey, sign } from 'node:crypto'
import * as HPKE from 'hpke'

const [, , listFile, claimsFile, seed, suiteNumber] = process.argv
const list = JSON.parse(readFileSync(listFile)).lists[0].list
const claims = JSON.parse(readFileSync(claimsFile))
const kems = { 1: HPKE.KEM_DHKEM_X25519_HKDF_SHA256, 2: HPKE.KEM_DHKEM_P256_HKDF_SHA256 }
const suite = Number(suiteNumber)
const key = list.keys.find((each) => each.suite === suite && each.not_before <= claims.iat && claims.iat < each.not_after)
const recipient = Buffer.from(key.public, 'base64url')

const canonical = (value) =>
  Array.isArray(value) ? `[${value.map(canonical).join()}]`
  : value && typeof value === 'object'
    ? `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`
    : JSON.stringify(value)
const uuid = (text) => Buffer.from(text.replaceAll('-', ''), 'hex')
const sha256 = (bytes) => createHash('sha256').update(bytes).digest()
const part = (bytes) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

const info = Buffer.concat(
  [
    Buffer.from('marac-seal/1'),
    Buffer.from([suite]),
    uuid(list.area.id),
    uuid(key.id),
    Buffer.from(claims.form),
    Buffer.from(claims.schema, 'hex'),
  ].map(part),
)
const payload = Buffer.from(canonical(claims))
let inside = Buffer.concat([Buffer.from([0]), payload])
if (seed !== 'none') {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')])
  const secret = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const signed = Buffer.concat([Buffer.from('marac-seal-sig/1'), sha256(info), sha256(recipient), payload])
  inside = Buffer.concat([Buffer.from([64]), sign(null, signed, secret), payload])
}
const hpke = new HPKE.CipherSuite(kems[suite], HPKE.KDF_HKDF_SHA256, HPKE.AEAD_AES_256_GCM)
const to = await hpke.DeserializePublicKey(new Uint8Array(recipient))
const { encapsulatedSecret, ciphertext } = await hpke.Seal(to, new Uint8Array(inside), { info: new Uint8Array(info) })
process.stdout.write(
  Buffer.concat([Buffer.from('MARAC'), Buffer.from([1, suite]), uuid(key.id), encapsulatedSecret, ciphertext]),
)
