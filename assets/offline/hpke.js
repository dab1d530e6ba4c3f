// HPKE (RFC 9180) on WebCrypto: base mode, one message, HKDF-SHA256 and AES-256-GCM, to X25519 or to P-256.

import { bytesOf, joined } from "./bytes.js";

const KDF = 1;
const AEAD = 2;
const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;
const HASH_LENGTH = 32;
// The numbers of the suites of sealed forms, and what RFC 9180 and WebCrypto call their keys.
const KEMS = {
  1: { id: 0x20, algorithm: { name: "X25519" } },
  2: { id: 0x10, algorithm: { name: "ECDH", namedCurve: "P-256" } },
};

function short(number) {
  return Uint8Array.of(number >> 8, number & 255);
}

async function hmac(key, message) {
  // WebCrypto takes no empty key; HMAC fills a short one up with noughts, so these are the same.
  const bytes = key.length ? key : new Uint8Array(HASH_LENGTH);
  const held = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", held, message));
}

function labelledExtract(suite, salt, label, secret) {
  return hmac(salt, joined(bytesOf("HPKE-v1"), suite, bytesOf(label), secret));
}

// No more than one block of HKDF is ever asked for here.
async function labelledExpand(suite, secret, label, info, length) {
  const message = joined(short(length), bytesOf("HPKE-v1"), suite, bytesOf(label), info, Uint8Array.of(1));
  return (await hmac(secret, message)).slice(0, length);
}

async function encapsulate(kem, recipient, pair) {
  const to = await crypto.subtle.importKey("raw", recipient, kem.algorithm, true, []);
  const derived = await crypto.subtle.deriveBits({ name: kem.algorithm.name, public: to }, pair.privateKey, 256);
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const suite = joined(bytesOf("KEM"), short(kem.id));
  const extracted = await labelledExtract(suite, new Uint8Array(), "eae_prk", new Uint8Array(derived));
  const shared = await labelledExpand(suite, extracted, "shared_secret", joined(enc, recipient), HASH_LENGTH);
  return { enc, shared };
}

async function schedule(kem, shared, info) {
  const suite = joined(bytesOf("HPKE"), short(kem.id), short(KDF), short(AEAD));
  const none = new Uint8Array();
  const noName = await labelledExtract(suite, none, "psk_id_hash", none);
  const about = joined(Uint8Array.of(0), noName, await labelledExtract(suite, none, "info_hash", info));
  const secret = await labelledExtract(suite, shared, "secret", none);
  return {
    key: await labelledExpand(suite, secret, "key", about, KEY_LENGTH),
    nonce: await labelledExpand(suite, secret, "base_nonce", about, NONCE_LENGTH),
  };
}

export function newPair(number) {
  return crypto.subtle.generateKey(KEMS[number].algorithm, true, ["deriveBits"]);
}

// The suites this browser can seal with, the better one first.
export async function suitesHere() {
  const can = [];
  for (const number of [1, 2]) {
    try {
      await newPair(number);
      can.push(number);
    } catch {
      // A browser without this curve: the other one is for it.
    }
  }
  return can;
}

// Seals to the bytes of a public key. A pair is given by tests alone; each message has a new one.
export async function seal(number, recipient, info, message, pair) {
  const kem = KEMS[number];
  const { enc, shared } = await encapsulate(kem, recipient, pair ?? (await newPair(number)));
  const { key, nonce } = await schedule(kem, shared, info);
  const held = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, held, message));
  return { enc, sealed };
}
