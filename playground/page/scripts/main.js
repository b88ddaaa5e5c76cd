/** Puts the page together: reads the state, builds the bar, the phones and the feed, and lets the clock tick. */

import { button, element, replaceContent } from "./dom.js";
import { note } from "./dialogs.js";
import { Feed } from "./feed.js";
import * as kept from "./kept.js";
import { Stage } from "./stage.js";
import { Store } from "./store.js";
import { TopBar } from "./top_bar.js";
import { language, say } from "./words.js";

const TICK_MS = 250;
const FEED_FITS_PIXELS = 1700;

async function begin() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  document.title = say("title");
  const root = document.getElementById("playground");
  replaceContent(root, element("p", { class: "opening", role: "status" }, say("loading")));
  const store = new Store();
  try {
    await store.open();
  } catch (error) {
    replaceContent(root, element("div", { class: "opening", role: "alert" }, element("p", {}, say("loadFailed", { reason: error.message })), button({ class: "primary", on: { click: begin } }, say("retry"))));
    return;
  }
  build(store, root);
}

function build(store, root) {
  const bar = new TopBar(store, () => setFeed(!feed.isOpen));
  const feed = new Feed(store, () => setFeed(false));
  const stage = new Stage(store);
  const setFeed = (open) => {
    feed.setOpen(open);
    bar.setFeedOpen(open);
  };
  const lost = element("div", { class: "lost", role: "status", hidden: true }, say("offline"));
  replaceContent(root, bar.node, lost, stage.chips, element("div", { class: "below" }, stage.node, feed.node));
  setFeed(kept.read("feed", innerWidth >= FEED_FITS_PIXELS ? "open" : "closed") === "open");

  let wasLost = false;
  store.when("connection", ({ up }) => {
    lost.hidden = up;
    if (up && wasLost) note(say("back_online"));
    wasLost = !up;
  });
  const tick = () => {
    const now = store.now();
    bar.tick(now);
    stage.tick(now);
  };
  store.when("time", tick);
  store.when("clock", () => {
    tick();
    stage.each((phone) => phone.view?.draw());
  });
  tick();
  setInterval(tick, TICK_MS);
}

begin();
