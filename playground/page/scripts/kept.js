/** What this browser remembers between visits: drafts, which phones are shown, what was read. Never messages. */

const PREFIX = "shouwang.playground.";

export function read(key, otherwise) {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

export function write(key, value) {
  try {
    if (value === undefined || value === null || value === "") localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs a draft at most; the page goes on.
  }
}
