// Seals a form as JWE around JWS with npm `jose`, from docs/sealed-forms.md and nothing else.
// Usage: node seal_jose.mjs LIST.json CLAIMS.json SEED_HEX PUBLIC_HEX > jwe
import { readFileSync } from 'node:fs'
import { CompactEncrypt, CompactSign, importJWK } from 'jose'

const [, , listFile, claimsFile, seed, publicKey] = process.argv
const list = JSON.parse(readFileSync(listFile)).lists[0].list
const claims = JSON.parse(readFileSync(claimsFile))
const key = list.keys.find((each) => each.suite === 1 && each.not_before <= claims.iat && claims.iat < each.not_after)

const canonical = (value) =>
  Array.isArray(value) ? `[${value.map(canonical).join()}]`
  : value && typeof value === 'object'
    ? `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`
    : JSON.stringify(value)
const shown = (hex) => Buffer.from(hex, 'hex').toString('base64url')

const secret = await importJWK({ kty: 'OKP', crv: 'Ed25519', d: shown(seed), x: shown(publicKey) }, 'Ed25519')
const signed = await new CompactSign(Buffer.from(canonical(claims)))
  .setProtectedHeader({ alg: 'Ed25519', kid: claims.skid, typ: 'marac-seal+jws' })
  .sign(secret)
const to = await importJWK({ kty: 'OKP', crv: 'X25519', x: key.public }, 'ECDH-ES+A256KW')
process.stdout.write(
  await new CompactEncrypt(Buffer.from(signed))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: key.id, typ: 'marac-seal+jwe' })
    .encrypt(to),
)
