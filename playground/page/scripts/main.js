/** Puts the page together: reads the state, builds the bar, the phones and the feed, and lets the clock tick. */

import { button, element, replaceContent } from "./dom.js";
import { note } from "./dialogs.js";
import { Feed } from "./feed.js";
import * as kept from "./kept.js";
import { dayKey } from "./moments.js";
import { Player } from "./player.js";
import { Stage } from "./stage.js";
import { Store } from "./store.js";
import { TopBar } from "./top_bar.js";
import { TownMap } from "./town_map.js";
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
  const bar = new TopBar(store, { feed: () => setFeed(!feed.isOpen), map: () => setMap(!map.isOpen) });
  const feed = new Feed(store, () => setFeed(false));
  const stage = new Stage(store);
  const map = new TownMap(store, { onClose: () => setMap(false), goTo: (id) => stage.lookAt(id), player: new Player(store, bar) });
  const setFeed = (open) => {
    feed.setOpen(open);
    bar.setFeedOpen(open);
  };
  const setMap = (open) => {
    map.setOpen(open);
    bar.setMapOpen(open);
  };
  const lost = element("div", { class: "lost", role: "status", hidden: true }, say("offline"));
  replaceContent(root, bar.node, lost, stage.chips, element("div", { class: "below" }, stage.node, map.node, feed.node));
  setFeed(kept.read("feed", innerWidth >= FEED_FITS_PIXELS ? "open" : "closed") === "open");
  setMap(kept.read("map", "closed") === "open");

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
    map.tick(now);
  };
  store.when("time", tick);
  let day = dayKey(store.now());
  store.when("clock", () => {
    tick();
    // Only the words between two days of a chat depend on what day it is.
    if (day === dayKey(store.now())) return;
    day = dayKey(store.now());
    stage.each((phone) => phone.view?.draw());
  });
  tick();
  setInterval(tick, TICK_MS);
}

begin();
