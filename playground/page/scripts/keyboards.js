/** Inline keyboards under a bubble and reply keyboards under the chat. */

import { button, element } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/**
 * The buttons in place under a message. `busy(row, column)` says whether a press still waits for its answer;
 * `onPress(row, column, button)` is told of a press.
 */
export function inlineKeyboard(rows, { busy, onPress }) {
  return element(
    "div", { class: "inline-keyboard" },
    rows.map((row, y) =>
      element("div", { class: "keys" }, row.map((key, x) => {
        const waits = busy(y, x);
        const sign = key.url ? icon("link") : key.copy_text ? icon("copy") : null;
        return button(
          {
            class: waits ? "key waiting" : "key", "aria-busy": waits ? "true" : null, "aria-label": key.url ? `${key.text} (${say("opensLink")})` : null,
            data: { row: y, column: x }, on: { click: () => !waits && onPress(y, x, key) },
          },
          element("span", {}, key.text), sign, waits && element("span", { class: "spinner", "aria-hidden": "true" }),
        );
      })),
    ),
  );
}

/** The reply keyboard that is in force in a chat: `{rows, placeholder, message}` or null. */
export function replyKeyboardOf(messages, used) {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const markup = messages[index].reply_markup;
    if (!messages[index].from?.is_bot || !markup) continue;
    if (markup.remove_keyboard) return null;
    if (markup.keyboard) {
      return {
        rows: markup.keyboard.map((row) => row.map((key) => (typeof key === "string" ? { text: key } : key))),
        placeholder: markup.input_field_placeholder,
        message: messages[index].message_id,
        usedUp: Boolean(markup.one_time_keyboard) && used === messages[index].message_id,
      };
    }
  }
  return null;
}

export function replyKeyboard(rows, onPress) {
  return element(
    "div", { class: "reply-keyboard", role: "group", "aria-label": say("keyboardLabel") },
    rows.map((row) => element("div", { class: "keys" }, row.map((key) => button({ class: "key", on: { click: () => onPress(key) } }, element("span", {}, key.text))))),
  );
}
