/** The row of chips and the phones beneath it: who is shown, who has something new, which phone is in sight. */

import { avatar } from "./avatar.js";
import { button, element, replaceContent } from "./dom.js";
import { icon } from "./icons.js";
import * as kept from "./kept.js";
import { Phone } from "./phone.js";
import { addPerson } from "./phone_dialogs.js";
import { roleLabel, say } from "./words.js";

const IN_SIGHT = 0.6;
/** More phones than this are not shown of themselves: a replay brings hundreds of people. */
const MOST_SHOWN = 12;
const CHIPS_PAUSE_MS = 30;

export class Stage {
  constructor(store) {
    this.store = store;
    this.phones = new Map();
    this.hidden = new Set(kept.read("hidden", []));
    this.known = new Set();
    this.chips = element("nav", { class: "chips", "aria-label": say("people") });
    this.shelf = element("div", { class: "phones" });
    this.node = element("main", { class: "stage" }, this.shelf);
    this.sight = new IntersectionObserver((entries) => entries.forEach((entry) => this.sighted(entry)), { root: this.shelf, threshold: [0, IN_SIGHT] });
    document.addEventListener("visibilitychange", () => this.recheck());
    store.when("people", () => this.draw());
    store.when("chats", () => { this.each((phone) => phone.chatsChanged()); this.drawChips(); });
    store.when("messages", (detail) => { this.each((phone) => phone.messagesChanged(detail)); this.drawChips(); });
    store.when("typing", ({ chat }) => this.each((phone) => phone.chat?.id === chat && phone.drawWhere()));
    store.when("read", () => this.drawChips());
    this.draw();
    this.drawChipsNow();
  }

  each(act) {
    for (const phone of this.phones.values()) act(phone);
  }

  shown() {
    return [...this.store.people.keys()].filter((id) => !this.hidden.has(id));
  }

  /** People met for the first time get a phone as long as there is room. */
  welcome() {
    for (const id of this.store.people.keys()) {
      if (this.known.has(id)) continue;
      this.known.add(id);
      const others = [...this.known].filter((other) => other !== id && !this.hidden.has(other)).length;
      if (others >= MOST_SHOWN) this.hidden.add(id);
    }
  }

  draw() {
    this.welcome();
    const shown = this.shown();
    for (const [id, phone] of this.phones) {
      if (shown.includes(id)) continue;
      this.sight.unobserve(phone.node);
      phone.node.remove();
      this.phones.delete(id);
    }
    this.shelf.querySelector(".nobody")?.remove();
    for (const id of shown) {
      let phone = this.phones.get(id);
      if (phone) phone.personChanged();
      else {
        phone = new Phone(this.store, id, () => this.toggle(id));
        phone.tick(this.store.now());
        this.phones.set(id, phone);
        this.sight.observe(phone.node);
      }
    }
    // Put in order without moving a node that already stands right: moving one would lose its scroll position.
    shown.forEach((id, index) => {
      const node = this.phones.get(id).node;
      if (this.shelf.children[index] !== node) this.shelf.insertBefore(node, this.shelf.children[index] ?? null);
    });
    if (!shown.length) this.shelf.append(this.nobody());
    this.drawChips();
  }

  nobody() {
    const none = !this.store.people.size;
    return element(
      "div", { class: "nobody" }, element("span", { class: "emptiness-sign" }, icon("tower")),
      element("h2", {}, say(none ? "emptyTitle" : "allHidden")), element("p", {}, say(none ? "emptyText" : "allHiddenText")),
      none && button({ class: "primary", on: { click: () => this.add() } }, say("addPerson")),
    );
  }

  /** Many events may come at once: the chips are drawn after the last of them. */
  drawChips() {
    this.chipsTimer ??= setTimeout(() => {
      this.chipsTimer = undefined;
      this.drawChipsNow();
    }, CHIPS_PAUSE_MS);
  }

  drawChipsNow() {
    const focused = document.activeElement?.closest?.(".chip button")?.dataset.chip;
    const chips = [...this.store.people.values()].map((person) => {
      const { id } = person;
      const name = this.store.nameOf(id);
      const hidden = this.hidden.has(id);
      const unread = this.store.unreadOf(id);
      return element(
        "div", { class: ["chip", hidden && "off", this.current === id && "current"].filter(Boolean).join(" "), style: { "--person": person.color || "#475569" } },
        button(
          { class: "chip-go", data: { chip: `go${id}`, person: id }, "aria-label": [say("goToPhone", { name, role: roleLabel(person.label) }), unread && say("unread", { n: unread })].filter(Boolean).join(", "), on: { click: () => this.goTo(id) } },
          avatar(person, "small"), element("span", { class: "chip-name" }, name), element("span", { class: "chip-role" }, roleLabel(person.label)),
          unread > 0 && element("span", { class: "badge" }, unread > 99 ? "99+" : unread),
        ),
        button({ class: "chip-eye", data: { chip: `eye${id}` }, "aria-pressed": String(!hidden), "aria-label": say(hidden ? "showPhone" : "hidePhone", { name }), title: say(hidden ? "showPhone" : "hidePhone", { name }), on: { click: () => this.toggle(id) } }, icon(hidden ? "eyeOff" : "eye")),
      );
    });
    const add = button({ class: "chip-add", data: { chip: "add" }, "aria-label": say("addPerson"), title: say("addPerson"), on: { click: () => this.add() } }, icon("plus"), element("span", {}, say("addPerson")));
    const left = this.chips.scrollLeft;
    replaceContent(this.chips, chips, add);
    this.chips.scrollLeft = left;
    if (focused) this.chips.querySelector(`[data-chip="${focused}"]`)?.focus({ preventScroll: true });
    const waiting = [...this.store.people.keys()].reduce((sum, id) => sum + this.store.unreadOf(id), 0);
    document.title = waiting ? `(${waiting}) ${say("title")}` : say("title");
  }

  toggle(id) {
    if (!this.hidden.delete(id)) this.hidden.add(id);
    kept.write("hidden", [...this.hidden]);
    this.draw();
  }

  goTo(id) {
    if (this.hidden.has(id)) this.toggle(id);
    const { node } = this.phones.get(id);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const left = node.offsetLeft - this.shelf.offsetLeft - (this.shelf.clientWidth - node.offsetWidth) / 2;
    this.shelf.scrollTo({ left, behavior: calm ? "instant" : "smooth" });
    node.classList.remove("called");
    requestAnimationFrame(() => node.classList.add("called"));
  }

  /** Brings a phone into sight if it is shown, without a word if it is not. */
  lookAt(id) {
    if (this.phones.has(id)) this.goTo(id);
  }

  add() {
    addPerson(this.store, (id) => {
      const wait = () => (this.phones.has(id) ? this.goTo(id) : requestAnimationFrame(wait));
      wait();
    });
  }

  // ---- what is in sight

  sighted(entry) {
    const id = Number(entry.target.dataset.person);
    const phone = this.phones.get(id);
    if (!phone) return;
    phone.inSight = entry.intersectionRatio >= IN_SIGHT;
    phone.setSeen(phone.inSight && document.visibilityState === "visible");
    this.markCurrent();
  }

  recheck() {
    this.each((phone) => phone.setSeen(Boolean(phone.inSight) && document.visibilityState === "visible"));
  }

  /** On a narrow screen one phone is in sight and its chip is the chosen tab. */
  markCurrent() {
    const inSight = [...this.phones.values()].filter((phone) => phone.inSight);
    const current = inSight.length === 1 && this.shelf.clientWidth < 700 ? inSight[0].personId : null;
    if (current === this.current) return;
    this.current = current;
    this.drawChipsNow();
    const chip = this.chips.querySelector(".chip.current");
    if (chip) this.chips.scrollTo({ left: chip.offsetLeft - this.chips.offsetLeft - (this.chips.clientWidth - chip.offsetWidth) / 2, behavior: "smooth" });
  }

  tick(now) {
    this.each((phone) => phone.tick(now));
  }
}
