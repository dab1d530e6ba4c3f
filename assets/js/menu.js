// The account menu closes by Escape and by a press elsewhere, and gives the focus back.
export function startMenu() {
  const menu = document.querySelector(".desk-account__menu");
  if (!menu) return;
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
