/** Dialogs that begin in a phone: opening a link or a scanned code, groups; and adding a person. */

import * as api from "./api.js";
import { openForm } from "./dialogs.js";
import { element } from "./dom.js";
import { dateOf, timeOf } from "./moments.js";
import { roleLabel, say } from "./words.js";

const RECENT_LINKS = 8;
const ROLES = ["villager", "patroller", "mediator", "village_head", "centre_staff", "director", "department_officer", "admin"];
const COLOURS = ["#b45309", "#0f766e", "#1d4ed8", "#7c3aed", "#be123c", "#4d7c0f", "#0369a1", "#a21caf"];

/** The start token in a link to the bot: "" for a link without one, null for any other link. */
export function startTokenOf(address, username) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const named = url.protocol === "tg:" ? url.searchParams.get("domain") : ["t.me", "telegram.me"].includes(url.hostname) ? url.pathname.slice(1) : null;
  if (!named || !username || named.toLowerCase() !== username.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

/** Every link to the bot that it sent lately to anybody, newest first: what one could scan from another phone. */
function recentLinks(store) {
  const found = [];
  for (const [chat, messages] of store.messages) {
    for (const message of messages.values()) {
      const words = message.text ?? message.caption ?? "";
      const entities = message.entities ?? message.caption_entities ?? [];
      const addresses = entities.filter(({ type }) => type === "url" || type === "text_link").map((entity) => entity.url ?? words.slice(entity.offset, entity.offset + entity.length));
      const keys = (message.reply_markup?.inline_keyboard ?? []).flat().map((key) => key.url).filter(Boolean);
      for (const address of [...addresses, ...keys, ...(words.match(/https:\/\/t\.me\/\S+/g) ?? [])]) {
        if (startTokenOf(address, store.bot.username)) found.push({ address, at: message.date_ms, chat });
      }
    }
  }
  const newest = found.sort((a, b) => b.at - a.at);
  return newest.filter(({ address }, index) => newest.findIndex((other) => other.address === address) === index).slice(0, RECENT_LINKS);
}

export function openScan(phone) {
  const field = element("input", { name: "link", class: "field", required: true, autocomplete: "off", "aria-label": say("scanField"), placeholder: say("scanField") });
  const links = recentLinks(phone.store);
  const list = element("div", { class: "links" }, links.map(({ address, at, chat }) => {
    const row = element("button", { type: "button", class: "link-row" }, element("b", {}, startTokenOf(address, phone.store.bot.username)), element("small", {}, `${phone.store.nameOf(chat)} · ${dateOf(at)} ${timeOf(at)}`));
    row.addEventListener("click", () => (field.value = address));
    return row;
  }));
  openForm({
    title: say("scanTitle"),
    label: say("scanOpen"),
    fields: [element("p", { class: "hint" }, say("scanHint")), field, links.length > 0 && element("h3", {}, say("scanRecent")), list],
    submit: () => {
      const text = field.value.trim();
      const address = /^https?:|^tg:/.test(text) ? text : /^(t|telegram)\.me\//.test(text) ? `https://${text}` : `https://t.me/${phone.store.bot.username}?start=${encodeURIComponent(text)}`;
      if (!phone.followLink(address)) window.open(address, "_blank", "noopener");
    },
  });
}

function memberBoxes(store, isIn) {
  return element("fieldset", { class: "boxes" }, element("legend", {}, say("groupMembers")), [...store.people.values()].map((person) =>
    element("label", {}, element("input", { type: "checkbox", name: "member", value: String(person.id), checked: isIn(person.id) }), element("span", {}, `${store.nameOf(person.id)} · ${roleLabel(person.label)}`))));
}

const ticked = (form) => [...form.querySelectorAll("input[name=member]:checked")].map((box) => Number(box.value));

export function newGroup(store, owner) {
  const title = element("input", { name: "title", class: "field", required: true, maxlength: "128", "aria-label": say("groupTitle"), placeholder: say("groupTitle") });
  openForm({
    title: say("groupNew"), label: say("create"), fields: [title, memberBoxes(store, (id) => id === owner)],
    submit: (form) => api.addGroup(title.value.trim(), ticked(form)),
  });
}

export function changeGroup(store, group) {
  const before = store.memberIds(group);
  openForm({
    title: say("membersTitle"), label: say("save"), fields: [memberBoxes(store, (id) => before.includes(id))],
    submit: (form) => {
      const after = ticked(form);
      return api.changeMembers(group.id, after.filter((id) => !before.includes(id)), before.filter((id) => store.people.has(id) && !after.includes(id)));
    },
  });
}

export function addPerson(store, onAdded) {
  const name = element("input", { name: "name", class: "field", required: true, maxlength: "64", autofocus: true, "aria-label": say("firstName"), placeholder: say("firstName") });
  const role = element("select", { name: "role", class: "field", "aria-label": say("role") }, ROLES.map((label) => element("option", { value: label }, roleLabel(label))));
  const tongue = element("select", { name: "language", class: "field", "aria-label": say("language") }, [["zh-hans", "简体中文"], ["zh-hant", "繁體中文"], ["en", "English"]].map(([value, words]) => element("option", { value }, words)));
  const labelled = (words, field) => element("label", { class: "labelled" }, element("span", {}, words), field);
  openForm({
    title: say("addTitle"), label: say("add"),
    fields: [element("p", { class: "hint" }, say("addHint")), labelled(say("firstName"), name), labelled(say("role"), role), labelled(say("language"), tongue)],
    submit: async () => {
      const person = await api.addPerson({ first_name: name.value.trim(), label: role.value, language_code: tongue.value, color: COLOURS[store.people.size % COLOURS.length] });
      onAdded(person.id);
    },
  });
}
