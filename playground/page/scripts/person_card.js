/** What can be done with the person chosen on the big map: send or share their place, set out along a route. */

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { button, element, replaceContent } from "./dom.js";
import { icon } from "./icons.js";
import * as kept from "./kept.js";
import { placeName } from "./map.js";
import { distanceOf, timeOf } from "./moments.js";
import { say } from "./words.js";

const EIGHT_HOURS = 28_800;
const ACCURACIES = [10, 30, 80, 200, 1500];
/** Metres a second. */
const PACES = [["onFoot", 1.4], ["byBicycle", 4], ["byMotorcycle", 9]];

export class PersonCard {
  /** `on.act(promise)` runs a call and says its failure; `on.choose(id)` chooses somebody, or nobody (null). */
  constructor(store, on) {
    Object.assign(this, { store, on });
    this.node = element("section", { class: "town-card", "aria-live": "polite" });
    this.route = "";
    this.pace = kept.read("pace", PACES[0][1]);
    this.again = kept.read("again", true);
  }

  /** Draws anew only if what it shows has changed: a list that is open stays open. */
  draw(id) {
    const person = this.store.people.get(id);
    const shared = person && this.store.sharedBy(id);
    const walk = person && this.store.walks.find((each) => each.person_id === id);
    const nowhere = [...this.store.people.values()].filter(({ place }) => !place);
    const sign = JSON.stringify([id, person?.place && placeName(person.place), person?.place?.horizontal_accuracy, shared?.message_id, walk?.route, Boolean(walk), this.store.places.routes, this.route, person ? 0 : nowhere.map((each) => each.id)]);
    if (sign === this.sign) return;
    this.sign = sign;
    const focused = this.node.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    replaceContent(this.node, person ? this.person(person, shared, walk) : this.nobody(nowhere));
    if (focused) this.node.querySelector(`[data-act="${focused}"]`)?.focus({ preventScroll: true });
  }

  nobody(nowhere) {
    return [
      element("p", { class: "hint" }, say("townHint")),
      nowhere.length > 0 && element(
        "div", { class: "town-tray" }, element("span", {}, say("nowhere")),
        nowhere.slice(0, 12).map((person) => button({ class: "town-seat", "aria-label": this.store.nameOf(person.id), title: this.store.nameOf(person.id), on: { click: () => this.on.choose(person.id) } }, avatar(person))),
      ),
    ];
  }

  person(person, shared, walk) {
    const { id, place } = person;
    const head = element(
      "header", {}, avatar(person),
      element(
        "div", { class: "town-about" }, element("b", {}, this.store.nameOf(id)),
        element("span", {}, place ? placeName(place) : say("putHint", { name: this.store.nameOf(id) }), shared && element("span", { class: "town-live" }, icon("live"), say("sharingUntil", { time: timeOf(shared.date_ms + shared.location.live_period * 1000) }))),
      ),
      button({ class: "plain", data: { act: "letGo" }, "aria-label": say("letGo"), on: { click: () => this.on.choose(null) } }, icon("close")),
    );
    if (!place) return head;
    const send = (more) => this.on.act(api.send(id, id, { location: { ...place, ...more } }));
    return [
      head,
      element(
        "div", { class: "town-row" },
        button({ class: "secondary", data: { act: "send" }, on: { click: () => send({}) } }, icon("place"), say("sendPlace")),
        shared
          ? button({ class: "secondary stop", data: { act: "live" }, on: { click: () => this.on.act(api.stopSharing(id)) } }, icon("stop"), say("stopSharing"))
          : button({ class: "secondary", data: { act: "live" }, on: { click: () => send({ live_period: EIGHT_HOURS }) } }, icon("live"), say("shareLive")),
        this.accuracy(person, walk),
      ),
      this.way(person, walk),
    ];
  }

  accuracy({ id, place }, walk) {
    const stated = place.horizontal_accuracy ?? ACCURACIES[0];
    const offered = [...new Set([...ACCURACIES, stated])].sort((a, b) => a - b);
    return element(
      "select", { class: "field", "aria-label": say("accuracy"), title: say("accuracy"), data: { act: "accuracy" }, disabled: Boolean(walk), on: { change: (event) => this.on.act(api.place(id, { ...place, horizontal_accuracy: Number(event.target.value) })) } },
      offered.map((metres) => element("option", { value: String(metres), selected: metres === stated }, say("accuracyOf", { n: distanceOf(metres) }))),
    );
  }

  /** Setting out, or standing still again. Whoever sets out shares their place: otherwise nobody would see them go. */
  way({ id }, walk) {
    const { routes } = this.store.places;
    if (walk) {
      const name = routes.find((route) => route.id === walk.route)?.name ?? say("freeWay");
      return element("div", { class: "town-row" }, element("span", { class: "town-walk" }, icon("walk"), say("underWay", { route: name })), button({ class: "secondary stop", data: { act: "walk" }, on: { click: () => this.on.act(api.standStill(id)) } }, icon("stop"), say("standStill")));
    }
    if (!routes.length) return null;
    const route = element("select", { class: "field", "aria-label": say("chooseRoute"), data: { act: "route" }, on: { change: () => { this.route = route.value; this.draw(id); } } }, element("option", { value: "" }, say("chooseRoute")), routes.map((each) => element("option", { value: each.id, selected: each.id === this.route }, each.name)));
    const pace = element("select", { class: "field", "aria-label": say("pace"), data: { act: "pace" }, on: { change: () => kept.write("pace", (this.pace = Number(pace.value))) } }, PACES.map(([words, speed]) => element("option", { value: String(speed), selected: speed === this.pace }, say(words))));
    const again = element("input", { type: "checkbox", checked: this.again, on: { change: () => kept.write("again", (this.again = again.checked)) } });
    const go = async () => {
      if (!this.store.sharedBy(id)) await api.send(id, id, { location: { ...this.store.people.get(id).place, live_period: EIGHT_HOURS } });
      await api.walk(id, { route: this.route, speed: this.pace, again: this.again });
    };
    return element(
      "div", { class: "town-row" }, route, pace, element("label", { class: "town-again" }, again, say("again")),
      button({ class: "primary", disabled: !this.route, data: { act: "walk" }, on: { click: () => this.on.act(go()) } }, icon("walk"), say("setOut")),
    );
  }
}
