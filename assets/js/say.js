// The two live regions of the page. Nothing is spoken twice in a row.
const said = new Map();

function put(id, words) {
  const region = document.getElementById(id);
  if (!region || said.get(id) === words) return;
  said.set(id, words);
  region.textContent = words;
}

// For what may wait: saved, moved, new things.
export const say = (words) => put("status", words);

// For what may not: could not save, offline.
export const warn = (words) => put("alert", words);

export const unwarn = () => put("alert", "");
