/** Plays the program's time at a chosen speed until the next morning; every step waits until the program has settled. */

import * as api from "./api.js";
import { note } from "./dialogs.js";
import { button, element, replaceContent } from "./dom.js";
import { icon } from "./icons.js";
import * as kept from "./kept.js";
import { momentOf, nextTimeOfDay, timeOf } from "./moments.js";
import { say } from "./words.js";

const STEP_MS = 200;
const [MORNING, EVENING] = [[6, 30], [18, 30]];
/** How many times faster than time itself. A night of ten hours takes a minute at the fastest. */
const SPEEDS = [["speedSlow", 10], ["speedHour", 60], ["speedNight", 600]];

export class Player {
  constructor(store, bar) {
    Object.assign(this, { store, bar });
    this.playing = false;
    this.speed = kept.read("speed", 600);
    this.toggle = button({ class: "primary town-play-button", data: { act: "play" }, "aria-pressed": "false", on: { click: () => this.press() } });
    this.speeds = element(
      "select", { class: "field", "aria-label": say("playSpeed"), on: { change: () => kept.write("speed", (this.speed = Number(this.speeds.value))) } },
      SPEEDS.map(([words, speed]) => element("option", { value: String(speed), selected: speed === this.speed }, say(words))),
    );
    this.evening = button({ class: "secondary", data: { act: "evening" }, title: say("toEveningHint"), on: { click: () => this.bar.move(this.evening, { to_ms: nextTimeOfDay(this.store.now(), ...EVENING) }) } }, icon("moon"), say("toEvening"));
    this.node = element("footer", { class: "town-play" }, this.toggle, this.speeds, this.evening);
    this.tick(store.now());
  }

  /** Until when it would play, and that it plays, stands on the button. */
  tick(now) {
    const words = this.playing ? say("pausePlay") : say("playNight", { time: timeOf(nextTimeOfDay(now, ...MORNING)) });
    if (words === this.words) return;
    this.words = words;
    replaceContent(this.toggle, icon(this.playing ? "pause" : "play"), element("span", {}, words));
  }

  press() {
    if (this.playing) this.playing = false;
    else if (!this.bar.moving) this.play();
  }

  async play() {
    const until = nextTimeOfDay(this.store.now(), ...MORNING);
    this.set(true);
    try {
      while (this.playing && this.store.now() < until) {
        const began = performance.now();
        const step = Math.min(this.speed * STEP_MS, until - this.store.now());
        const answer = await api.moveClock({ advance_ms: Math.max(1, Math.round(step)) });
        this.store.setClock({ now_ms: answer.now_ms, frozen: answer.frozen });
        this.store.tell("time", {});
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, STEP_MS - (performance.now() - began))));
      }
      if (this.playing) note(say("playedTo", { time: momentOf(this.store.now()) }));
    } catch (error) {
      note(error.message, "bad");
    } finally {
      this.set(false);
    }
  }

  set(playing) {
    this.playing = playing;
    this.bar.setMoving(this.toggle, playing);
    this.toggle.setAttribute("aria-pressed", String(playing));
    this.evening.disabled = playing;
    this.tick(this.store.now());
  }
}
