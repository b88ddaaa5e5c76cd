/** The people on the big map: pins with their signs, pushed apart where they stand close, dragged to where they go. */

import { avatar } from "./avatar.js";
import { button, drawn, element } from "./dom.js";
import { isOnMap, toDegrees, toPoint } from "./township.js";
import { placeName } from "./map.js";
import { say } from "./words.js";

const DRAG_PIXELS = 6;
const APART_PIXELS = 46;
const ABOVE_PIXELS = 34;
const EDGE_PIXELS = 26;
const ROUNDS = 24;
const MOST_PUSHED = 80;
const STEP_PIXELS = 16;
const KEY_PAUSE_MS = 350;

export class TownPeople {
  /** `on.choose(id)` and `on.put(id, place)` tell what was done with a pin. */
  constructor(store, camera, on) {
    Object.assign(this, { store, camera, on });
    this.node = element("div", { class: "town-people" });
    this.stems = drawn("svg", { class: "town-stems", "aria-hidden": "true" });
    this.pins = new Map();
    this.held = null; // { id, at } while a pin is being dragged or stepped: it is drawn where the hand has it
  }

  /** `posters` are spots (pixels) that pins leave free. */
  draw(chosen, posters) {
    const people = [...this.store.people.values()].filter(({ place }) => place);
    for (const [id, pin] of this.pins) {
      if (people.some((person) => person.id === id)) continue;
      pin.remove();
      this.pins.delete(id);
    }
    const spots = people.map((person) => {
      const anchor = this.camera.toPixels(this.held?.id === person.id ? this.held.at : toPoint(person.place));
      return { person, anchor, left: anchor.left, top: anchor.top - ABOVE_PIXELS };
    });
    const seen = spots.filter(({ anchor }) => anchor.left > -60 && anchor.left < this.camera.width + 60 && anchor.top > -60 && anchor.top < this.camera.height + 80);
    if (seen.length <= MOST_PUSHED) pushApart(seen, this.held?.id, posters);
    seen.forEach((spot) => this.keepInside(spot));
    this.stems.replaceChildren(...seen.map((spot) => stem(spot, spot.person.color)));
    for (const spot of spots) this.pin(spot, chosen, seen.includes(spot));
  }

  /** The pin of somebody whose place is seen is seen whole. */
  keepInside(spot) {
    const { width, height } = this.camera;
    const { left, top } = spot.anchor;
    if (left < 0 || left > width || top < 0 || top > height) return;
    spot.left = Math.min(width - EDGE_PIXELS, Math.max(EDGE_PIXELS, spot.left));
    spot.top = Math.min(height - EDGE_PIXELS, Math.max(EDGE_PIXELS, spot.top));
  }

  pin({ person, left, top }, chosen, visible) {
    const { id } = person;
    let node = this.pins.get(id);
    if (!node) {
      node = button({ class: "town-person", data: { person: id } }, avatar(person), element("span", { class: "town-who" }, person.first_name));
      this.handle(node, id);
      this.pins.set(id, node);
      this.node.append(node);
    }
    const shared = Boolean(this.store.sharedBy(id));
    const walking = this.store.walks.some((walk) => walk.person_id === id);
    node.hidden = !visible;
    node.classList.toggle("shared", shared);
    node.classList.toggle("walking", walking);
    node.classList.toggle("held", this.held?.id === id);
    node.style.setProperty("--person", person.color || "#475569");
    node.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
    node.setAttribute("aria-pressed", String(chosen === id));
    node.setAttribute("aria-label", say("personOnMap", { name: this.store.nameOf(id), place: placeName(person.place) }));
  }

  handle(node, id) {
    let from = null;
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      node.setPointerCapture(event.pointerId);
      const anchor = this.camera.toPixels(toPoint(this.store.people.get(id).place));
      from = { x: event.clientX, y: event.clientY, anchor, moved: false };
    });
    node.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [right, down] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.moved && Math.hypot(right, down) < DRAG_PIXELS) return;
      from.moved = true;
      this.hold(id, this.camera.toUnits({ left: from.anchor.left + right, top: from.anchor.top + down }));
    });
    const drop = () => {
      const moved = from?.moved;
      from = null;
      if (moved) this.drop();
      return moved;
    };
    let dragged = false;
    node.addEventListener("pointerup", () => (dragged = Boolean(drop())));
    node.addEventListener("pointercancel", () => {
      from = null;
      this.held = null;
      this.on.redraw();
    });
    node.addEventListener("click", () => {
      if (!dragged) this.on.choose(id);
      dragged = false;
    });
    node.addEventListener("keydown", (event) => this.key(event, id));
  }

  key(event, id) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.held?.id === id ? this.held.at : toPoint(this.store.people.get(id).place);
    this.hold(id, { x: at.x + (step[0] * STEP_PIXELS) / this.camera.scale, y: at.y + (step[1] * STEP_PIXELS) / this.camera.scale });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.drop(), KEY_PAUSE_MS);
  }

  hold(id, at) {
    if (isOnMap(at)) this.held = { id, at };
    this.on.redraw();
  }

  async drop() {
    const { held } = this;
    if (!held) return;
    await this.on.put(held.id, toDegrees(held.at));
    if (this.held === held) this.held = null;
    this.on.redraw();
  }
}

/** Each pin keeps off the others and the posters, and as near to its place as that lets it. The one in the hand is not pushed. */
function pushApart(spots, heldId, posters) {
  for (let round = 0; round < ROUNDS; round += 1) {
    let pushed = false;
    spots.forEach((one, index) => {
      for (const poster of one.person.id === heldId ? [] : posters) {
        const [right, down] = [one.left - poster.left, one.top - poster.top];
        const apart = Math.hypot(right, down) || 1;
        if (apart >= APART_PIXELS) continue;
        one.left += (right / apart) * (APART_PIXELS - apart);
        one.top += (down / apart) * (APART_PIXELS - apart);
        pushed = true;
      }
      for (const other of spots.slice(index + 1)) {
        let [right, down] = [other.left - one.left, other.top - one.top];
        let apart = Math.hypot(right, down);
        if (apart >= APART_PIXELS) continue;
        // Two who stand on one spot part in a direction of their own.
        if (apart < 0.5) [right, down, apart] = [Math.cos(index * 2.4), Math.sin(index * 2.4), 1];
        const push = (APART_PIXELS - apart) / 2 / apart;
        const [still, yields] = [one.person.id === heldId ? 0 : 1, other.person.id === heldId ? 0 : 1];
        one.left -= right * push * still;
        one.top -= down * push * still;
        other.left += right * push * yields;
        other.top += down * push * yields;
        pushed = true;
      }
    });
    if (!pushed) return;
  }
}

function stem({ anchor, left, top }, colour) {
  return drawn(
    "g", { style: { "--person": colour || "#475569" } },
    drawn("line", { x1: anchor.left, y1: anchor.top, x2: left, y2: top }), drawn("circle", { cx: anchor.left, cy: anchor.top, r: 4.5 }),
  );
}
