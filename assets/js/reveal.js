// Shows the fields under a ticked radio or box and hides the others. GOV.UK's own script says this by aria-expanded
// on the radio, which ARIA does not allow there; the fields follow their radio in the page, so nothing need be said.
function show(input) {
  const fields = document.getElementById(input.dataset.ariaControls);
  fields?.classList.toggle(`govuk-${input.type === "radio" ? "radios" : "checkboxes"}__conditional--hidden`, !input.checked);
}

// A question that follows from an answer elsewhere on the page; it holds its place after that answer.
function follow(question) {
  const form = question.closest("form");
  const answer = form?.elements[question.dataset.follow];
  if (!answer) return;
  question.hidden = !question.dataset.followCodes.split(" ").includes(answer.value);
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
