/** Everything the page knows, as the server last told it. Views listen; only the server's word changes it. */

import * as api from "./api.js";
import * as kept from "./kept.js";
import { follow } from "./events.js";

const FEED_LENGTH = 400;
const TYPING_MS = 5000;
const TRAIL_LENGTH = 2000;

export class Store extends EventTarget {
  constructor() {
    super();
    this.people = new Map();
    this.chats = new Map();
    this.bots = [];
    this.messages = new Map(); // chat id → Map(message id → message)
    this.feed = [];
    this.places = { areas: [], checkpoints: [], routes: [], hot_spots: [] };
    this.walks = [];
    this.trails = new Map(); // person → where they went while sharing their place, as this page saw it
    this.seq = 0;
    this.answers = new Map(); // callback query id → its answer
    this.typing = new Map(); // chat id → { action, timer }
    this.connected = false;
    this.revision = 0;
    this.setClock({ now_ms: Date.now(), frozen: false });
  }

  /** Reads the whole state, then follows the events. */
  async open() {
    await this.load();
    follow({
      since: () => this.seq,
      onEvent: (event) => this.apply(event),
      afterBreak: () => this.load(),
      onConnection: (up) => {
        if (up === this.connected) return;
        this.connected = up;
        this.tell("connection", { up });
      },
    });
  }

  async load() {
    const state = await api.state();
    this.bots = state.bots || [];
    this.people = new Map((state.people || []).map((person) => [person.id, person]));
    this.chats = new Map((state.chats || []).map((chat) => [chat.id, chat]));
    this.messages = new Map();
    for (const [chat, list] of Object.entries(state.messages || {})) {
      for (const message of list) this.keep(Number(chat), message);
    }
    this.places = { ...this.places, ...state.places };
    this.walks = state.walks || [];
    this.feed = (state.feed || []).slice(-FEED_LENGTH);
    this.seq = state.seq || 0;
    this.setClock(state.clock);
    for (const name of ["people", "chats", "messages", "places", "feed", "clock"]) this.tell(name, {});
  }

  apply(event) {
    if (event.seq) this.seq = Math.max(this.seq, event.seq);
    const chat = event.chat_id ?? event.message?.chat_id ?? event.message?.chat?.id;
    switch (event.type) {
      case "message_added":
        this.keep(chat, event.message);
        this.keepUp(event.message.date_ms);
        if (this.fromBot(event.message)) {
          this.stopTyping(chat);
          if (!this.bots.length) this.keepBot(event.message.from);
        }
        return this.tell("messages", { chat, added: event.message });
      case "message_edited":
        this.keep(chat, event.message);
        this.keepUp(event.message.edit_ms ?? 0);
        return this.tell("messages", { chat });
      case "message_deleted":
        this.messages.get(chat)?.delete(event.message_id ?? event.message?.message_id);
        return this.tell("messages", { chat });
      case "callback_answered": {
        const id = String(event.callback_query_id ?? event.id);
        this.answers.set(id, event.answer ?? event);
        return this.tell("answer", { id, answer: this.answers.get(id) });
      }
      case "typing":
        return this.showTyping(chat, event.action);
      case "clock":
        this.setClock(event.clock ?? event);
        return this.tell("clock", {});
      case "person_added":
        this.people.set(event.person.id, event.person);
        return this.tell("people", {});
      case "person_moved":
        return this.movePerson(event);
      case "places":
        this.places = { ...this.places, ...event.places };
        return this.tell("places", {});
      case "walks":
        this.walks = event.walks;
        return this.tell("places", {});
      case "chat_changed":
        this.chats.set(event.chat.id, event.chat);
        return this.tell("chats", { chat: event.chat.id });
      case "bot_changed":
        this.keepBot(event.bot);
        return this.tell("chats", {});
      case "feed":
        this.feed.push(event.entry ?? event);
        this.feed.splice(0, Math.max(0, this.feed.length - FEED_LENGTH));
        return this.tell("feed", { added: event.entry ?? event });
      case "reset":
        return this.load();
      default:
        return undefined;
    }
  }

  keep(chat, message) {
    if (!this.messages.has(chat)) this.messages.set(chat, new Map());
    this.revision += 1;
    this.messages.get(chat).set(message.message_id, { ...message, chat_id: chat, revision: this.revision });
  }

  movePerson({ person_id: id, place, at_ms: at }) {
    const person = this.people.get(id);
    if (!person) return;
    this.people.set(id, { ...person, place });
    this.keepUp(at);
    if (this.sharedBy(id)) this.trails.set(id, [...(this.trails.get(id) ?? []), place].slice(-TRAIL_LENGTH));
    else this.trails.delete(id);
    this.tell("moved", { id });
  }

  keepBot(bot) {
    const others = this.bots.filter(({ id }) => id !== bot.id);
    const known = this.bots.find(({ id }) => id === bot.id);
    this.bots = known || !others.length ? [{ ...known, ...bot }, ...others] : [...others, bot];
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  when(name, listener) {
    this.addEventListener(name, (event) => listener(event.detail));
  }

  // ---- clock

  setClock(clock) {
    this.clock = { at: clock.now_ms, frozen: Boolean(clock.frozen), read: performance.now() };
  }

  /** The program's time now, in UTC milliseconds. */
  now() {
    return this.clock.frozen ? this.clock.at : this.clock.at + (performance.now() - this.clock.read);
  }

  /** While the clock is being moved step by step, messages come from times that the page has not heard of yet. */
  keepUp(at) {
    if (at <= this.now()) return;
    this.setClock({ now_ms: at, frozen: this.clock.frozen });
    this.tell("time", {});
  }

  // ---- typing

  showTyping(chat, action) {
    this.stopTyping(chat);
    const timer = setTimeout(() => this.stopTyping(chat), TYPING_MS);
    this.typing.set(chat, { action, timer });
    this.tell("typing", { chat });
  }

  stopTyping(chat) {
    if (!this.typing.has(chat)) return;
    clearTimeout(this.typing.get(chat).timer);
    this.typing.delete(chat);
    this.tell("typing", { chat });
  }

  // ---- questions

  get bot() {
    return this.bots[0] ?? { id: 0, first_name: "守望", username: "", commands: [] };
  }

  fromBot(message) {
    return Boolean(message.from?.is_bot);
  }

  /** The messages of a chat, oldest first. */
  messagesOf(chat) {
    return [...(this.messages.get(chat)?.values() ?? [])].sort((a, b) => a.message_id - b.message_id);
  }

  message(chat, id) {
    return this.messages.get(chat)?.get(id);
  }

  memberIds(chat) {
    return (chat.member_ids ?? chat.members ?? []).map((member) => (typeof member === "object" ? member.id : member));
  }

  /** The chats of a person: the bot first (even before a word was said), then the groups. */
  chatsOf(person) {
    const own = this.chats.get(person) ?? { id: person, type: "private" };
    const groups = [...this.chats.values()].filter((chat) => chat.id < 0 && this.memberIds(chat).includes(person));
    return [own, ...groups];
  }

  /** The message with which a person shares their place now, if they do. */
  sharedBy(person) {
    for (const chat of this.chatsOf(person)) {
      for (const message of this.messages.get(chat.id)?.values() ?? []) {
        if (message.from?.id === person && isShared(message, this.now())) return message;
      }
    }
    return undefined;
  }

  isBlocked(person) {
    const known = this.people.get(person);
    return Boolean(known?.blocked);
  }

  nameOf(id) {
    const person = this.people.get(id);
    if (person) return [person.first_name, person.last_name].filter(Boolean).join(" ");
    const chat = this.chats.get(id);
    return chat?.title ?? String(id);
  }

  // ---- what was read

  lastRead(person, chat) {
    return kept.read(`read.${person}.${chat}`, 0);
  }

  markRead(person, chat) {
    const ids = this.messages.get(chat)?.keys();
    const newest = ids ? Math.max(0, ...ids) : 0;
    if (newest <= this.lastRead(person, chat)) return;
    kept.write(`read.${person}.${chat}`, newest);
    this.tell("read", { person });
  }

  unread(person, chat) {
    const last = this.lastRead(person, chat);
    let count = 0;
    for (const message of this.messages.get(chat)?.values() ?? []) {
      if (message.message_id > last && message.from?.id !== person) count += 1;
    }
    return count;
  }

  unreadOf(person) {
    return this.chatsOf(person).reduce((sum, chat) => sum + this.unread(person, chat.id), 0);
  }
}

/** Whether a message is a place that is still being shared; without a period it never was, or was ended. */
export function isShared(message, now) {
  const period = message.location?.live_period;
  return Boolean(period) && now < message.date_ms + period * 1000;
}
