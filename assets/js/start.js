// Says before the first paint that scripts run here, so that nothing moves when they start.
document.documentElement.classList.add("js-enabled", "govuk-frontend-supported");
