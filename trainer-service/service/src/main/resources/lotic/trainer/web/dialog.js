// One dialog for everything that opens. The browser keeps the focus inside and gives it back.

import { byId, make } from "./page.js";

export function open(title, body) {
  const dialog = byId("dialog");
  dialog.replaceChildren(
    make("div", { class: "dialog-head" }, make("h2", { id: "dialog-title" }, title), closeButton()),
    body,
  );
  if (!dialog.open) dialog.showModal();
}

export const closeButton = () => make("button", { type: "button", class: "quiet", onclick: () => byId("dialog").close() }, "Close");

export function listen() {
  const dialog = byId("dialog");
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
