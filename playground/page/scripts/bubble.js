/** Draws one message of a chat, or the messages of one album, as a bubble with what hangs on it. */

import { button, element } from "./dom.js";
import { formatted } from "./entities.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboards.js";
import { attachment, pictures } from "./media.js";
import { momentOf, timeOf } from "./moments.js";
import { summary } from "./summaries.js";
import { say } from "./words.js";

const LONG_PRESS_MS = 500;

/**
 * `messages` is one message or an album. `view` says how it is seen: `own`, `first` and `last` of a run of one sender,
 * `senderName` (shown in groups), `quoted` (the message replied to). `on` are the phone's answers to touches.
 */
export function bubble(messages, view, on) {
  const lead = messages[0];
  const worded = messages.find((message) => message.text ?? message.caption);
  const words = worded?.text ?? worded?.caption ?? "";
  const entities = worded?.text === undefined || worded?.text === null ? worded?.caption_entities ?? worded?.entities : worded.entities;
  const seen = pictures(messages);
  const carried = messages.map((message) => attachment(message, movable(message, view) ? () => on.move(message) : null)).filter(Boolean);
  const bare = Boolean(lead.sticker) && !words;

  const body = element(
    "div", { class: ["bubble", (seen || lead.location || lead.venue) && "with-pictures", bare && "bare"].filter(Boolean).join(" ") },
    view.senderName && view.first && element("div", { class: "sender", style: { "--person": view.senderColour } }, view.senderName),
    forwarded(lead),
    quote(lead, view, on),
    seen,
    carried,
    words && element("div", { class: "words" }, element("span", { class: "text", dir: "auto" }, formatted(words, entities, { command: on.command, link: on.link })), foot(messages, view)),
    !words && foot(messages, view),
  );
  const markup = messages.find((message) => message.reply_markup?.inline_keyboard)?.reply_markup;
  const holder = messages.find((message) => message.reply_markup?.inline_keyboard);
  const row = element(
    "div",
    { class: ["row", view.own ? "own" : "theirs", view.first && "first", view.last && "last"].filter(Boolean).join(" "), data: { message: lead.message_id } },
    element(
      "div", { class: "stack" },
      element("div", { class: "bubble-line" }, body, handle(messages, body, on)),
      markup && inlineKeyboard(markup.inline_keyboard, { busy: (y, x) => on.isWaiting(holder, y, x), onPress: (y, x, key) => on.press(holder, y, x, key) }),
    ),
  );
  return row;
}

function movable(message, view) {
  return view.own && Boolean(message.location?.live_period);
}

function forwarded(message) {
  const origin = message.forward_origin ?? message.forward_from;
  if (!origin) return null;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.first_name;
  return element("div", { class: "forwarded" }, icon("forward"), name ? `${say("forwarded")} · ${name}` : say("forwarded"));
}

function quote(message, view, on) {
  if (!view.quoted && !message.reply_to_message_id && !message.reply_to_message) return null;
  const original = view.quoted ?? message.reply_to_message;
  return button(
    { class: "quote", on: { click: () => original && on.goTo(original.message_id) } },
    element("b", {}, original?.from?.first_name ?? ""), element("span", {}, summary(original)),
  );
}

function foot(messages, view) {
  const last = messages[messages.length - 1];
  const changed = messages.some((message) => message.edit_ms) && !messages.every((message) => message.location);
  return element(
    "div", { class: "foot" }, changed && element("span", {}, say("edited")),
    element("time", { datetime: new Date(last.date_ms).toISOString(), title: momentOf(last.date_ms) }, timeOf(last.date_ms)),
    view.own && icon("check"),
  );
}

/** The menu of a message opens by its handle, by a right click and by a long press. */
function handle(messages, body, on) {
  const open = (event) => {
    event?.preventDefault?.();
    on.menu(messages, body);
  };
  let timer = null;
  const stop = () => clearTimeout(timer);
  body.addEventListener("contextmenu", (event) => {
    if (!event.target.closest("a, img, video")) open(event);
  });
  body.addEventListener("touchstart", () => (timer = setTimeout(open, LONG_PRESS_MS)), { passive: true });
  for (const name of ["touchend", "touchmove", "touchcancel"]) body.addEventListener(name, stop, { passive: true });
  return button({ class: "handle", "aria-label": say("messageActions"), on: { click: open } }, icon("more"));
}
