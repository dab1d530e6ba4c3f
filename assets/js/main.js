// Starts what makes pages quicker to use. Every page works without this file.
import {
  Button, CharacterCount, ErrorSummary, PasswordInput, ServiceNavigation, SkipLink, createAll,
} from "./govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";
import { startComposer } from "./composer.js";
import { startConnection } from "./connection.js";
import { focusOutcome, keepFocusOnRow } from "./focus.js";
import { startKeys } from "./keys.js";
import { startMenu } from "./menu.js";
import { startPolling } from "./polling.js";
import { startReveal } from "./reveal.js";
import { startStaying } from "./staying.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, CharacterCount, ErrorSummary, PasswordInput, ServiceNavigation, SkipLink]) {
  createAll(component);
}
startReveal();
focusOutcome();
keepFocusOnRow();
startMenu();
startStaying();
startPolling();
startAutosave();
startComposer();
startConnection();
if (document.querySelector("[data-connection]")) import("./room.js");
if (document.body.dataset.keys === "on") startKeys();
