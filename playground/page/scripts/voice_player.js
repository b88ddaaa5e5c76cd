/** Plays one voice message: a button, bars that fill while it plays, and the time. One at a time on the page. */

import { button, element } from "./dom.js";
import { icon } from "./icons.js";
import { lengthOf } from "./moments.js";
import { say } from "./words.js";

const BARS = 30;
let playing = null;

/** Heights that look like speech and are the same at each drawing of the same message. */
function heights(seed) {
  let state = (seed * 2654435761) >>> 0 || 1;
  return Array.from({ length: BARS }, (_, index) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    const swell = 0.45 + 0.4 * Math.abs(Math.sin(index * 0.55 + (seed % 7)));
    return Math.round(100 * Math.max(0.16, swell * (0.45 + (state / 2 ** 32) * 0.65)));
  });
}

export function voicePlayer(voice, seed) {
  const bars = heights(seed).map((height) => element("i", { style: { height: `${height}%` } }));
  const time = element("span", { class: "voice-time" }, lengthOf(voice.duration));
  const toggle = button({ class: "voice-toggle", "aria-label": say("play"), disabled: !voice.url }, icon("play"));
  const audio = voice.url ? new Audio() : null;
  const wave = element("div", { class: "voice-wave", "aria-hidden": "true" }, bars);

  const show = (running) => {
    toggle.replaceChildren(icon(running ? "pause" : "play"));
    toggle.setAttribute("aria-label", say(running ? "pause" : "play"));
  };
  const fill = () => {
    const whole = Number.isFinite(audio.duration) ? audio.duration : voice.duration || 1;
    const done = audio.currentTime / whole;
    bars.forEach((bar, index) => bar.classList.toggle("played", index / BARS < done));
    time.textContent = lengthOf(audio.paused && !audio.currentTime ? voice.duration : audio.currentTime);
  };
  if (audio) {
    audio.preload = "none";
    audio.src = voice.url;
    audio.addEventListener("play", () => show(true));
    audio.addEventListener("pause", () => show(false));
    audio.addEventListener("timeupdate", fill);
    audio.addEventListener("ended", () => {
      audio.currentTime = 0;
      fill();
    });
    toggle.addEventListener("click", () => {
      if (!audio.paused) return audio.pause();
      if (playing && playing !== audio) playing.pause();
      playing = audio;
      return audio.play().catch(() => show(false));
    });
  }
  return element("div", { class: "voice" }, toggle, wave, time);
}
