// Sends a form in the background, as a form: the server reads one kind of body only.
export async function sendForm(address, form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  // The key makes the form itself harmless when sent twice; a save in the background must not use it up.
  body.delete("once");
  return fetch(address, {
    method: "POST",
    body,
    headers: { "X-CSRF-Token": form.elements.csrf?.value ?? "", Accept: "application/json" },
    credentials: "same-origin",
    redirect: "error",
    // A save that has begun may end after the page is left.
    keepalive: body.toString().length < 60000,
  });
}
