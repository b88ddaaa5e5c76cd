/** One person's phone: header, the open chat or the list of chats, composer, sheets and toasts. */

import * as api from "./api.js";
import { Attach } from "./attach.js";
import { avatar } from "./avatar.js";
import { ChatView } from "./chat_view.js";
import { Composer } from "./composer.js";
import { button, element, replaceContent } from "./dom.js";
import { icon } from "./icons.js";
import * as kept from "./kept.js";
import { chooseOnMap } from "./map.js";
import { timeOf } from "./moments.js";
import { changeGroup, newGroup, openScan, startTokenOf } from "./phone_dialogs.js";
import { Sheets } from "./sheets.js";
import { isShared } from "./store.js";
import { summary } from "./summaries.js";
import { roleLabel, say } from "./words.js";

const ANSWER_MS = 15_000;
const TOAST_MS = 3500;
const ACTIONS = {
  upload_photo: "uploadingPhoto", upload_document: "uploadingDocument", upload_video: "uploadingPhoto",
  record_voice: "recordingVoice", upload_voice: "recordingVoice", find_location: "findingLocation",
};

/** What can be forwarded of a place: where it is, not that it was shared. */
const still = ({ latitude, longitude, horizontal_accuracy: accuracy }) => ({ latitude, longitude, ...(accuracy === undefined ? {} : { horizontal_accuracy: accuracy }) });

export class Phone {
  constructor(store, personId, onHide) {
    Object.assign(this, { store, personId, onHide });
    this.seen = false;
    this.time = element("span", { class: "status-time" });
    this.header = element("header", { class: "phone-header" });
    this.main = element("div", { class: "phone-main" });
    this.toasts = element("div", { class: "phone-toasts", role: "status", "aria-live": "polite" });
    this.screen = element("div", { class: "screen" }, element("div", { class: "status-bar", "aria-hidden": "true" }, this.time, element("span", { class: "status-signs" })), this.header, this.main, this.toasts);
    this.node = element("section", { class: "phone", data: { person: personId }, "aria-label": say("phoneOf", { name: this.name }) }, this.screen);
    this.sheets = new Sheets(this.screen, [this.header, this.main]);
    this.attach = new Attach(this.sheets, (content, files) => this.send(content, files), () => this.ownContact(), () => this.person.place);
    this.screen.append(this.attach.chooser);
    this.acceptDrops();
    this.openChat(kept.read(`open.${personId}`, personId));
  }

  get person() {
    return this.store.people.get(this.personId);
  }

  get name() {
    return this.store.nameOf(this.personId);
  }

  // ---- what is shown

  openChat(id) {
    const chats = this.store.chatsOf(this.personId);
    this.chat = chats.find((chat) => chat.id === id) ?? chats[0];
    kept.write(`open.${this.personId}`, this.chat.id);
    this.view?.dispose();
    this.composer = new Composer(this.store, this.personId, this.chat, {
      send: (text, replyTo) => this.send({ text, reply_to_message_id: replyTo?.message_id }),
      change: (message, text) => this.change(message, text),
      attach: () => this.attach.menu(),
      voice: () => this.attach.voice(),
      commands: () => this.showCommands(),
      key: (key) => this.pressKey(key),
      start: () => this.send({ text: "/start" }),
      unblock: () => this.attempt(() => api.block(this.personId, false)),
    });
    this.view = new ChatView(this.store, this.personId, this.chat, this.touches(), () => this.read());
    replaceContent(this.main, this.view.node, this.composer.node);
    this.drawHeader();
    this.view.toNewest();
  }

  openList() {
    this.view?.dispose();
    this.view = this.composer = this.chat = null;
    this.drawHeader();
    this.drawList();
  }

  drawHeader() {
    const chat = this.chat;
    const several = this.store.chatsOf(this.personId).length > 1;
    const isGroup = chat?.id < 0;
    const elsewhere = several && chat ? this.store.chatsOf(this.personId).reduce((sum, other) => sum + (other.id === chat.id ? 0 : this.store.unread(this.personId, other.id)), 0) : 0;
    this.where = element("span", { class: "where" });
    this.node.style.setProperty("--person", this.person.color || "#475569");
    replaceContent(
      this.header,
      chat && several && button({ class: "plain back", "aria-label": say("back"), on: { click: () => this.openList() } }, icon("back"), elsewhere > 0 && element("span", { class: "badge" }, elsewhere)),
      avatar(this.person),
      element(
        "div", { class: "who" },
        element("div", { class: "who-name" }, element("h2", {}, this.name), element("span", { class: "role" }, roleLabel(this.person.label))),
        this.where,
      ),
      button({ class: "plain", "aria-label": say("menu"), on: { click: () => this.menu(isGroup) } }, icon("more")),
    );
    this.drawWhere();
  }

  /** The line under the name: with whom this chat is, or what the bot is doing. */
  drawWhere() {
    const typing = this.chat && this.store.typing.get(this.chat.id);
    const words = typing
      ? say(ACTIONS[typing.action] ?? "typing")
      : !this.chat ? say("chats")
      : this.chat.id < 0 ? `${this.chat.title} · ${say("members", { n: this.store.memberIds(this.chat).length })}`
      : `${this.store.bot.first_name}${this.store.bot.username ? ` @${this.store.bot.username}` : ""}`;
    replaceContent(this.where, typing && element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i")), words);
    this.where.classList.toggle("typing", Boolean(typing));
  }

  drawList() {
    const rows = this.store.chatsOf(this.personId).map((chat) => {
      const last = this.store.messagesOf(chat.id).at(-1);
      const unread = this.store.unread(this.personId, chat.id);
      const title = chat.id < 0 ? chat.title : this.store.bot.first_name;
      return button(
        { class: "chat-row", on: { click: () => this.openChat(chat.id) } },
        element("span", { class: `avatar ${chat.id < 0 ? "of-group" : "of-bot"}`, "aria-hidden": "true" }, icon(chat.id < 0 ? "people" : "tower")),
        element("span", { class: "chat-words" }, element("b", {}, title), element("span", {}, last ? summary(last) : say("noMessages"))),
        element("span", { class: "chat-side" }, last && element("time", {}, timeOf(last.date_ms)), unread > 0 && element("span", { class: "badge" }, unread)),
      );
    });
    replaceContent(this.main, element("div", { class: "chat-list" }, rows));
  }

  tick(now) {
    const words = timeOf(now);
    if (this.time.textContent !== words) this.time.textContent = words;
  }

  // ---- news from the store

  messagesChanged({ chat, added }) {
    if (!this.chat) return this.drawList();
    if (chat !== undefined && chat !== this.chat.id) {
      if (this.store.chatsOf(this.personId).some((own) => own.id === chat)) this.drawHeader();
      return undefined;
    }
    this.view.draw(added);
    this.composer.refresh();
    return undefined;
  }

  chatsChanged() {
    if (!this.chat) return this.drawList();
    const chat = this.store.chatsOf(this.personId).find((own) => own.id === this.chat.id);
    if (!chat) return this.openChat(this.personId);
    this.chat = this.view.chat = this.composer.chat = chat;
    this.view.showPinned();
    this.composer.refresh();
    this.drawHeader();
    return undefined;
  }

  personChanged() {
    this.drawHeader();
    this.composer?.refresh();
  }

  /** Told by the stage when the phone comes into sight or leaves it: only what is seen counts as read. */
  setSeen(seen) {
    this.seen = seen;
    if (seen) this.read();
  }

  read() {
    if (this.seen && this.chat && this.view?.stuck) this.store.markRead(this.personId, this.chat.id);
  }

  // ---- what the person does

  /** Runs a call to the server; a refusal becomes a toast. Resolves to false then. */
  async attempt(act) {
    try {
      return (await act()) ?? true;
    } catch (error) {
      this.toast(say("failed", { reason: error.message }), "bad");
      return false;
    }
  }

  send(content, files) {
    const chat = this.chat?.id ?? this.personId;
    this.view?.toNewest();
    return this.attempt(() => api.send(chat, this.personId, content, files));
  }

  /** The person's own number: invented, and visibly so. */
  ownContact() {
    return { phone_number: `+86000${String(this.personId).padStart(8, "0")}`, first_name: this.name, user_id: this.personId };
  }

  change(message, text) {
    const field = message.text === undefined || message.text === null ? "caption" : "text";
    return this.attempt(() => api.edit(this.chat.id, message.message_id, this.personId, { [field]: text }));
  }

  touches() {
    return {
      press: (message, row, column, key) => this.press(message, row, column, key),
      command: (text) => this.send({ text }),
      link: (address) => this.followLink(address),
      menu: (messages, body) => this.messageMenu(messages, body),
      move: async (message) => {
        const to = await chooseOnMap({ from: message.location });
        if (to) this.attempt(() => api.place(this.personId, { ...this.person.place, ...to }));
      },
    };
  }

  async press(message, row, column, key) {
    if (key.url) {
      if (!this.followLink(key.url)) window.open(key.url, "_blank", "noopener");
      return;
    }
    if (key.copy_text) return this.copy(key.copy_text.text);
    const view = this.view;
    view.setWaiting(message.message_id, row, column, true);
    const answer = await this.attempt(async () => {
      const { callback_query_id: id } = await api.press(message.chat_id, message.message_id, this.personId, row, column);
      return this.answerOf(String(id));
    });
    view.setWaiting(message.message_id, row, column, false);
    if (answer === "none") this.toast(say("unanswered"), "quiet");
    else if (answer?.url) this.followLink(answer.url) || window.open(answer.url, "_blank", "noopener");
    else if (answer?.text && answer.show_alert) this.sheets.alert(answer.text);
    else if (answer?.text) this.toast(answer.text);
  }

  /** The bot's answer to a press: already there, or told by an event; "none" when it does not come. */
  async answerOf(id) {
    const early = this.store.answers.get(id) ?? (await api.callback(id).catch(() => null));
    const ready = early?.answer ?? early;
    if (ready && (ready.text !== undefined || ready.show_alert !== undefined || ready.answered)) return ready;
    return new Promise((resolve) => {
      const known = this.store.answers.get(id);
      if (known) return resolve(known);
      const timer = setTimeout(() => finish("none"), ANSWER_MS);
      const finish = (answer) => {
        clearTimeout(timer);
        this.store.removeEventListener("answer", heard);
        resolve(answer);
      };
      const heard = (event) => event.detail.id === id && finish(event.detail.answer);
      return this.store.addEventListener("answer", heard);
    });
  }

  async pressKey(key) {
    if (key.request_location) {
      const location = await chooseOnMap({ at: this.person.place });
      if (location) this.send({ location });
    } else if (key.request_contact) this.send({ contact: this.ownContact() });
    else this.send({ text: key.text });
  }

  /** A link to the bot itself starts it on this phone, as a scanned code does; other links open as links. */
  followLink(address) {
    const token = startTokenOf(address, this.store.bot.username);
    if (token === null) return false;
    this.openChat(this.personId);
    this.send({ text: token ? `/start ${token}` : "/start" });
    return true;
  }

  toast(text, kind = "") {
    const node = element("div", { class: `phone-toast ${kind}` }, text);
    this.toasts.append(node);
    setTimeout(() => node.remove(), TOAST_MS);
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    this.toast(say("copied"));
  }

  // ---- menus

  showCommands() {
    this.sheets.menu(say("commands"), (this.store.bot.commands ?? []).map(({ command, description }) => ({
      icon: "commands", label: `/${command}`, detail: description, act: () => this.send({ text: `/${command}` }),
    })));
  }

  messageMenu(messages) {
    const message = messages.find((one) => one.text ?? one.caption) ?? messages[0];
    const words = message.text ?? message.caption;
    const own = message.from?.id === this.personId;
    this.sheets.menu(say("messageActions"), [
      { icon: "reply", label: say("reply"), act: () => this.composer.reply(message) },
      words && { icon: "copy", label: say("copy"), act: () => this.copy(words) },
      message.text && !message.from?.is_bot && { icon: "forward", label: say("forward"), act: () => this.send({ text: message.text, forward_from_id: message.from.id }) },
      message.location && { icon: "forward", label: say("forward"), act: () => this.send({ location: still(message.location), forward_from_id: message.from.id }) },
      own && isShared(message, this.store.now()) && { icon: "live", label: say("stopSharing"), act: () => this.attempt(() => api.stopSharing(this.personId)) },
      own && words && { icon: "edit", label: say("edit"), act: () => this.composer.edit(message) },
      own && { icon: "remove", label: say("remove"), danger: true, act: () => messages.forEach((one) => this.attempt(() => api.remove(this.chat.id, one.message_id, this.personId))) },
    ]);
  }

  menu(isGroup) {
    const blocked = this.store.isBlocked(this.personId);
    this.sheets.menu(say("phoneOf", { name: this.name }), [
      { icon: "scan", label: say("scan"), act: () => openScan(this) },
      { icon: "people", label: say("newGroup"), act: () => newGroup(this.store, this.personId) },
      isGroup && { icon: "contact", label: say("groupMembers"), act: () => changeGroup(this.store, this.chat) },
      { icon: "eyeOff", label: say("hide"), act: () => this.onHide() },
      { icon: "block", label: say(blocked ? "unblockShort" : "block"), danger: !blocked, act: () => this.attempt(() => api.block(this.personId, !blocked)) },
    ]);
  }

  acceptDrops() {
    const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    this.screen.addEventListener("dragover", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      this.screen.classList.add("dropping");
    });
    this.screen.addEventListener("dragleave", (event) => event.target === this.screen && this.screen.classList.remove("dropping"));
    this.screen.addEventListener("drop", (event) => {
      this.screen.classList.remove("dropping");
      if (!carries(event)) return;
      event.preventDefault();
      this.attach.dropped([...event.dataTransfer.files]);
    });
    this.screen.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      this.attach.dropped(files);
    });
  }
}
