// Starts the components of both libraries. Every page works without this file.
import { initAll as startGovuk } from "./govuk-frontend.min.js";
import { initAll as startMoj } from "./moj-frontend.min.js";

startGovuk();
startMoj();
