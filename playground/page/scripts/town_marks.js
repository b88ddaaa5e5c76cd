/** Draws on the big map what it was given: areas, routes, checkpoints with their posters, hot spots. */

import { button, drawn, element } from "./dom.js";
import { icon } from "./icons.js";
import { named } from "./map_drawing.js";
import { toPoint, unitsOf } from "./township.js";
import { say } from "./words.js";

/** From this many pixels a unit on, checkpoints are posters to press; farther away they are dots. */
const POSTERS_FROM = 1.5;
const NAMES_FROM = 2.3;
const BESIDE_PIXELS = 30;
const AREA_NAME_PIXELS = 16;
const KINDS = ["school", "railway", "road"];

const pointOf = ([longitude, latitude]) => toPoint({ longitude, latitude });
const line = (points) => points.map(pointOf).map(({ x, y }) => `${x},${y}`).join(" ");

function outline(area, properties) {
  if (area.polygon?.length) return drawn("polygon", { ...properties, points: line(area.polygon) });
  const { x, y } = toPoint(area.centre);
  return drawn("circle", { ...properties, cx: x, cy: y, r: unitsOf(area.radius) });
}

/** Areas, ways and the circles of checkpoints, in map units. `walks` are the ways somebody is on. */
export function ground(places, walks, camera) {
  const { scale } = camera;
  return [
    places.areas.map((area) => outline(area, { class: "town-area", "data-area": area.id })),
    scale >= POSTERS_FROM && places.areas.map((area) => named(nameAt(area, camera), area.name, AREA_NAME_PIXELS / scale)),
    places.routes.map((route) => drawn("polyline", { class: "town-route", points: line(route.points) })),
    walks.map((walk) => drawn("polyline", { class: "town-route walked", points: line(walk.points) })),
    scale < POSTERS_FROM && places.hot_spots.map(({ place }) => {
      const { x, y } = toPoint(place);
      return drawn("circle", { class: "town-hot", cx: x, cy: y, r: 5 / scale });
    }),
    places.checkpoints.map(({ place, radius }) => {
      const { x, y } = toPoint(place);
      return [drawn("circle", { class: "town-reach", cx: x, cy: y, r: unitsOf(radius) }), scale < POSTERS_FROM && drawn("circle", { class: "town-dot", cx: x, cy: y, r: 4 / scale })];
    }),
  ];
}

/** Where an area's own name stands once its posters are to be read: inside its upper edge, or that of the frame. */
function nameAt(area, camera) {
  const outer = corners(area);
  const [xs, ys] = [outer.map(({ x }) => x), outer.map(({ y }) => y)];
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: Math.max(Math.min(...ys), camera.toUnits({ left: 0, top: 0 }).y) + (1.6 * AREA_NAME_PIXELS) / camera.scale };
}

/** Whether a point's village is named by its area at this scale. */
export const isNamedByArea = (places, scale) => (point) =>
  scale >= POSTERS_FROM && places.areas.some((area) => {
    const outer = corners(area);
    const [xs, ys] = [outer.map(({ x }) => x), outer.map(({ y }) => y)];
    return point.x > Math.min(...xs) && point.x < Math.max(...xs) && point.y > Math.min(...ys) && point.y < Math.max(...ys);
  });

/** The points (map units) of an area's outline, to look at it. */
export function corners(area) {
  if (area.polygon?.length) return area.polygon.map(pointOf);
  const { x, y } = toPoint(area.centre);
  const reach = unitsOf(area.radius);
  return [{ x: x - reach, y: y - reach }, { x: x + reach, y: y + reach }];
}

const shift = ({ left, top }) => ({ transform: `translate(${Math.round(left)}px, ${Math.round(top)}px)` });

/** Where posters to press stand, in pixels: pins keep off them. */
export function postersAt(places, camera) {
  return camera.scale < POSTERS_FROM ? [] : places.checkpoints.map(({ place }) => camera.toPixels(toPoint(place)));
}

/** Posters and hot spots, in pixels. `onPoster(checkpoint)` is told of a press. */
export function signs(places, camera, onPoster) {
  if (camera.scale < POSTERS_FROM) return [];
  const named = camera.scale >= NAMES_FROM;
  const posters = places.checkpoints.map((checkpoint) => ({ checkpoint, at: camera.toPixels(toPoint(checkpoint.place)) }));
  return [
    places.hot_spots.map((spot) => {
      const at = camera.toPixels(toPoint(spot.place));
      const beside = posters.some((poster) => Math.hypot(poster.at.left - at.left, poster.at.top - at.top) < BESIDE_PIXELS);
      const kind = KINDS.includes(spot.kind) ? spot.kind : "other";
      const where = beside ? { left: at.left + 27, top: at.top - 21 } : at;
      return element("span", { class: "town-spot", title: spot.name, role: "img", "aria-label": spot.name, style: shift(where) }, element("b", {}, say(`hot_${kind}`)), named && !beside && element("span", { class: "town-name" }, spot.name));
    }),
    posters.map(({ checkpoint, at }) =>
      button(
        { class: checkpoint.link ? "town-poster" : "town-poster bare", data: { checkpoint: checkpoint.id }, "aria-label": say("posterOf", { name: checkpoint.name }), style: shift(at), on: { click: () => onPoster(checkpoint) } },
        element("span", { class: "town-sheet" }, icon(checkpoint.link ? "poster" : "place")), named && element("span", { class: "town-name" }, checkpoint.name),
      )),
  ];
}
