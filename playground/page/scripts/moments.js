/** Writes instants (UTC milliseconds) as the township reads them: Asia/Shanghai, in the reader's language. */

import { language, say } from "./words.js";

const ZONE = "Asia/Shanghai";
const TAG = language === "zh" ? "zh-CN" : "en-GB";
const format = (options) => new Intl.DateTimeFormat(TAG, { timeZone: ZONE, hourCycle: "h23", ...options });

const HOUR_MINUTE = format({ hour: "2-digit", minute: "2-digit" });
const WITH_SECONDS = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const MONTH = language === "zh" ? "long" : "short";
const DATE = format({ month: MONTH, day: "numeric", weekday: "short" });
const DATE_YEAR = format({ year: "numeric", month: MONTH, day: "numeric", weekday: "short" });
const DAY_KEY = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });

export const timeOf = (at) => HOUR_MINUTE.format(at);
export const timeWithSeconds = (at) => WITH_SECONDS.format(at);
export const dateOf = (at) => DATE.format(at);
export const momentOf = (at) => `${DATE.format(at)} ${HOUR_MINUTE.format(at)}`;

/** "2026-11-23" in the township: equal for two instants of the same local day. */
export const dayKey = (at) => DAY_KEY.format(at);

/** The words between two days of a chat: today, yesterday, or the date (with the year where it is another one). */
export function separatorOf(at, now) {
  const day = dayKey(at);
  if (day === dayKey(now)) return say("today");
  if (day === dayKey(now - 86_400_000)) return say("yesterday");
  return (day.slice(0, 4) === dayKey(now).slice(0, 4) ? DATE : DATE_YEAR).format(at);
}

/** The next instant at which the township's clocks show this time of day. China keeps one offset all year. */
export function nextTimeOfDay(now, hour, minute = 0) {
  const offset = 8 * 3_600_000;
  const day = 86_400_000;
  const at = Math.floor((now + offset) / day) * day + (hour * 60 + minute) * 60_000 - offset;
  return at > now ? at : at + day;
}

/** Metres as "80 m" or "2.3 km". */
export function distanceOf(metres) {
  const [metre, kilometre] = language === "zh" ? ["米", "公里"] : ["m", "km"];
  return metres < 1000 ? `${Math.round(metres)} ${metre}` : `${(metres / 1000).toFixed(1)} ${kilometre}`;
}

/** Seconds as "0:07". */
export function lengthOf(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Bytes as "812 B", "34 KB", "1.2 MB". */
export function sizeOf(bytes) {
  if (bytes === undefined || bytes === null) return "";
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
