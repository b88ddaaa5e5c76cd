/** The round sign of a person: the last character of a Chinese name, or initials. */

import { element } from "./dom.js";

export function avatar(person, kind = "") {
  const whole = `${person.first_name ?? ""}${person.last_name ? ` ${person.last_name}` : ""}`.trim();
  const han = /\p{Script=Han}/u.test(whole);
  const letters = han ? [...whole].at(-1) : whole.split(/\s+/).map((word) => [...word][0] ?? "").join("").slice(0, 2).toUpperCase();
  return element("span", { class: `avatar ${kind}`, "aria-hidden": "true", style: { "--person": person.color || "#475569" } }, letters);
}
