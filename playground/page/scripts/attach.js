/** The attach menu of a phone: everything a person can send besides words. */

import { button, element } from "./dom.js";
import { icon } from "./icons.js";
import { chooseOnMap } from "./map.js";
import { lengthOf, sizeOf } from "./moments.js";
import { record } from "./recorder.js";
import { SCENES, drawScene, samplePhoto, sampleVideo, sampleVoice } from "./samples.js";
import { say } from "./words.js";

const ALBUM_LIMIT = 10;
const BIG_VIDEO_BYTES = 50_000_000;
const STICKERS = ["👍", "🙏", "😂", "😢", "😡", "🌾", "🚨", "🎉"];

export class Attach {
  /** `sheets` of the phone; `send(content, files)` sends and shows a failure itself; `contact()` is the person's own, `place()` where they are. */
  constructor(sheets, send, contact, place) {
    this.sheets = sheets;
    this.send = send;
    this.contact = contact;
    this.place = place;
    this.chooser = element("input", { type: "file", class: "chooser", tabindex: "-1", "aria-hidden": "true" });
    this.chooser.addEventListener("change", () => this.chosen([...this.chooser.files]));
  }

  menu() {
    const choices = [
      ["photo", "takePhoto", () => this.choose("image/*", true, "photo")],
      ["landscape", "samplePhoto", () => this.scenes()],
      ["microphone", "voiceNote", () => this.voice()],
      ["place", "shareLocation", () => this.location()],
      ["video", "videoFile", () => this.choose("video/*", false, "video")],
      ["play", "sampleVideo", () => this.clip()],
      ["document", "file", () => this.choose("", true, "document")],
      ["contact", "shareContact", () => this.send({ contact: this.contact() })],
      ["sticker", "stickerWord", () => this.stickers()],
      ["video", "bigVideo", () => this.send({ media: [{ type: "video", size: BIG_VIDEO_BYTES, name: "big.mp4", file_name: "big.mp4", mime_type: "video/mp4", duration: 95 }] })],
    ];
    const close = this.sheets.open(say("attachTitle"), element("div", { class: "attach-grid" }, choices.map(([sign, label, act]) =>
      button({ class: "choice", data: { attach: label }, on: { click: () => { close(); act(); } } }, element("span", { class: "round" }, icon(sign)), say(label)))), { kind: "attach-sheet" });
  }

  choose(accept, multiple, type) {
    this.type = type;
    this.chooser.accept = accept;
    this.chooser.multiple = multiple;
    this.chooser.value = "";
    this.chooser.click();
  }

  chosen(files) {
    if (files.length) this.preview(files.slice(0, ALBUM_LIMIT), this.type);
  }

  /** Files dropped on the phone or pasted: all pictures go as photos, anything else as documents. */
  dropped(files) {
    const pictures = files.every((file) => file.type.startsWith("image/"));
    this.preview(files.slice(0, ALBUM_LIMIT), pictures ? "photo" : "document");
  }

  preview(files, type) {
    const addresses = files.map((file) => URL.createObjectURL(file));
    const shown = files.map((file, index) => (type === "photo" ? element("img", { src: addresses[index], alt: file.name }) : element("div", { class: "file" }, element("span", { class: "file-sign" }, icon(type)), element("span", { class: "file-words" }, element("b", {}, file.name), element("small", {}, sizeOf(file.size))))));
    const caption = element("input", { type: "text", class: "field", placeholder: say("caption"), "aria-label": say("caption"), maxlength: "1024" });
    const form = element(
      "form", { class: "preview" }, element("div", { class: `preview-items ${type}` }, shown), caption,
      element("button", { type: "submit", class: "primary" }, say("sendN", { n: files.length })),
    );
    const close = this.sheets.open(say("preview"), form, { onClose: () => addresses.forEach((address) => URL.revokeObjectURL(address)) });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const media = await Promise.all(files.map((file) => describe(file, type)));
      close();
      this.send({ media, caption: caption.value.trim() || undefined }, files);
    });
  }

  scenes() {
    const picked = new Set();
    const go = button({ class: "primary", disabled: true, on: { click: () => finish() } }, say("sendN", { n: 0 }));
    const caption = element("input", { type: "text", class: "field", placeholder: say("caption"), "aria-label": say("caption"), maxlength: "1024" });
    const grid = element("div", { class: "scene-grid" }, SCENES.map((scene) => {
      const canvas = drawScene(scene);
      canvas.setAttribute("aria-hidden", "true");
      const toggle = button({ class: "scene choice", "aria-pressed": "false", data: { scene } }, canvas, element("span", {}, say(scene)));
      toggle.addEventListener("click", () => {
        if (!picked.delete(scene)) picked.add(scene);
        toggle.setAttribute("aria-pressed", String(picked.has(scene)));
        go.disabled = !picked.size;
        go.textContent = say("sendN", { n: picked.size });
      });
      return toggle;
    }));
    const finish = async () => {
      close();
      const photos = await Promise.all([...picked].map(samplePhoto));
      const media = photos.map(({ width, height }, index) => ({ type: "photo", file_name: `sample-${index + 1}.jpg`, mime_type: "image/jpeg", width, height }));
      this.send({ media, caption: caption.value.trim() || undefined }, photos.map(({ blob }) => blob));
    };
    const close = this.sheets.open(say("samplePhotosTitle"), [grid, caption, go]);
  }

  async clip() {
    const clip = await sampleVideo();
    if (!clip) return this.send({ media: [{ type: "video", size: 900_000, name: "sample.mp4", file_name: "sample.mp4", mime_type: "video/mp4", duration: 2 }] });
    const { blob, duration, width, height } = clip;
    return this.send({ media: [{ type: "video", file_name: "sample.webm", mime_type: "video/webm", duration, width, height }] }, [blob]);
  }

  /** Asks for the microphone; where there is none, offers the sample. */
  async voice() {
    const state = element("p", { class: "record-state", role: "status" }, say("micAsking"));
    const time = element("p", { class: "record-time" }, lengthOf(0));
    const stop = button({ class: "primary record-stop", disabled: true }, icon("microphone"), say("recordStop"));
    const sample = button({ class: "secondary", data: { attach: "sampleVoice" }, on: { click: () => { close(); this.sampleVoice(); } } }, say("sampleVoice"));
    let recording = null;
    let open = true;
    let timer = null;
    const close = this.sheets.open(say("voiceNote"), element("div", { class: "recorder" }, state, time, stop, sample), {
      onClose: () => { open = false; clearInterval(timer); recording?.stop(); },
    });
    try {
      recording = await record();
    } catch {
      state.textContent = say("micMissing");
      stop.hidden = time.hidden = true;
      return;
    }
    if (!open) { recording.stop(); return; }
    const began = performance.now();
    state.textContent = say("recording");
    state.classList.add("live");
    stop.disabled = false;
    timer = setInterval(() => (time.textContent = lengthOf((performance.now() - began) / 1000)), 200);
    stop.addEventListener("click", async () => {
      const finished = recording;
      recording = null;
      close();
      const { blob, duration } = await finished.stop();
      this.sendVoice(blob, duration);
    });
  }

  sampleVoice() {
    const { blob, duration } = sampleVoice();
    this.sendVoice(blob, duration);
  }

  sendVoice(blob, duration) {
    const ending = blob.type.split("/")[1];
    this.send({ media: [{ type: "voice", file_name: `voice.${ending}`, mime_type: blob.type, duration }] }, [blob]);
  }

  async location() {
    const location = await chooseOnMap({ at: this.place() });
    if (location) this.send({ location });
  }

  stickers() {
    const close = this.sheets.open(say("stickerWord"), element("div", { class: "sticker-grid" }, STICKERS.map((emoji) => button({ class: "choice", on: { click: () => { close(); this.send({ sticker: { emoji } }); } } }, emoji))));
  }
}

/** What the server is told about a chosen file. */
async function describe(file, type) {
  const about = { type, file_name: file.name, mime_type: file.type || "application/octet-stream" };
  if (type === "photo") {
    try {
      const image = await createImageBitmap(file);
      return { ...about, width: image.width, height: image.height };
    } catch {
      return { ...about, type: "document" };
    }
  }
  return about;
}
