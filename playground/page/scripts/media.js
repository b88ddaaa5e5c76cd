/** Shows what a message carries besides words: photos and albums, video, voice, documents, places, contacts, polls. */

import { button, element } from "./dom.js";
import { icon } from "./icons.js";
import { mapCrop, placeName, showOnMap } from "./map.js";
import { lengthOf, sizeOf } from "./moments.js";
import { largestPhoto } from "./summaries.js";
import { voicePlayer } from "./voice_player.js";
import { say } from "./words.js";

const CROP = { width: 264, height: 150 };

/** The pictures of a message, or of all messages of an album, as one grid. */
export function pictures(messages) {
  const shown = messages.filter((message) => message.photo || message.video || message.animation);
  if (!shown.length) return null;
  return element("div", { class: `pictures of-${Math.min(shown.length, 10)}` }, shown.map(picture));
}

function picture(message) {
  if (message.photo) {
    const photo = largestPhoto(message.photo);
    if (!photo.url) return notKept("photo", photo);
    const image = element("img", { src: photo.url, alt: say("photo"), loading: "lazy", width: photo.width, height: photo.height });
    return button({ class: "picture", "aria-label": say("viewPhoto"), on: { click: () => look(photo.url) } }, image);
  }
  const video = message.video ?? message.animation;
  if (!video.url) return notKept("video", video);
  const attributes = message.animation ? { autoplay: true, loop: true, muted: true } : { controls: true };
  return element(
    "div", { class: "picture film" },
    element("video", { src: video.url, preload: "metadata", playsinline: true, ...attributes, "aria-label": say("video") }),
  );
}

function notKept(kind, file) {
  return element(
    "div", { class: "picture not-kept" }, icon(kind), element("span", {}, [say(kind), sizeOf(file.file_size)].filter(Boolean).join(" · ")), element("small", {}, say("notKept")),
  );
}

/** A photo over the whole page; any click or Escape closes it. */
function look(address) {
  const node = element("dialog", { class: "viewer", "aria-label": say("photo"), on: { click: () => node.close() } }, element("img", { src: address, alt: say("photo") }), button({ class: "plain", "aria-label": say("close") }, icon("close")));
  node.addEventListener("close", () => node.remove());
  document.body.append(node);
  node.showModal();
}

/** Everything else that one message carries, or null. `onMove` is given where the viewer may move a live location. */
export function attachment(message, onMove) {
  if (message.voice) return voicePlayer(message.voice, message.message_id);
  if (message.audio) return file(message.audio, message.audio.title ?? say("audio"), "microphone");
  if (message.video_note) return pictures([{ video: message.video_note }]);
  if (message.document) return file(message.document, message.document.file_name ?? say("documentWord"), "document");
  if (message.sticker) return element("div", { class: "sticker" }, message.sticker.emoji ?? "🙂");
  if (message.contact) return contact(message.contact);
  if (message.poll) return poll(message.poll);
  const place = message.location ?? message.venue?.location;
  return place ? location(place, message.venue, onMove) : null;
}

function file(value, name, sign) {
  const about = [sizeOf(value.file_size), value.duration && lengthOf(value.duration), !value.url && say("notKept")].filter(Boolean).join(" · ");
  const inside = [element("span", { class: "file-sign" }, icon(sign)), element("span", { class: "file-words" }, element("b", {}, name), element("small", {}, about))];
  if (!value.url) return element("div", { class: "file" }, inside);
  return element("a", { class: "file", href: value.url, target: "_blank", rel: "noopener", "aria-label": `${say("open")} ${name}` }, inside);
}

function contact(value) {
  const name = [value.first_name, value.last_name].filter(Boolean).join(" ");
  return element(
    "div", { class: "file" }, element("span", { class: "file-sign" }, icon("contact")),
    element("span", { class: "file-words" }, element("b", {}, name || say("contact")), element("small", {}, value.phone_number)),
  );
}

function poll(value) {
  const total = value.total_voter_count || 0;
  return element(
    "div", { class: "poll" }, element("b", {}, value.question),
    (value.options ?? []).map((option) => {
      const share = total ? Math.round((100 * (option.voter_count || 0)) / total) : 0;
      return element("div", { class: "poll-option", style: { "--share": `${share}%` } }, element("span", {}, option.text), element("span", {}, `${share}%`));
    }),
    element("small", {}, say("votes", { n: total })),
  );
}

function location(place, venue, onMove) {
  const live = Boolean(place.live_period);
  const label = venue?.title ?? placeName(place);
  return button(
    { class: "place", "aria-label": `${say(onMove ? "mapMoveTitle" : "viewMap")}: ${label}`, on: { click: () => (onMove ? onMove() : showOnMap(place)) } },
    mapCrop(place, CROP.width, CROP.height),
    element("span", { class: "place-words" }, icon(live ? "live" : "place"), element("span", {}, live ? `${say("liveLocation")} · ${label}` : label)),
  );
}
