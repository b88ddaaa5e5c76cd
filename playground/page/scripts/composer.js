/** Where a person writes: text field, attach, commands, reply keyboard, what is being replied to or edited. */

import { button, element, replaceContent } from "./dom.js";
import { icon } from "./icons.js";
import * as kept from "./kept.js";
import { replyKeyboard, replyKeyboardOf } from "./keyboards.js";
import { summary } from "./summaries.js";
import { say } from "./words.js";

const MOST_PIXELS = 132;

export class Composer {
  /**
   * `on`: `send(text, replyTo)`, `change(message, text)`, `attach()`, `voice()`, `commands()`, `key(key)`, `start()`,
   * `unblock()`. Sending may fail: `send` and `change` resolve to false then, and the words stay in the field.
   */
  constructor(store, person, chat, on) {
    Object.assign(this, { store, person, chat, on });
    this.draftKey = `draft.${person}.${chat.id}`;
    this.composing = false;
    this.replyTo = null;
    this.editing = null;
    this.keyboardOpen = true;
    this.keyboardUsed = kept.read(`keyboard.${person}.${chat.id}`, null);
    this.field = element("textarea", { rows: "1", class: "composer-field", placeholder: say("messageField"), "aria-label": say("messageField"), maxlength: "8192", enterkeyhint: "send" });
    this.field.value = kept.read(this.draftKey, "");
    this.about = element("div", { class: "about", hidden: true });
    this.commands = button({ class: "plain tool", "aria-label": say("commands"), on: { click: () => on.commands() } }, icon("commands"));
    this.attach = button({ class: "plain tool", "aria-label": say("attach"), on: { click: () => on.attach() } }, icon("attach"));
    this.toggle = button({ class: "plain tool", hidden: true, on: { click: () => this.toggleKeyboard() } });
    this.go = button({ class: "go", on: { click: () => this.pressGo() } });
    this.line = element("div", { class: "composer-line" }, this.commands, this.attach, element("div", { class: "field-box" }, this.field, this.toggle), this.go);
    this.instead = button({ class: "primary instead", hidden: true });
    this.keys = element("div", { class: "keys-box", hidden: true });
    this.node = element("div", { class: "composer" }, this.about, this.line, this.instead, this.keys);
    this.listen();
    this.refresh();
  }

  listen() {
    this.field.addEventListener("compositionstart", () => (this.composing = true));
    this.field.addEventListener("compositionend", () => (this.composing = false));
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    requestAnimationFrame(() => this.grow());
  }

  typed() {
    if (!this.editing) kept.write(this.draftKey, this.field.value);
    this.grow();
    this.showGo();
  }

  /** Enter sends; never while an input method is still choosing characters (229 is how Safari and old ones say so). */
  key(event) {
    if (event.key === "Escape" && (this.replyTo || this.editing)) {
      event.stopPropagation();
      return this.forget();
    }
    if (event.key !== "Enter" || event.shiftKey) return undefined;
    if (event.isComposing || this.composing || event.keyCode === 229) return undefined;
    event.preventDefault();
    return this.submit();
  }

  async submit() {
    const text = this.field.value.trim();
    if (!text) return;
    const { replyTo, editing } = this;
    const before = this.field.value;
    this.clear();
    const sent = editing ? await this.on.change(editing, text) : await this.on.send(text, replyTo);
    if (sent !== false || this.field.value) return;
    this.field.value = before;
    this.typed();
  }

  clear() {
    this.field.value = "";
    this.forget();
    this.typed();
  }

  pressGo() {
    if (this.field.value.trim()) this.submit();
    else this.on.voice();
    if (matchMedia("(hover: hover)").matches) this.field.focus();
  }

  grow() {
    this.field.style.height = "auto";
    // A hidden field measures nothing; it is measured again when it comes into sight.
    const high = this.field.scrollHeight;
    if (high) this.field.style.height = `${Math.min(MOST_PIXELS, high)}px`;
  }

  showGo() {
    const writing = Boolean(this.field.value.trim()) || Boolean(this.editing);
    if (this.go.dataset.sends === String(writing)) return;
    this.go.dataset.sends = String(writing);
    this.go.setAttribute("aria-label", say(writing ? "send" : "record"));
    replaceContent(this.go, icon(writing ? (this.editing ? "check" : "send") : "microphone"));
  }

  // ---- replying and editing

  reply(message) {
    this.editing = null;
    this.replyTo = message;
    this.showAbout("reply", say("replyingTo", { name: message.from?.first_name ?? "" }), message);
  }

  edit(message) {
    this.replyTo = null;
    this.editing = message;
    this.field.value = message.text ?? message.caption ?? "";
    this.showAbout("edit", say("editing"), message);
    this.typed();
  }

  showAbout(sign, title, message) {
    replaceContent(
      this.about, icon(sign), element("div", { class: "about-words" }, element("b", {}, title), element("span", {}, summary(message))),
      button({ class: "plain", "aria-label": say("cancel"), on: { click: () => this.forget() } }, icon("close")),
    );
    this.about.hidden = false;
    this.field.focus({ preventScroll: true });
  }

  forget() {
    if (this.editing) {
      this.field.value = kept.read(this.draftKey, "");
      this.editing = null;
      this.typed();
    }
    this.replyTo = null;
    this.about.hidden = true;
  }

  // ---- reply keyboard, force reply, start, blocked

  toggleKeyboard() {
    this.keyboardOpen = !this.keyboardOpen;
    this.refresh();
  }

  /** Brings everything in line with the chat's messages and the person's state. */
  refresh() {
    const messages = this.store.messagesOf(this.chat.id);
    const withBot = this.chat.id > 0;
    const blocked = withBot && this.store.isBlocked(this.person);
    const fresh = withBot && !messages.length;
    this.line.hidden = blocked || fresh;
    this.instead.hidden = !(blocked || fresh);
    this.instead.textContent = say(blocked ? "unblock" : "start");
    this.instead.onclick = blocked ? this.on.unblock : this.on.start;
    this.commands.hidden = !(this.store.bot.commands ?? []).length;

    const keyboard = replyKeyboardOf(messages, this.keyboardUsed);
    if (keyboard && keyboard.message !== this.keyboardMessage) this.keyboardOpen = !keyboard.usedUp;
    this.keyboardMessage = keyboard?.message;
    this.keys.hidden = !keyboard || !this.keyboardOpen || this.line.hidden;
    this.toggle.hidden = !keyboard;
    if (keyboard) {
      this.drawKeyboard(keyboard);
      this.toggle.setAttribute("aria-label", say(this.keyboardOpen ? "hideKeyboard" : "showKeyboard"));
      this.toggle.setAttribute("aria-expanded", String(this.keyboardOpen));
      replaceContent(this.toggle, icon(this.keyboardOpen ? "keyboardDown" : "keyboard"));
    }
    this.obeyForceReply(messages);
    this.field.placeholder = keyboard?.placeholder ?? this.forced?.reply_markup?.input_field_placeholder ?? say("messageField");
    this.showGo();
    if (!this.line.hidden) this.grow();
  }

  drawKeyboard({ rows, message }) {
    const sign = JSON.stringify([rows, message]);
    if (sign === this.keysSign) return;
    this.keysSign = sign;
    replaceContent(this.keys, replyKeyboard(rows, (key) => {
      this.keyboardUsed = message;
      kept.write(`keyboard.${this.person}.${this.chat.id}`, message);
      if (replyKeyboardOf(this.store.messagesOf(this.chat.id), message)?.usedUp) this.keyboardOpen = false;
      this.on.key(key);
      this.refresh();
    }));
  }

  /** A bot that forces a reply opens the reply line, once for each such message. */
  obeyForceReply(messages) {
    const last = messages.at(-1);
    this.forced = last?.reply_markup?.force_reply ? last : null;
    if (!this.forced || this.forcedFor === last.message_id || this.editing) return;
    this.forcedFor = last.message_id;
    this.replyTo = last;
    replaceContent(this.about, icon("reply"), element("div", { class: "about-words" }, element("b", {}, say("replyingTo", { name: last.from?.first_name ?? "" })), element("span", {}, summary(last))), button({ class: "plain", "aria-label": say("cancel"), on: { click: () => this.forget() } }, icon("close")));
    this.about.hidden = false;
  }
}
