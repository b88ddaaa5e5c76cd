/** Follows the server's events from a given number on, and comes back after every break with nothing missed. */

import { eventsAddress } from "./api.js";

const NAMES = [
  "message_added", "message_edited", "message_deleted", "callback_answered", "typing", "clock",
  "person_added", "person_moved", "chat_changed", "bot_changed", "places", "walks", "feed", "reset",
];
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 5000;

/**
 * `since()` gives the last number seen; `onEvent(event)` gets each event as an object with `type`;
 * `onConnection(up)` is told when the stream opens and when it breaks; `afterBreak()` reads the whole state again before
 * the stream is taken up anew (the server may have been restarted and count from the beginning).
 */
export function follow({ since, onEvent, onConnection, afterBreak }) {
  let pause = FIRST_PAUSE_MS;

  function open() {
    const source = new EventSource(eventsAddress(since()));
    const receive = (message) => {
      const event = JSON.parse(message.data);
      if (!event.type) event.type = event.kind || message.type;
      if (!event.seq && message.lastEventId) event.seq = Number(message.lastEventId);
      onEvent(event);
    };
    source.onmessage = receive;
    for (const name of NAMES) source.addEventListener(name, receive);
    source.onopen = () => {
      pause = FIRST_PAUSE_MS;
      onConnection(true);
    };
    // The browser would come back by itself, but with the first `since`: a new source asks from where the page is.
    source.onerror = () => {
      source.close();
      onConnection(false);
      setTimeout(resume, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
  }

  async function resume() {
    try {
      await afterBreak();
      open();
    } catch {
      setTimeout(resume, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  open();
}
