// Shows the fields under a ticked radio or box and hides the others. GOV.UK's own script says this by aria-expanded
// on the radio, which ARIA does not allow there; the fields follow their radio in the page, so nothing need be said.
function show(input) {
  const fields = document.getElementById(input.dataset.ariaControls);
  fields?.classList.toggle(`govuk-${input.type === "radio" ? "radios" : "checkboxes"}__conditional--hidden`, !input.checked);
}

// A question that follows from answers elsewhere on the page; it holds its place after them. "a b" are the inputs,
// "yes|!yes no" the codes of each; "!" means any other answer, and blank is no answer.
function follow(question) {
  const form = question.closest("form");
  const inputs = question.dataset.follow.split(" ");
  if (!form || inputs.some((name) => !form.elements[name])) return;
  const sent = new FormData(form);
  const holds = question.dataset.followCodes.split("|").map((codes, n) => {
    const said = sent.getAll(inputs[n]).filter((one) => one);
    if (codes.startsWith("!")) return said.length > 0 && !said.some((one) => codes.slice(1).split(" ").includes(one));
    return said.some((one) => codes.split(" ").includes(one));
  });
  question.hidden = !("followAll" in question.dataset ? holds.every(Boolean) : holds.some(Boolean));
}

const followAll = () => document.querySelectorAll("[data-follow]").forEach(follow);

const all = () => document.querySelectorAll("input[data-aria-controls]");

export function startReveal() {
  all().forEach(show);
  followAll();
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=radio], input[type=checkbox]")) all().forEach(show);
    followAll();
  });
  // A page that comes back from the browser's memory has its answers, but not their classes.
  addEventListener("pageshow", () => {
    all().forEach(show);
    followAll();
  });
}
