/** The control API as functions. Every failure is an Error whose message is the server's own sentence. */

const BASE = "/playground/api";

async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(BASE + path, options);
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    throw new Error(`${response.status} ${response.statusText}`);
  }
  if (!response.ok) throw new Error(answer?.error || `${response.status} ${response.statusText}`);
  return answer;
}

export const state = () => call("GET", "/state");
export const eventsAddress = (since) => `${BASE}/events?since=${since}`;
export const addPerson = (person) => call("POST", "/people", person);
export const block = (person, blocked) => call("POST", `/people/${person}/block`, { blocked });
export const addGroup = (title, members) => call("POST", "/groups", { title, member_ids: members });
export const changeMembers = (group, add, remove) => call("POST", `/groups/${group}/members`, { add, remove });
export const moveClock = (move) => call("POST", "/clock", move);
export const callback = (id) => call("GET", `/callbacks/${encodeURIComponent(id)}?wait_ms=0`);

export const press = (chat, message, from, row, column) =>
  call("POST", `/chats/${chat}/messages/${message}/press`, { from_id: from, row, column });

export const edit = (chat, message, from, change) =>
  call("POST", `/chats/${chat}/messages/${message}/edit`, { from_id: from, ...change });

export const remove = (chat, message, from) =>
  call("POST", `/chats/${chat}/messages/${message}/delete`, { from_id: from });

export const place = (person, where) => call("POST", `/people/${person}/place`, where);
export const stopSharing = (person) => call("POST", `/people/${person}/stop_sharing`, {});
export const scan = (person, link) => call("POST", `/people/${person}/scan`, { link });
export const walk = (person, way) => call("POST", `/people/${person}/walk`, way);
export const standStill = (person) => call("DELETE", `/people/${person}/walk`);

/** Sends what `content` describes; `files` (blobs, in the order of `content.media`) go along as parts of one form. */
export function send(chat, from, content, files = []) {
  const body = { from_id: from, ...content };
  if (!files.length) return call("POST", `/chats/${chat}/send`, body);
  const form = new FormData();
  form.append("json", JSON.stringify(body));
  files.forEach((file, index) => form.append("file", file, content.media[index].file_name || `file-${index}`));
  return call("POST", `/chats/${chat}/send`, form);
}
