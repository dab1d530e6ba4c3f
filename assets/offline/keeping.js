// Saving a sealed form as a file. Its name tells nothing: not whom it is about, nor which form it is.

import { toHex } from "./bytes.js";
import { todayInLondon } from "./reading.js";

export function neutralName(now) {
  return `${todayInLondon(now)}-${toHex(crypto.getRandomValues(new Uint8Array(3)))}.sealed`;
}

export function saveFile(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
