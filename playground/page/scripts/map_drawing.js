/** Draws the township: its land and lines, its names at any scale, and the pin of a place. */

import { drawn } from "./dom.js";
import { language, say } from "./words.js";
import { CENTRE, FIELDS, HILLS, LANES, RAILWAY, RIVER, ROAD, SIDE, VILLAGES } from "./township.js";

const LABEL_PIXELS = 14;
const PIN = "M0 0 C -4 -14 -17 -21 -17 -34 A 17 17 0 1 1 17 -34 C 17 -21 4 -14 0 0 Z";

export function land() {
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

/** The label of an area on the map: `size` in map units. */
export function named({ x, y }, text, size) {
  return drawn("text", { class: "map-label of-village", x, y, "font-size": size, "stroke-width": size / 4 }, text);
}

/**
 * `pixels` is how many screen pixels one unit of the map takes: labels keep their size whatever the scale. A label that
 * would lie on another goes above its dot, or waits until the map is larger.
 * Villages for which `elsewhere(point)` holds are named by something else.
 */
export function labels(pixels, elsewhere = () => false) {
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
    VILLAGES.filter((village) => !elsewhere(village)).map(({ x, y, ...names }) => label(x, y + 8 + size * 1.05, names[language], "of-village", y - 8 - size * 0.35)),
    label(150, 783 - size * 0.3, say("railway"), "of-line"),
    label(945, 445, say("road"), "of-line"),
    label(640, 790 - size * 0.2, say("river"), "of-water"),
  ];
}

export function pin({ x, y }, scale, live) {
  return drawn(
    "g",
    { class: live ? "map-pin live" : "map-pin", transform: `translate(${x} ${y}) scale(${scale})` },
    drawn("ellipse", { class: "map-pin-shadow", cx: 0, cy: 1, rx: 9, ry: 3.5 }),
    drawn("path", { d: PIN }),
    drawn("circle", { class: "map-pin-eye", cx: 0, cy: -34, r: 6.5 }),
  );
}
