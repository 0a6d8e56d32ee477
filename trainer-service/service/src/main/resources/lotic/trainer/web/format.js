// Numbers, spans and names as people read them.

const NARROW = "\u202f";
const FIRM = "\u00a0";
const counts = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export const count = (n) => counts.format(n).replaceAll(",", NARROW);

/** 1 180 002 as 1.18 M where there is no room. */
export function short(n) {
  if (n < 10000) return count(n);
  if (n < 1e6) return `${trim(n / 1e3)}${FIRM}k`;
  return n < 1e9 ? `${trim(n / 1e6)}${FIRM}M` : `${trim(n / 1e9)}${FIRM}G`;
}

const trim = (n) => String(Number(n.toPrecision(3)));

export const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)}${FIRM}%`;

export function span(seconds) {
  if (seconds < 10) return `${seconds.toFixed(1)}${FIRM}s`;
  if (seconds < 120) return `${seconds.toFixed(0)}${FIRM}s`;
  if (seconds < 7200) return `${(seconds / 60).toFixed(0)}${FIRM}min`;
  if (seconds < 172800) return `${(seconds / 3600).toFixed(0)}${FIRM}h`;
  return `${(seconds / 86400).toFixed(1)}${FIRM}days`;
}

export const since = (instant, nowMs = Date.now()) => span(Math.max(0, (nowMs - Date.parse(instant)) / 1000));

export function bytes(n) {
  if (n < 1000) return `${n}${FIRM}B`;
  if (n < 1e6) return `${(n / 1e3).toFixed(1)}${FIRM}kB`;
  return n < 1e9 ? `${(n / 1e6).toFixed(1)}${FIRM}MB` : `${(n / 1e9).toFixed(2)}${FIRM}GB`;
}

export const perSecond = (rate) => (rate === null ? "–" : `${rate < 10 ? rate.toFixed(1) : count(rate)}/s`);

/** A signal's value with as many digits as say something. */
export function figure(value) {
  if (value === null) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1000) return count(value);
  if (size >= 100) return value.toFixed(0);
  return size >= 10 ? value.toFixed(1) : value.toPrecision(3).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

export const clock = (instant) => new Date(instant).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?…]$/.test(text) ? "" : ".");

export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;
