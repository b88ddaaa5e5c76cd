/** Sheets that rise inside one phone: menus, previews, questions. One at a time in a phone; Escape closes it. */

import { append, button, element } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

export class Sheets {
  /** `screen` is the phone's screen; `rest` what cannot be touched while a sheet is up. */
  constructor(screen, rest) {
    this.screen = screen;
    this.rest = rest;
    this.closeOpen = null;
  }

  /** Shows `content` under `title` (which may be empty) and answers with a function that closes it. */
  open(title, content, { kind = "", onClose } = {}) {
    this.closeOpen?.();
    const before = document.activeElement;
    const close = () => {
      if (this.closeOpen !== close) return;
      this.closeOpen = null;
      veil.remove();
      for (const node of this.rest) node.inert = false;
      if (before?.isConnected) before.focus({ preventScroll: true });
      onClose?.();
    };
    const sheet = append(
      element("div", { class: `sheet ${kind}`, role: "dialog", "aria-modal": "true", "aria-label": title, tabindex: "-1" }),
      [title && element("header", {}, element("h3", {}, title), button({ class: "plain", "aria-label": say("close"), on: { click: close } }, icon("close"))), content],
    );
    const veil = element("div", { class: "veil", on: { click: (event) => event.target === veil && close() } }, sheet);
    veil.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.closeOpen = close;
    this.screen.append(veil);
    for (const node of this.rest) node.inert = true;
    (sheet.querySelector("[data-first], textarea, input, .choice") ?? sheet).focus({ preventScroll: true });
    return close;
  }

  /** A list of choices: `[{icon, label, act, danger}]`. */
  menu(title, choices) {
    const close = this.open(title, element("div", { class: "choices" }, choices.filter(Boolean).map((choice) =>
      button(
        { class: choice.danger ? "choice danger" : "choice", on: { click: () => { close(); choice.act(); } } },
        icon(choice.icon), element("span", {}, choice.label), choice.detail && element("small", {}, choice.detail),
      ))), { kind: "menu-sheet" });
    return close;
  }

  /** What a bot's `show_alert` answer looks like. */
  alert(text) {
    const close = this.open("", [element("p", { class: "alert-words" }, text), button({ class: "primary", data: { first: "" }, on: { click: () => close() } }, say("ok"))], { kind: "alert-sheet" });
  }
}
