/** Turns a text and its entities (offsets in UTF-16 units, as JavaScript counts) into DOM nodes. */

import { element } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const SAFE_LINK = /^(https?|tel|mailto|tg):/i;

/**
 * `on.command(text)` is called for a pressed bot command, `on.link(url)` for a pressed link and may return true to
 * say that it dealt with it.
 */
export function formatted(text, entities, on) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, 0, text.length, ordered, on);
}

function span(text, from, to, entities, on) {
  const nodes = [];
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const end = Math.min(entity.offset + entity.length, to);
    let following = index + 1;
    const inner = [];
    while (following < entities.length && entities[following].offset < end) inner.push(entities[following++]);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    nodes.push(marked(entity, text.slice(entity.offset, end), span(text, entity.offset, end, inner, on), on));
    at = end;
    index = following;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function marked(entity, words, inner, on) {
  switch (entity.type) {
    case "spoiler":
      return spoiler(inner);
    case "pre":
      return element("pre", { "data-language": entity.language }, inner);
    case "text_link":
      return link(entity.url, inner, on);
    case "url":
      return link(/^[a-z]+:/i.test(words) ? words : `https://${words}`, inner, on);
    case "email":
      return link(`mailto:${words}`, inner, on);
    case "phone_number":
      return link(`tel:${words.replace(/[^\d+]/g, "")}`, inner, on);
    case "bot_command":
      return element("button", { type: "button", class: "command", on: { click: () => on.command(words) } }, inner);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return element("span", { class: "mention" }, inner);
    default:
      return TAGS[entity.type] ? element(TAGS[entity.type], {}, inner) : inner;
  }
}

function link(address, inner, on) {
  if (!SAFE_LINK.test(address)) return inner;
  const follow = (event) => {
    if (on.link?.(address)) event.preventDefault();
  };
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer", on: { click: follow } }, inner);
}

function spoiler(inner) {
  const node = element("span", { class: "spoiler", role: "button", tabindex: "0" }, inner);
  const reveal = () => node.classList.add("revealed");
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") reveal();
  });
  return node;
}
