/** The bar at the top: name, the program's clock with its buttons, language, and the switches of map and feed. */

import * as api from "./api.js";
import { note } from "./dialogs.js";
import { button, element } from "./dom.js";
import { icon } from "./icons.js";
import { dateOf, momentOf, timeWithSeconds } from "./moments.js";
import { say, switchLanguage } from "./words.js";

const HOUR_MS = 3_600_000;

export class TopBar {
  constructor(store, on) {
    this.store = store;
    this.moving = false;
    this.date = element("span", { class: "clock-date" });
    this.time = element("span", { class: "clock-time" });
    this.clock = element("div", { class: "clock", role: "timer", "aria-label": say("clockLabel"), title: say("clockLabel") }, icon("clock"), this.date, this.time);
    this.moves = [
      this.mover("hour", say("plusHour"), say("plusHourHint"), { advance_ms: HOUR_MS }),
      this.mover("day", say("plusDay"), say("plusDayHint"), { advance_ms: 24 * HOUR_MS }),
      this.mover("next", say("nextDue"), say("nextDueHint"), { to_next: true }),
    ];
    this.feed = button({ class: "bar-button feed-switch", "aria-expanded": "false", "aria-controls": "feed", "aria-label": say("feed"), on: { click: on.feed } }, icon("feed"), element("span", {}, say("feed")));
    this.map = button({ class: "bar-button map-switch", "aria-expanded": "false", "aria-controls": "town", "aria-label": say("map"), on: { click: on.map } }, icon("map"), element("span", {}, say("map")));
    this.node = element(
      "header", { class: "top-bar" },
      element("div", { class: "brand" }, element("span", { class: "brand-sign" }, icon("tower")), element("h1", {}, element("b", { lang: "zh" }, "守望"), element("span", {}, say("product")))),
      element("div", { class: "clock-group" }, this.clock, element("div", { class: "moves" }, this.moves)),
      element(
        "div", { class: "bar-end" },
        button({ class: "bar-button language", "aria-label": say("languageSwitchLabel"), title: say("languageSwitchLabel"), on: { click: switchLanguage } }, say("languageSwitch")),
        this.map, this.feed,
      ),
    );
  }

  mover(name, label, hint, move) {
    const node = button({ class: "bar-button move", data: { move: name }, title: hint, "aria-label": hint, on: { click: () => this.move(node, move) } }, name === "next" && icon("next"), element("span", {}, label), element("span", { class: "spinner", "aria-hidden": "true" }));
    return node;
  }

  /** Asks the server to move the clock and stays busy until the program has done all that fell due. */
  async move(node, move) {
    if (this.moving) return;
    this.setMoving(node, true);
    const before = this.store.now();
    try {
      const answer = await api.moveClock(move);
      this.store.setClock({ now_ms: answer.now_ms, frozen: answer.frozen ?? this.store.clock.frozen });
      this.tick(this.store.now());
      const stood = move.to_next && answer.now_ms - before < 1500;
      note(stood ? say("nothingDue") : say("movedTo", { time: momentOf(answer.now_ms) }));
    } catch (error) {
      note(error.message, "bad");
    } finally {
      this.setMoving(node, false);
    }
  }

  setMoving(node, moving) {
    this.moving = moving;
    node.classList.toggle("busy", moving);
    this.node.classList.toggle("moving", moving);
    for (const other of this.moves) {
      other.setAttribute("aria-disabled", String(moving));
      other.setAttribute("aria-busy", String(moving && other === node));
    }
  }

  tick(now) {
    this.date.textContent = dateOf(now);
    this.time.textContent = timeWithSeconds(now);
    this.clock.dataset.at = String(Math.floor(now));
  }

  setMapOpen(open) {
    this.map.setAttribute("aria-expanded", String(open));
  }

  setFeedOpen(open) {
    this.feed.setAttribute("aria-expanded", String(open));
  }
}
