/** One line that stands for a message: in quotes, chat lists and the feed. */

import { say } from "./words.js";

const KINDS = [
  ["photo", "photo"], ["voice", "voice"], ["video", "video"], ["video_note", "video"], ["animation", "animation"],
  ["audio", "audio"], ["document", "documentWord"], ["sticker", "sticker"], ["contact", "contact"], ["poll", "poll"],
];

/** The media field a message carries ("photo", "voice", …), or null. */
export function mediaKind(message) {
  return KINDS.find(([field]) => message[field])?.[0] ?? (message.location || message.venue ? "location" : null);
}

export function mediaWord(kind) {
  return say(KINDS.find(([field]) => field === kind)?.[1] ?? kind);
}

export function summary(message) {
  if (!message) return say("message");
  const words = message.text ?? message.caption;
  if (message.location) return say(message.location.live_period ? "liveLocation" : "location");
  const kind = mediaKind(message);
  if (kind === "document" && !words) return message.document.file_name || say("documentWord");
  if (kind === "sticker") return `${message.sticker.emoji ?? ""} ${say("sticker")}`.trim();
  if (kind && kind !== "location") return words ? `${mediaWord(kind)} · ${words}` : mediaWord(kind);
  return words || say("message");
}

/** The photo to show: the largest of the sizes the server keeps (it may send one object or Telegram's list). */
export function largestPhoto(photo) {
  return Array.isArray(photo) ? photo[photo.length - 1] : photo;
}
