// Health signals with their ranges, what was turned away and why, and what happened.

import { bytes, clock, count, figure, percent, plural } from "./format.js";
import { byId, fetchJson, make, say } from "./page.js";

const EVENTS_SHOWN = 30;

const EVENT_WORDS = {
  "started": "run begun",
  "resumed": "trainer restarted",
  "stopped": "trainer ended",
  "rate-halved": "learning rate halved",
  "rate-notice": "learning rate",
  "rate-command": "operator's command",
  "paused": "paused",
  "continued": "continued",
  "records-lost": "records lost",
  "published": "version published",
  "publish-failed": "not published",
  "failed": "run stopped",
};

const GRAVE = new Set(["failed", "records-lost", "publish-failed", "checkpoint-failed", "checkpoint-damaged"]);

export function signals({ health }) {
  const outside = health.signals.filter((signal) => !signal.inside).length;
  say("health-note", outside === 0 ? `${health.state}: ${health.detail}` : `${plural(outside, "signal")} outside`);
  byId("signals").replaceChildren(...health.signals.map(signal));
}

function signal({ name, title, value, low, high, inside, words }) {
  const shown = value === null ? "–" : name === "knn" ? percent(value) : figure(value);
  return make(
    "li",
    { class: inside ? "" : "outside" },
    make("p", { class: "flow-head" }, make("span", {}, title), make("span", { class: "flow-value" }, inside ? "" : make("span", { class: "flag" }, "outside "), shown)),
    track(value, low, high),
    make("p", { class: "aside" }, `${words}${range(name, low, high)}`),
  );
}

function range(name, low, high) {
  const word = name === "knn" ? (value) => percent(value) : figure;
  const open = high === null || high > 1e9;
  if (open) return low !== null && low > 1e-9 ? ` · at least ${word(low)}` : "";
  return low === null ? ` · at most ${word(high)}` : ` · ${word(low)} to ${word(high)}`;
}

/** Where the value stands between the ends of its range, a little air on both sides. */
function track(value, low, high) {
  if (value === null || low === null || high === null || high > 1e9) return null;
  const air = 0.12 * (high - low);
  const [from, to] = [Math.min(low - air, value), Math.max(high + air, value)];
  const share = (x) => `${((100 * (x - from)) / (to - from)).toFixed(1)}%`;
  const span = make("span", { class: "track-range" });
  span.style.left = share(low);
  span.style.right = `calc(100% - ${share(high)})`;
  const mark = make("span", { class: "track-mark" });
  mark.style.left = share(value);
  return make("div", { class: "track", "aria-hidden": "true" }, span, mark);
}

export function happenings(events) {
  const newest = events.slice(-EVENTS_SHOWN).reverse();
  byId("events").replaceChildren(
    ...newest.map((event) => make(
      "li",
      { class: GRAVE.has(event.kind) ? "grave" : "" },
      make("time", { datetime: event.at }, clock(event.at)),
      make("div", {}, make("span", { class: "event-kind" }, EVENT_WORDS[event.kind] ?? event.kind), make("span", { class: "aside" }, ` step ${count(event.step)}`), make("p", {}, event.detail)),
    )),
  );
}

/** Asks who was turned away; the feed says when the counts have changed. */
export async function refused(status) {
  try {
    const [{ skipped }, { rejections }] = await Promise.all([fetchJson("/v1/pictures"), fetchJson("/v1/rejections")]);
    paintRefused(status, skipped, rejections);
  } catch (failure) {
    say("refused-note", failure.message);
  }
}

function paintRefused({ intake, training }, skipped, rejections) {
  const rejectedFor = (reason) => rejections.filter((one) => one.reason === reason).map(ofRejection);
  const rows = [
    ...counted(intake?.rejected_by_reason, "rejected", rejectedFor),
    ...counted(intake?.refused_by_reason, "refused over HTTP", () => []),
    ...counted({ undecodable: training.skipped }, "skipped", () => skipped.map(ofSkipped)),
  ];
  const refusals = Object.values(intake?.refused_by_reason ?? {}).reduce((sum, n) => sum + n, 0);
  say("refused-note", rows.length === 0 ? "" : `${count(training.skipped)} skipped · ${count(intake?.rejected ?? 0)} rejected · ${count(refusals)} refused`);
  const calm = make("p", { class: "calm-note" }, "Nothing so far. What is no sound picture is refused over HTTP or rejected by admission; the trainer skips what its decoder makes no picture of.");
  byId("refused").replaceChildren(...(rows.length === 0 ? [calm] : rows.map(reasonRow)));
}

/** A row for each reason, the most frequent first. */
const counted = (byReason, what, examplesOf) =>
  Object.entries(byReason ?? {})
    .filter(([, n]) => n > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, n]) => ({ reason, n, what, examples: examplesOf(reason) }));

const ofSkipped = (one) => ({ at: one.seen_at, detail: one.detail, where: `partition ${one.partition}, offset ${count(one.offset)}`, image: null });

const ofRejection = (one) => ({
  at: one.rejected_at,
  detail: one.detail,
  where: [one.source_uri, one.producer, bytes(one.size)].filter((part) => part !== null).join(" · "),
  image: one.thumbnail,
});

const NO_EXAMPLES = {
  "refused over HTTP": "The sender was told why, and nothing of it is kept. Counted since the ingest service began.",
};

function reasonRow({ reason, n, what, examples }) {
  return make(
    "details",
    { class: "reason" },
    make("summary", {}, make("span", {}, reason.replaceAll("-", " ")), make("span", { class: "aside" }, what), make("span", { class: "flow-value" }, count(n))),
    examples.length === 0 ? make("p", { class: "aside" }, NO_EXAMPLES[what] ?? "None of them was seen lately.") : make("ul", { class: "examples" }, ...examples.slice(0, 12).map(example)),
  );
}

function example({ at, detail, where, image }) {
  const shown = image === null
    ? make("span", { class: "no-picture", "aria-hidden": "true" }, "?")
    : make("img", { src: image, alt: "what can be seen of it", width: 48, height: 48, loading: "lazy" });
  image !== null && shown.addEventListener("error", () => shown.replaceWith(make("span", { class: "no-picture", "aria-hidden": "true" }, "?")));
  return make("li", {}, shown, make("div", {}, make("p", {}, detail ?? ""), make("p", { class: "aside" }, `${clock(at)} · ${where}`)));
}
