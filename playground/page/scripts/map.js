/** Shows crops of the township with a pin in bubbles, and lets a person choose a place on it. */

import { button, drawn, element } from "./dom.js";
import { icon } from "./icons.js";
import { openDialog } from "./dialogs.js";
import { labels, land, pin } from "./map_drawing.js";
import { language, say } from "./words.js";
import { CENTRE, SIDE, VILLAGES, isOnMap, nearestVillage, toDegrees, toPoint } from "./township.js";

/** For how long a place is shared: as Telegram offers it. */
export const PERIODS = [[0, "mapOnce"], [900, "mapQuarter"], [3600, "mapHour"], [28800, "mapEight"]];
const STEP = 8;

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
 * to be live), or with null when the dialog was closed. With `from` given the pin stands there and is being moved; with
 * `at` (where the person is) it stands there to begin with.
 */
export function chooseOnMap({ from, at } = {}) {
  return new Promise((resolve) => {
    const chart = new Chart();
    let point = null;
    const where = element("output", { class: "map-where" }, say("noPin"));
    const live = element("select", { "aria-label": say("mapHowLong") }, PERIODS.map(([seconds, words]) => element("option", { value: String(seconds) }, say(words))));
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
      if (at?.horizontal_accuracy !== undefined) location.horizontal_accuracy = at.horizontal_accuracy;
      if (Number(live.value)) location.live_period = Number(live.value);
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
        element("div", { class: "map-controls" }, list, where, !from && element("span", { class: "map-live" }, live)),
      ],
      actions: [go],
      onClose: () => resolve(null),
    });
    chart.fit();
    chart.svg.focus();
    if (from ?? at) set(toPoint(from ?? at));
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
