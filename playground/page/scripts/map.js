/** Draws the township once, shows crops of it with a pin in bubbles, and lets a person choose a place on it. */

import { button, drawn, element } from "./dom.js";
import { icon } from "./icons.js";
import { openDialog } from "./dialogs.js";
import { language, say } from "./words.js";
import {
  CENTRE, FIELDS, HILLS, LANES, RAILWAY, RIVER, ROAD, SIDE, VILLAGES, isOnMap, nearestVillage, toDegrees, toPoint,
} from "./township.js";

const LABEL_PIXELS = 14;
const LIVE_SECONDS = 900;
const STEP = 8;
const PIN = "M0 0 C -4 -14 -17 -21 -17 -34 A 17 17 0 1 1 17 -34 C 17 -21 4 -14 0 0 Z";

function land() {
  return [
    drawn("rect", { class: "map-land", x: -2000, y: -2000, width: 5000, height: 5000 }),
    FIELDS.map(([x, y, width, height]) => drawn("rect", { class: "map-field", x, y, width, height, rx: 14 })),
    HILLS.map((d) => drawn("path", { class: "map-hill", d })),
    RIVER.map((d, index) => drawn("path", { class: index ? "map-river brook" : "map-river", d })),
    LANES.map((d) => drawn("path", { class: "map-lane", d })),
    drawn("path", { class: "map-road-edge", d: ROAD }),
    drawn("path", { class: "map-road", d: ROAD }),
    drawn("path", { class: "map-railway", d: RAILWAY }),
    drawn("path", { class: "map-sleepers", d: RAILWAY }),
    VILLAGES.map(({ x, y }) => drawn("circle", { class: "map-village", cx: x, cy: y, r: 8 })),
    drawn("path", { class: "map-centre", d: `M${CENTRE.x} ${CENTRE.y - 17} l5 12 13 1 -10 8 3 13 -11 -7 -11 7 3 -13 -10 -8 13 -1z` }),
  ];
}

/**
 * `pixels` is how many screen pixels one unit of the map takes: labels keep their size whatever the scale. A label that
 * would lie on another goes above its dot, or waits until the map is larger.
 */
function labels(pixels) {
  const size = LABEL_PIXELS / pixels;
  const taken = [];
  const label = (wantedX, y, text, kind, otherY = y) => {
    const wide = [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 1 : 0.58), 0) * size;
    const x = Math.min(SIDE - wide / 2 - size / 4, Math.max(wide / 2 + size / 4, wantedX));
    const free = (at) => taken.every((box) => Math.abs(box.x - x) > (box.wide + wide) / 2 || Math.abs(box.y - at) > size * 0.95);
    const place = [y, otherY].find(free);
    if (place === undefined) return [];
    taken.push({ x, y: place, wide });
    return drawn("text", { class: `map-label ${kind}`, x, y: place, "font-size": size, "stroke-width": size / 4 }, text);
  };
  return [
    label(CENTRE.x, CENTRE.y + 15 + size * 1.05, say("mapCentre"), "of-centre"),
    VILLAGES.map(({ x, y, ...names }) => label(x, y + 8 + size * 1.05, names[language], "of-village", y - 8 - size * 0.35)),
    label(150, 783 - size * 0.3, say("railway"), "of-line"),
    label(945, 445, say("road"), "of-line"),
    label(640, 790 - size * 0.2, say("river"), "of-water"),
  ];
}

function pin({ x, y }, scale, live) {
  return drawn(
    "g",
    { class: live ? "map-pin live" : "map-pin", transform: `translate(${x} ${y}) scale(${scale})` },
    drawn("ellipse", { class: "map-pin-shadow", cx: 0, cy: 1, rx: 9, ry: 3.5 }),
    drawn("path", { d: PIN }),
    drawn("circle", { class: "map-pin-eye", cx: 0, cy: -34, r: 6.5 }),
  );
}

/** "near Liutang", or the coordinates for a point outside the drawn township. */
export function placeName(location) {
  const point = toPoint(location);
  if (!isOnMap(point)) return `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)} · ${say("mapOutside")}`;
  return say("mapNear", { place: nearestVillage(point)[language] });
}

/** A small piece of the map with the pin in its middle, `width` by `height` pixels. */
export function mapCrop(location, width, height) {
  const point = toPoint(location);
  const pixels = 0.62;
  const [wide, high] = [width / pixels, height / pixels];
  const box = `${point.x - wide / 2} ${point.y - high * 0.58} ${wide} ${high}`;
  return drawn(
    "svg",
    { class: "map-crop", viewBox: box, role: "img", "aria-label": placeName(location), preserveAspectRatio: "xMidYMid slice" },
    land(), labels(pixels).flat(), pin(point, (1 / pixels) * 0.9, Boolean(location.live_period)),
  );
}

/** Shows a location on the whole map; nothing can be changed. */
export function showOnMap(location) {
  const chart = new Chart();
  chart.place(toPoint(location));
  openDialog({ title: placeName(location), wide: true, content: [chart.frame], kind: "map-dialog" });
  chart.fit();
}

/**
 * Lets the person choose a place. Answers with `{latitude, longitude}` (and `live_period` in seconds if it was asked
 * to be live), or with null when the dialog was closed. With `from` given the pin stands there and is being moved.
 */
export function chooseOnMap({ from } = {}) {
  return new Promise((resolve) => {
    const chart = new Chart();
    let point = null;
    const where = element("output", { class: "map-where" }, say("noPin"));
    const live = element("input", { type: "checkbox" });
    const go = button({ class: "primary", disabled: true, on: { click: () => finish() } }, from ? say("mapMove") : say("mapSend"));
    const list = element(
      "select",
      { "aria-label": say("chooseVillage"), on: { change: () => list.value !== "" && set(VILLAGES[Number(list.value)]) } },
      element("option", { value: "" }, say("chooseVillage")),
      VILLAGES.map((village, index) => element("option", { value: String(index) }, village[language])),
    );
    const set = (to) => {
      point = { x: Math.min(SIDE, Math.max(0, to.x)), y: Math.min(SIDE, Math.max(0, to.y)) };
      chart.place(point);
      where.textContent = placeName(toDegrees(point));
      go.disabled = false;
    };
    const finish = () => {
      const location = toDegrees(point);
      if (live.checked) location.live_period = LIVE_SECONDS;
      resolve(location);
      dialog.close();
    };
    chart.onChoose = set;
    chart.onStep = (dx, dy) => set(point ? { x: point.x + dx, y: point.y + dy } : CENTRE);
    const dialog = openDialog({
      title: from ? say("mapMoveTitle") : say("mapTitle"),
      wide: true,
      kind: "map-dialog",
      content: [
        element("p", { class: "hint" }, say("mapHint")),
        chart.frame,
        element("div", { class: "map-controls" }, list, where, !from && element("label", { class: "map-live" }, live, say("mapLive"))),
      ],
      actions: [go],
      onClose: () => resolve(null),
    });
    chart.fit();
    chart.svg.focus();
    if (from) set(toPoint(from));
  });
}

/** The whole map in a frame: zooms with buttons and wheel, scrolls when it is larger than its frame. */
class Chart {
  constructor() {
    this.zoom = 1;
    this.point = null;
    this.onChoose = null;
    this.onStep = null;
    this.svg = drawn("svg", {
      class: "map", viewBox: `0 0 ${SIDE} ${SIDE}`, tabindex: "0", role: "application", "aria-label": say("mapTitle"),
      on: { click: (event) => this.click(event), keydown: (event) => this.key(event) },
    });
    this.over = drawn("g", {});
    this.svg.append(drawn("g", {}, land()), this.over);
    this.scroll = element("div", { class: "map-scroll", on: { wheel: (event) => this.wheel(event) } }, this.svg);
    this.frame = element(
      "div", { class: "map-frame" }, this.scroll,
      element(
        "div", { class: "map-zoom" },
        button({ "aria-label": say("mapZoomIn"), on: { click: () => this.zoomTo(this.zoom * 1.5) } }, icon("plus")),
        button({ "aria-label": say("mapZoomOut"), on: { click: () => this.zoomTo(this.zoom / 1.5) } }, icon("minus")),
      ),
    );
    new ResizeObserver(() => this.fit()).observe(this.scroll);
  }

  fit() {
    const side = Math.min(this.scroll.clientWidth, this.scroll.clientHeight) * this.zoom;
    if (!side) return;
    this.svg.style.width = this.svg.style.height = `${side}px`;
    this.pixels = side / SIDE;
    this.drawOver();
  }

  drawOver() {
    this.over.replaceChildren();
    const nodes = [labels(this.pixels), this.point ? pin(this.point, 1 / this.pixels, false) : []];
    this.over.append(...nodes.flat(Infinity));
  }

  place(point) {
    this.point = point;
    if (this.pixels) this.drawOver();
  }

  zoomTo(zoom) {
    const bounded = Math.min(4, Math.max(1, zoom));
    const [x, y] = [this.scroll.scrollLeft + this.scroll.clientWidth / 2, this.scroll.scrollTop + this.scroll.clientHeight / 2];
    const ratio = bounded / this.zoom;
    this.zoom = bounded;
    this.fit();
    this.scroll.scrollTo(x * ratio - this.scroll.clientWidth / 2, y * ratio - this.scroll.clientHeight / 2);
  }

  wheel(event) {
    event.preventDefault();
    this.zoomTo(this.zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
  }

  click(event) {
    const box = this.svg.getBoundingClientRect();
    this.onChoose?.({ x: ((event.clientX - box.left) / box.width) * SIDE, y: ((event.clientY - box.top) / box.height) * SIDE });
  }

  key(event) {
    const steps = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (!steps[event.key] || !this.onStep) return;
    event.preventDefault();
    this.onStep(...steps[event.key]);
  }
}
