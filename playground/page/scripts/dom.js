/** Builds DOM nodes. Text only ever becomes text nodes, so nothing a person types can become markup. */

const SVG = "http://www.w3.org/2000/svg";

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "style") for (const [key, setting] of Object.entries(value)) node.style.setProperty(key, setting);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  append(node, children);
  return node;
}

/** Appends strings and nodes; lists are flattened, null and false are left out. */
export function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

export function element(tag, properties, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function drawn(tag, properties, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

export function replaceContent(node, ...children) {
  node.textContent = "";
  return append(node, children);
}

/** A button of type "button", so that no form is ever sent by accident. */
export function button(properties, ...children) {
  return element("button", { type: "button", ...properties }, ...children);
}
