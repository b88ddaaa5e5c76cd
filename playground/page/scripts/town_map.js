/** The big map beside the phones: the township with what is watched in it, its people, and the playing of a night. */

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { Camera } from "./camera.js";
import { note, openDialog } from "./dialogs.js";
import { button, drawn, element } from "./dom.js";
import { icon } from "./icons.js";
import * as kept from "./kept.js";
import { labels, land } from "./map_drawing.js";
import { distanceOf } from "./moments.js";
import { PersonCard } from "./person_card.js";
import { TownPeople } from "./town_people.js";
import { corners, ground, isNamedByArea, postersAt, signs } from "./town_marks.js";
import { SIDE, VILLAGES, isOnMap, metresBetween, toDegrees, toPoint } from "./township.js";
import { language, say } from "./words.js";

const CLICK_PIXELS = 6;
const MARGIN_PIXELS = 70;
/** So far around a village's middle one looks: its posters lie within. */
const VILLAGE_UNITS = 46;

export class TownMap {
  constructor(store, { onClose, goTo, player }) {
    Object.assign(this, { store, goTo, player });
    this.chosen = null;
    this.camera = new Camera();
    this.base = drawn("svg", { class: "town-base", preserveAspectRatio: "xMidYMid slice", role: "img", "aria-label": say("townMap") });
    this.marks = drawn("g", {});
    this.names = drawn("g", {});
    this.base.append(drawn("g", {}, land()), this.marks, this.names);
    this.signs = element("div", { class: "town-signs" });
    const redraw = () => this.redraw();
    this.people = new TownPeople(store, this.camera, { choose: (id) => this.choose(id), put: (id, place) => this.put(id, place), redraw });
    this.card = new PersonCard(store, { act: (promise) => this.act(promise), choose: (id) => this.choose(id) });
    this.view = element(
      "div", { class: "town-view" }, this.base, this.people.stems, this.signs, this.people.node,
      element(
        "div", { class: "map-zoom" },
        button({ "aria-label": say("mapZoomIn"), on: { click: () => this.zoom(1.6) } }, icon("plus")),
        button({ "aria-label": say("mapZoomOut"), on: { click: () => this.zoom(1 / 1.6) } }, icon("minus")),
      ),
    );
    this.villages = element("select", { class: "field", "aria-label": say("goVillage"), on: { change: () => this.goVillage() } },
      element("option", { value: "" }, say("goVillage")), element("option", { value: "all" }, say("wholeTown")), VILLAGES.map((village, index) => element("option", { value: String(index) }, village[language])));
    this.node = element(
      "aside", { class: "town", id: "town", "aria-label": say("townMap"), hidden: true },
      element("header", { class: "town-head" }, element("h2", {}, say("map")), this.villages, button({ class: "plain", "aria-label": say("closePanel"), on: { click: onClose } }, icon("close"))),
      this.view, this.card.node, player.node,
    );
    this.follow();
    for (const name of ["people", "places", "moved", "messages", "clock"]) store.when(name, redraw);
  }

  get isOpen() {
    return !this.node.hidden;
  }

  setOpen(open) {
    this.node.hidden = !open;
    kept.write("map", open ? "open" : "closed");
    if (open) this.redraw();
  }

  /** What was said of shared places runs out with the time. */
  tick(now) {
    this.player.tick(now);
    if (this.isOpen) this.card.draw(this.chosen);
  }

  // ---- drawing

  /** At most once a frame. */
  redraw() {
    if (!this.isOpen || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  draw() {
    const { camera, store } = this;
    const { clientWidth: width, clientHeight: height } = this.view;
    if (!width || !height) return;
    if (width !== camera.width || height !== camera.height) {
      camera.resize(width, height);
      if (!this.looked) this.lookFirst();
    }
    this.base.setAttribute("viewBox", camera.viewBox);
    this.base.style.setProperty("--thin", String(Math.min(1, camera.scale ** -0.62)));
    this.people.stems.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.marks.replaceChildren(...[ground(store.places, store.walks, camera), this.trails()].flat(Infinity).filter(Boolean));
    if (this.labelled !== camera.scale || this.labelledFor !== store.places) {
      [this.labelled, this.labelledFor] = [camera.scale, store.places];
      this.names.replaceChildren(...labels(camera.scale, isNamedByArea(store.places, camera.scale)).flat(Infinity));
    }
    const focused = this.signs.contains(document.activeElement) ? document.activeElement.dataset.checkpoint : null;
    this.signs.replaceChildren(...signs(store.places, camera, (checkpoint) => this.poster(checkpoint)).flat(Infinity));
    if (focused) this.signs.querySelector(`[data-checkpoint="${focused}"]`)?.focus({ preventScroll: true });
    this.people.draw(this.chosen, postersAt(store.places, camera));
    this.card.draw(this.chosen);
    this.view.classList.toggle("placing", this.isPlacing);
  }

  trails() {
    return [...this.store.trails].map(([id, places]) => {
      const points = places.map(toPoint).map(({ x, y }) => `${x},${y}`).join(" ");
      return drawn("polyline", { class: "town-trail", points, style: { "--person": this.store.people.get(id)?.color || "#475569" } });
    });
  }

  // ---- where one looks

  /** Where this reader looked last; at first, at everybody who is somewhere. */
  lookFirst() {
    this.looked = true;
    const last = kept.read("camera", null);
    const points = [...this.store.people.values()].filter(({ place }) => place).map(({ place }) => toPoint(place)).filter(isOnMap);
    if (last) Object.assign(this.camera, last);
    else if (points.length > 1) this.camera.show(points, MARGIN_PIXELS);
    else this.camera.show([{ x: 0, y: 0 }, { x: SIDE, y: SIDE }], 0);
    this.camera.bound();
  }

  look() {
    const { x, y, scale } = this.camera;
    kept.write("camera", { x, y, scale });
    this.redraw();
  }

  zoom(factor, at) {
    this.camera.zoom(factor, at);
    this.look();
  }

  goVillage() {
    const { value } = this.villages;
    this.villages.value = "";
    if (value === "") return;
    if (value === "all") this.camera.show([{ x: 0, y: 0 }, { x: SIDE, y: SIDE }], 0);
    else {
      const { x, y } = VILLAGES[Number(value)];
      this.camera.show([{ x: x - VILLAGE_UNITS, y: y - VILLAGE_UNITS }, { x: x + VILLAGE_UNITS, y: y + VILLAGE_UNITS }], 0);
    }
    this.look();
  }

  /** Dragging pans, two fingers and the wheel zoom, a click looks at an area or puts somebody down. */
  follow() {
    const fingers = new Map();
    let travelled = 0;
    const at = (event) => {
      const box = this.view.getBoundingClientRect();
      return { left: event.clientX - box.left, top: event.clientY - box.top };
    };
    const spread = () => {
      const [one, other] = [...fingers.values()];
      return Math.hypot(one.left - other.left, one.top - other.top);
    };
    this.view.addEventListener("pointerdown", (event) => {
      if (event.target.closest("button") || event.button !== 0) return;
      this.view.setPointerCapture(event.pointerId);
      if (!fingers.size) travelled = 0;
      fingers.set(event.pointerId, at(event));
    });
    this.view.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const wide = fingers.size > 1 && spread();
      const now = at(event);
      fingers.set(event.pointerId, now);
      travelled += Math.hypot(now.left - before.left, now.top - before.top);
      if (travelled < CLICK_PIXELS) return;
      this.camera.pan((now.left - before.left) / fingers.size, (now.top - before.top) / fingers.size);
      if (wide) this.camera.zoom(spread() / wide, now);
      this.look();
    });
    this.view.addEventListener("pointerup", (event) => {
      if (fingers.delete(event.pointerId) && !fingers.size && travelled < CLICK_PIXELS) this.click(event, at(event));
    });
    this.view.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
    this.view.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.18 : 1 / 1.18, at(event));
    }, { passive: false });
    new ResizeObserver(() => this.redraw()).observe(this.view);
  }

  click(event, at) {
    const point = this.camera.toUnits(at);
    if (this.isPlacing) return this.put(this.chosen, toDegrees(point));
    const name = document.elementsFromPoint(event.clientX, event.clientY).find((node) => node.dataset?.area)?.dataset.area;
    const area = this.store.places.areas.find(({ id }) => id === name);
    if (!area) return this.choose(null);
    const before = this.camera.scale;
    const wanted = new Camera();
    wanted.resize(this.camera.width, this.camera.height);
    wanted.show(corners(area), 24);
    if (wanted.scale <= before * 1.05) return this.choose(null);
    Object.assign(this.camera, { x: wanted.x, y: wanted.y, scale: wanted.scale });
    return this.look();
  }

  // ---- what is done

  /** Somebody is chosen who is nowhere yet: the next click says where they are. */
  get isPlacing() {
    return this.chosen !== null && !this.store.people.get(this.chosen)?.place;
  }

  choose(id) {
    this.chosen = this.chosen === id ? null : id;
    if (this.chosen !== null) this.goTo(this.chosen);
    this.redraw();
  }

  async act(promise) {
    try {
      await promise;
    } catch (error) {
      note(say("failed", { reason: error.message }), "bad");
    }
    this.redraw();
  }

  put(id, place) {
    const accuracy = this.store.people.get(id)?.place?.horizontal_accuracy;
    return this.act(api.place(id, accuracy === undefined ? place : { ...place, horizontal_accuracy: accuracy }));
  }

  poster(checkpoint) {
    if (!checkpoint.link) return note(say("noPoster", { name: checkpoint.name }));
    if (this.chosen !== null) return this.scan(this.chosen, checkpoint);
    const dialog = openDialog({
      title: say("whoScans", { name: checkpoint.name }),
      content: [element("div", { class: "town-scanners" }, [...this.store.people.values()].map((person) =>
        button({ class: "chat-row", on: { click: () => { dialog.close(); this.scan(person.id, checkpoint); } } }, avatar(person), element("b", {}, this.store.nameOf(person.id)))))],
    });
    return undefined;
  }

  /** A picture of a poster can be scanned anywhere; from afar the note says how far. */
  async scan(id, checkpoint) {
    const { place } = this.store.people.get(id);
    const metres = place ? metresBetween(place, checkpoint.place) : 0;
    await this.act(api.scan(id, checkpoint.link).then(() => {
      const words = { name: this.store.nameOf(id), place: checkpoint.name, distance: distanceOf(metres) };
      note(say(metres > checkpoint.radius ? "scannedAfar" : "scanned", words));
      this.goTo(id);
    }));
  }
}
