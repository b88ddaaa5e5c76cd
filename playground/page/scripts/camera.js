/** Which part of the map is seen, and how large: pans and zooms, and turns map units into pixels and back. */

import { SIDE } from "./township.js";

const CLOSEST = 7;

export class Camera {
  constructor() {
    Object.assign(this, { x: SIDE / 2, y: SIDE / 2, scale: 1, width: 1, height: 1 });
  }

  /** The size of the frame in pixels; the middle stays where it is. */
  resize(width, height) {
    Object.assign(this, { width, height });
    this.bound();
  }

  get farthest() {
    return Math.min(this.width, this.height) / SIDE;
  }

  bound() {
    this.scale = Math.min(CLOSEST, Math.max(this.farthest, this.scale));
    this.x = Math.min(SIDE, Math.max(0, this.x));
    this.y = Math.min(SIDE, Math.max(0, this.y));
  }

  toPixels({ x, y }) {
    return { left: (x - this.x) * this.scale + this.width / 2, top: (y - this.y) * this.scale + this.height / 2 };
  }

  toUnits({ left, top }) {
    return { x: (left - this.width / 2) / this.scale + this.x, y: (top - this.height / 2) / this.scale + this.y };
  }

  pan(right, down) {
    this.x -= right / this.scale;
    this.y -= down / this.scale;
    this.bound();
  }

  /** What lies under `at` (pixels) stays there. */
  zoom(factor, at = { left: this.width / 2, top: this.height / 2 }) {
    const fixed = this.toUnits(at);
    this.scale *= factor;
    this.bound();
    const moved = this.toUnits(at);
    this.x += fixed.x - moved.x;
    this.y += fixed.y - moved.y;
    this.bound();
  }

  /** Shows these points (units) with `margin` pixels around them. */
  show(points, margin) {
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    this.x = (left + right) / 2;
    this.y = (top + bottom) / 2;
    this.scale = Math.min((this.width - 2 * margin) / Math.max(1, right - left), (this.height - 2 * margin) / Math.max(1, bottom - top));
    this.bound();
  }

  get viewBox() {
    const [wide, high] = [this.width / this.scale, this.height / this.scale];
    return `${this.x - wide / 2} ${this.y - high / 2} ${wide} ${high}`;
  }
}
