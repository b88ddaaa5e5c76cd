/** The scrolling list of one chat: day separators, bubbles, the "new messages" pill. Redraws only what changed. */

import { bubble } from "./bubble.js";
import { button, element, replaceContent } from "./dom.js";
import { icon } from "./icons.js";
import { dayKey, separatorOf } from "./moments.js";
import { summary } from "./summaries.js";
import { say } from "./words.js";

const PAGE = 150;
const NEAR_BOTTOM_PIXELS = 90;
const RUN_MS = 5 * 60_000;

export class ChatView {
  /** `on` are the phone's answers to touches (see bubble.js); `onRead()` is called when the newest message is seen. */
  constructor(store, person, chat, on, onRead) {
    Object.assign(this, { store, person, chat, on, onRead });
    this.drawn = new Map();
    this.waiting = new Set(); // "message:row:column" of presses that wait for an answer
    this.limit = PAGE;
    this.stuck = true;
    this.unseen = 0;
    this.list = element("div", { class: "messages", role: "log", "aria-label": say("chats"), "aria-live": "polite" });
    this.pill = button({ class: "pill", hidden: true, on: { click: () => this.toNewest(true) } });
    this.scroller = element("div", { class: "scroller", tabindex: "0", "aria-label": say("chatWith", { name: store.nameOf(chat.id < 0 ? chat.id : person) }) }, this.list);
    this.pinned = button({ class: "pinned", hidden: true, on: { click: () => this.goTo(this.chat.pinned) } });
    this.node = element("div", { class: "chat-view" }, this.scroller, this.pinned, this.pill);
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const follow = new ResizeObserver(() => this.stuck && this.toNewest());
    follow.observe(this.list);
    follow.observe(this.scroller);
    this.follow = follow;
    this.draw();
  }

  dispose() {
    this.follow.disconnect();
  }

  /** Draws what the store has now; `added` is the message that just came, if one did. */
  draw(added) {
    const own = added && added.from?.id === this.person;
    if (own) this.stuck = true;
    const wanted = this.items();
    const kept = new Set(wanted.map(({ key }) => key));
    for (const [key, { node }] of this.drawn) {
      if (kept.has(key)) continue;
      node.remove();
      this.drawn.delete(key);
    }
    let before = null;
    for (const { key, sign, make } of wanted) {
      let entry = this.drawn.get(key);
      if (!entry || entry.sign !== sign) {
        const node = make();
        entry?.node.replaceWith(node);
        entry = { node, sign };
        this.drawn.set(key, entry);
        if (added && key === `m${added.message_id}`) node.classList.add("arriving");
      }
      const next = before ? before.nextSibling : this.list.firstChild;
      if (next !== entry.node) this.list.insertBefore(entry.node, next);
      before = entry.node;
    }
    if (this.stuck) this.toNewest();
    else if (added && !own) this.unseen += 1;
    this.showPill();
    this.showPinned();
  }

  showPinned() {
    const message = this.chat.pinned && this.store.message(this.chat.id, this.chat.pinned);
    this.pinned.hidden = !message;
    if (message) replaceContent(this.pinned, icon("pin"), element("b", {}, say("pinned")), element("span", {}, summary(message)));
  }

  /** What the list shows, in order, each with a key and a sign that changes when it must be drawn anew. */
  items() {
    const all = this.store.messagesOf(this.chat.id);
    const messages = all.slice(-this.limit);
    const items = [];
    if (all.length > messages.length) items.push({ key: "earlier", sign: "", make: () => button({ class: "earlier", on: { click: () => this.earlier() } }, say("earlier")) });
    if (!all.length) items.push({ key: "empty", sign: "", make: () => this.emptiness() });
    const groups = albums(messages);
    groups.forEach((group, index) => {
      const lead = group[0];
      const day = dayKey(lead.date_ms);
      const previous = groups[index - 1]?.at(-1);
      const next = groups[index + 1]?.[0];
      if (!previous || dayKey(previous.date_ms) !== day) {
        const words = separatorOf(lead.date_ms, this.store.now());
        items.push({ key: `day${day}-${lead.message_id}`, sign: words, make: () => element("div", { class: "day" }, element("span", {}, words)) });
      }
      const view = this.view(lead, previous, next);
      const sign = [group.map((message) => message.revision).join(), view.first, view.last, view.quoted?.revision, this.waits(group)].join("/");
      items.push({ key: `m${lead.message_id}`, sign, make: () => bubble(group, view, this.touches()) });
    });
    return items;
  }

  view(message, previous, next) {
    const own = message.from?.id === this.person;
    const group = this.chat.id < 0;
    return {
      own,
      first: !together(previous, message),
      last: !together(message, next),
      senderName: group && !own ? message.from?.first_name : null,
      senderColour: this.store.people.get(message.from?.id)?.color,
      quoted: this.store.message(this.chat.id, message.reply_to_message_id ?? message.reply_to_message?.message_id),
    };
  }

  emptiness() {
    return element("div", { class: "emptiness" }, element("span", { class: "emptiness-sign" }, icon("tower")), element("p", {}, this.chat.id > 0 ? say("startHint") : say("noMessages")));
  }

  touches() {
    return { ...this.on, isWaiting: (message, row, column) => this.waiting.has(`${message.message_id}:${row}:${column}`), goTo: (id) => this.goTo(id) };
  }

  waits(group) {
    return group.some((message) => [...this.waiting].some((key) => key.startsWith(`${message.message_id}:`))) ? [...this.waiting].join() : "";
  }

  setWaiting(message, row, column, waits) {
    const key = `${message}:${row}:${column}`;
    if (waits) this.waiting.add(key);
    else this.waiting.delete(key);
    this.draw();
  }

  earlier() {
    const height = this.scroller.scrollHeight;
    this.limit += PAGE;
    this.stuck = false;
    this.draw();
    this.scroller.scrollTop += this.scroller.scrollHeight - height;
  }

  goTo(id) {
    const node = this.drawn.get(`m${id}`)?.node;
    if (!node) return;
    this.stuck = false;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
  }

  toNewest(smooth = false) {
    this.stuck = true;
    this.size = this.sizeNow();
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.unseen = 0;
    this.showPill();
    this.onRead();
  }

  /** Without what an arriving bubble's animation adds for a moment. */
  sizeNow() {
    return `${this.list.offsetHeight}/${this.scroller.clientHeight}`;
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    // A scroll that comes from a changed size is the browser's, not the reader's: the newest stays in sight.
    if (this.stuck && this.size !== this.sizeNow()) return this.toNewest();
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PIXELS;
    if (this.stuck) {
      this.unseen = 0;
      this.onRead();
    }
    return this.showPill();
  }

  showPill() {
    this.pill.hidden = this.stuck;
    this.pill.replaceChildren(icon("down"), this.unseen ? say("newMessages", { n: this.unseen }) : "");
    this.pill.setAttribute("aria-label", this.unseen ? say("newMessages", { n: this.unseen }) : say("toNewest"));
    this.pill.classList.toggle("counting", this.unseen > 0);
  }
}

/** Messages in order, with the messages of one album together. */
function albums(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.media_group_id && last?.[0].media_group_id === message.media_group_id) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

/** True if two messages stand close: one sender, one day, a few minutes. */
function together(one, other) {
  if (!one || !other || one.from?.id !== other.from?.id) return false;
  return dayKey(one.date_ms) === dayKey(other.date_ms) && Math.abs(other.date_ms - one.date_ms) < RUN_MS;
}
