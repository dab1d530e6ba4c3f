// Elements of the page, made one by one: no text is ever read as markup.

let made = 0;

export function newId() {
  made += 1;
  return `q${made}`;
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== "") element.setAttribute(name, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

export function button(text, act, look = "") {
  const element = make("button", { type: "button", class: look, text });
  element.addEventListener("click", act);
  return element;
}
