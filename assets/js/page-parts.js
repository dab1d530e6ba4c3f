// Pages of the service read in the background, and parts of this page brought up to date from them.
// An XMLHttpRequest reads a page as a document without turning any string into markup here.

export class Away extends Error {}

// The page at the end of all redirects: its status, its path and its document. Raises Away without an answer.
export function readPage(path, { body = null, token = "" } = {}) {
  return new Promise((resolve, reject) => {
    const asking = new XMLHttpRequest();
    asking.open(body === null ? "GET" : "POST", path);
    asking.responseType = "document";
    asking.timeout = 30000;
    if (body !== null) asking.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    if (token) asking.setRequestHeader("X-CSRF-Token", token);
    asking.onload = () => resolve({
      status: asking.status, path: new URL(asking.responseURL, location.href).pathname, document: asking.response,
    });
    asking.onerror = asking.ontimeout = asking.onabort = () => reject(new Away());
    asking.send(body);
  });
}

// Puts in place what is new. A part that holds the focus stays as it is; false when there was one.
export function takeParts(page) {
  let all = true;
  for (const old of document.querySelectorAll("[data-live-part]")) {
    const fresh = page.getElementById(old.id);
    if (!fresh || fresh.isEqualNode(old)) continue;
    if (old.contains(document.activeElement)) all = false;
    else old.replaceWith(document.importNode(fresh, true));
  }
  // When each section was saved and by whom is said outside the fields, which go on by themselves.
  for (const hint of document.querySelectorAll("form[data-outbox] .govuk-hint[id]")) {
    const fresh = page.getElementById(hint.id);
    if (fresh) hint.textContent = fresh.textContent;
  }
  return all;
}

// The case was shut to this reader meanwhile: nothing of it stays in sight or in a field.
export function shutPage() {
  for (const field of document.querySelectorAll("main textarea, main input:not([type=hidden])")) field.value = "";
  const words = document.createElement("h1");
  words.className = "govuk-heading-l";
  words.tabIndex = -1;
  words.textContent = "This case is closed to you";
  const more = document.createElement("p");
  more.className = "govuk-body";
  more.textContent = "What you had written and not sent was handed in for the chair to decide on.";
  const way = document.createElement("a");
  way.className = "govuk-link";
  way.href = location.pathname.replace(/\/room\/.*$/, "/room");
  way.textContent = "Back to the room";
  document.querySelector("main").replaceChildren(words, more, way);
  document.dispatchEvent(new CustomEvent("desk:shut"));
  words.focus();
}
