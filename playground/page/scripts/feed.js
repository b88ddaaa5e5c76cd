/** The panel that tells what the bot did, call by call, newest first. */

import { button, element, replaceContent } from "./dom.js";
import { icon } from "./icons.js";
import * as kept from "./kept.js";
import { timeWithSeconds } from "./moments.js";
import { mediaWord } from "./summaries.js";
import { say } from "./words.js";

const SHOWN = 200;
const LONGEST = 140;
/** Housekeeping that a reader of the feed does not miss. */
const QUIET = new Set(["getUpdates", "getMe", "sendChatAction", "getFile", "getWebhookInfo", "setMyCommands", "deleteWebhook"]);

export class Feed {
  constructor(store, onClose) {
    this.store = store;
    this.errorsOnly = false;
    this.list = element("ol", { class: "feed-list", "aria-live": "off" });
    this.filter = button({ class: "plain feed-filter", "aria-pressed": "false", on: { click: () => this.toggleErrors() } }, say("feedErrors"));
    this.node = element(
      "aside", { class: "feed", id: "feed", "aria-label": say("feedTitle"), hidden: true },
      element("header", {}, element("h2", {}, say("feedTitle")), this.filter, button({ class: "plain", "aria-label": say("closePanel"), on: { click: onClose } }, icon("close"))),
      this.list,
    );
    store.when("feed", ({ added }) => (added && !this.errorsOnly ? this.add(added) : this.draw()));
    this.draw();
  }

  get isOpen() {
    return !this.node.hidden;
  }

  setOpen(open) {
    this.node.hidden = !open;
    kept.write("feed", open ? "open" : "closed");
  }

  toggleErrors() {
    this.errorsOnly = !this.errorsOnly;
    this.filter.setAttribute("aria-pressed", String(this.errorsOnly));
    this.draw();
  }

  draw() {
    const entries = this.store.feed.filter((entry) => this.isTold(entry)).slice(-SHOWN).reverse();
    replaceContent(this.list, entries.length ? entries.map((entry) => this.row(entry)) : element("li", { class: "feed-empty" }, say("feedEmpty")));
  }

  add(entry) {
    if (!this.isTold(entry)) return;
    this.list.querySelector(".feed-empty")?.remove();
    const row = this.row(entry);
    if (this.isOpen) row.classList.add("fresh");
    this.list.prepend(row);
    row.addEventListener("animationend", () => row.classList.remove("fresh"));
    while (this.list.children.length > SHOWN) this.list.lastChild.remove();
  }

  isTold(entry) {
    if (this.errorsOnly) return failed(entry);
    return failed(entry) || !QUIET.has(entry.method);
  }

  row(entry) {
    const { sign, title, detail } = this.told(entry);
    return element(
      "li", { class: failed(entry) ? "feed-row bad" : "feed-row" },
      element("span", { class: "feed-sign" }, icon(sign)),
      element(
        "div", { class: "feed-words" },
        element("div", { class: "feed-head" }, element("b", {}, title), element("time", {}, timeWithSeconds(entry.at ?? entry.at_ms ?? entry.date_ms ?? this.store.now()))),
        detail && element("p", {}, shortened(detail)),
      ),
    );
  }

  told(entry) {
    const params = entry.params ?? {};
    const name = entry.chat_id ? this.store.nameOf(Number(entry.chat_id)) : "";
    const words = entry.text ?? params.text ?? params.caption ?? "";
    if (failed(entry)) return { sign: "block", title: say("failedCall", { method: entry.method }), detail: [name, entry.error?.description ?? entry.error ?? entry.description].filter(Boolean).join(" · ") };
    const method = entry.method ?? "";
    const media = /^send(Photo|Document|Voice|Video|Location|Poll|Audio|Animation|MediaGroup|Contact|Sticker)$/.exec(method);
    if (method === "sendMessage") return { sign: "send", title: say("said", { name }), detail: words };
    if (media) return { sign: media[1] === "Location" ? "place" : "photo", title: say("sentMedia", { name, what: media[1] === "MediaGroup" ? say("album") : mediaWord(media[1].toLowerCase()) }), detail: words };
    if (method.startsWith("editMessage")) return { sign: "edit", title: say("editedFor", { name }), detail: words };
    if (method.startsWith("deleteMessage")) return { sign: "remove", title: say("removedFor", { name }), detail: "" };
    if (method === "answerCallbackQuery") return { sign: "check", title: say("answered"), detail: words };
    return { sign: "feed", title: method ? say("called", { method }) : entry.title ?? entry.kind ?? entry.type ?? "", detail: words || name };
  }
}

const failed = (entry) => entry.ok === false || Boolean(entry.error);

/** The feed shows words, not markup, and not too many. */
function shortened(text) {
  const plain = String(text).replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}
