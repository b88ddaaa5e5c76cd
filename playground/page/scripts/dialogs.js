/** Dialogs over the whole page and short notes at its lower edge. */

import { append, button, element } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const NOTE_MS = 3200;

/**
 * Opens a modal dialog; closing it (button, Escape, a click beside it) calls `onClose`. Answers with `{node, close}`.
 */
export function openDialog({ title, content, actions = [], wide = false, kind = "", onClose }) {
  const heading = element("h2", {}, title);
  const close = () => node.close();
  const node = element(
    "dialog",
    { class: ["dialog", wide && "wide", kind].filter(Boolean).join(" "), "aria-label": title },
    element("header", {}, heading, button({ class: "plain", "aria-label": say("close"), on: { click: close } }, icon("close"))),
    element("div", { class: "dialog-body" }, content),
    actions.length > 0 && element("footer", {}, actions),
  );
  node.addEventListener("click", (event) => event.target === node && close());
  node.addEventListener("close", () => {
    node.remove();
    onClose?.();
  });
  document.body.append(node);
  node.showModal();
  return { node, close };
}

/** A form in a dialog: `fields` are nodes, `submit(form)` may throw; its sentence is then shown in place. */
export function openForm({ title, fields, label, submit }) {
  const problem = element("p", { class: "problem", role: "alert", hidden: true });
  const form = element("form", { class: "form" }, fields, problem, element("div", { class: "form-actions" }, element("button", { type: "submit", class: "primary" }, label)));
  const dialog = openDialog({ title, content: [form] });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await submit(form);
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  });
  return dialog;
}

/** A short note that goes by itself; read out politely. */
export function note(text, kind = "") {
  const shelf = document.getElementById("notes");
  const node = append(element("div", { class: `note ${kind}` }), text);
  shelf.append(node);
  setTimeout(() => node.remove(), NOTE_MS);
}
