// Loss over images learnt with the loss of guessing, the learning rate under it, and what happened
// on the way: versions, halvings, restarts, operators' commands.

import { count, figure, short } from "./format.js";
import { byId, draw, make, say } from "./page.js";
import { area, canvas, logScale, path, scale, text, thin, ticks } from "./plot.js";

const POINTS_MAX = 4000;
const HEIGHT = 320;
const LEFT = 40;
const RIGHT = 12;
const LOSS = { top: 26, bottom: 214 };
const RATE = { top: 240, bottom: 290 };

const MARKS = {
  version: { kinds: [], words: "version" },
  halving: { kinds: ["rate-halved"], words: "rate halved" },
  restart: { kinds: ["resumed"], words: "restart" },
  command: { kinds: ["paused", "continued", "rate-command"], words: "operator's command" },
};

let points = [];
let lossLnK = 0;
let events = [];
let versions = [];
let reading = null;
let scales = null;

/** Takes points that are new. */
export function learnt(curve, guessing, reset) {
  lossLnK = guessing;
  if (reset) points = [];
  const after = points.length === 0 ? -1 : points.at(-1).step;
  for (let i = 0; i < curve.step.length; i++) {
    if (curve.step[i] <= after) continue;
    points.push({ step: curve.step[i], trained: curve.trained[i], loss: curve.loss[i], rate: curve.learning_rate[i] });
  }
  if (points.length > POINTS_MAX) points = points.filter((_, i) => i % 2 === 0 || i === points.length - 1);
}

export function happened(all) {
  events = all;
}

export function published(all) {
  versions = all;
}

/** Where in the stream a step was. */
function trainedAt(step) {
  if (points.length === 0) return 0;
  const next = points.findIndex((point) => point.step >= step);
  if (next < 0) return points.at(-1).trained;
  if (next === 0) return points[0].step === 0 ? 0 : (points[0].trained * step) / points[0].step;
  const [a, b] = [points[next - 1], points[next]];
  return a.trained + ((step - a.step) / (b.step - a.step)) * (b.trained - a.trained);
}

/** What stands on the time line: a halving that the events have forgotten still shows in the rate. */
function marks() {
  const found = versions
    .filter((version) => version.images !== null)
    .map((version) => ({ kind: "version", at: version.images, label: `${version.version}` }));
  for (const event of events) {
    const kind = Object.keys(MARKS).find((name) => MARKS[name].kinds.includes(event.kind));
    if (kind) found.push({ kind, at: trainedAt(event.step), label: `${event.kind}, step ${count(event.step)}` });
  }
  const known = new Set(events.filter((event) => event.kind === "rate-halved").map((event) => event.step));
  for (let i = 1; i < points.length; i++) {
    const [before, after] = [points[i - 1], points[i]];
    const halved = after.rate < 0.55 * before.rate && after.rate > 0.45 * before.rate;
    const told = [...known].some((step) => step >= before.step && step <= after.step + 1);
    if (halved && !told) found.push({ kind: "halving", at: after.trained, label: `rate halved by step ${count(after.step)}` });
  }
  return found;
}

/** The mean over neighbours, wide enough to be calm and narrow enough to show a bend. */
function smooth(values) {
  const reach = Math.max(2, Math.round(values.length / 60));
  return values.map(([x], i) => {
    const near = values.slice(Math.max(0, i - reach), i + reach + 1).filter(([, y]) => y !== null);
    return [x, near.length === 0 ? null : near.reduce((sum, [, y]) => sum + y, 0) / near.length];
  });
}

export function paint() {
  const box = byId("curve");
  const width = Math.max(260, box.clientWidth);
  const drawn = canvas(width, HEIGHT, summary());
  if (points.length === 0) {
    drawn.append(text(width / 2, HEIGHT / 2, "The first steps are being made", { class: "axis-label", "text-anchor": "middle" }));
    box.replaceChildren(drawn);
    return;
  }
  const right = width - RIGHT;
  const last = Math.max(1, points.at(-1).trained);
  const x = scale(0, last, LEFT, right);
  const losses = points.map((point) => point.loss).filter((loss) => loss !== null);
  const [low, high] = rangeOf(losses);
  const y = scale(high, low, LOSS.top, LOSS.bottom);
  scales = { x, y, right };

  drawn.append(...grid(x, y, low, high, last, right, width));
  drawn.append(...guessing(y, low, high, right));
  drawn.append(...markLines(x, right));
  const raw = thin(points.map((point) => [x(point.trained), point.loss === null ? null : y(point.loss)]), 600);
  drawn.append(draw("path", { d: path(raw), class: "line faint" }));
  drawn.append(draw("path", { d: path(smooth(raw)), class: "line accent" }));
  drawn.append(...rate(x, right));
  drawn.append(draw("g", { id: "curve-cross", "aria-hidden": "true" }));
  box.replaceChildren(drawn);
  legend();
  follow(drawn);
}

function rangeOf(losses) {
  const sorted = [...losses, lossLnK].sort((a, b) => a - b);
  // The first steps may be far out; they must not flatten the rest.
  const high = Math.min(sorted.at(-1), Math.max(lossLnK * 1.15, sorted[Math.floor(sorted.length * 0.98)]));
  const low = sorted[0];
  const air = 0.06 * (high - low || 1);
  return [low - air, high + air];
}

function grid(x, y, low, high, last, right, width) {
  const lines = [];
  for (const tick of ticks(low, high, 4)) {
    lines.push(draw("line", { x1: LEFT, x2: right, y1: y(tick), y2: y(tick), class: "grid-line" }));
    lines.push(text(LEFT - 8, y(tick) + 4, tick.toFixed(high - low < 1 ? 2 : 1), { class: "axis-label", "text-anchor": "end" }));
  }
  const across = ticks(0, last, width < 480 ? 3 : 6);
  for (const tick of across) {
    const end = x(tick) > right - 20;
    lines.push(text(x(tick), HEIGHT - 8, tick === 0 ? "0 images" : short(tick), { class: "axis-label", "text-anchor": tick === 0 ? "start" : end ? "end" : "middle" }));
  }
  return lines;
}

function guessing(y, low, high, right) {
  if (lossLnK < low || lossLnK > high) return [];
  const height = y(lossLnK);
  return [
    draw("line", { x1: LEFT, x2: right, y1: height, y2: height, class: "guessing" }),
    text(right, height - 6, `guessing, ln K = ${lossLnK.toFixed(2)}`, { class: "axis-label", "text-anchor": "end" }),
  ];
}

function markLines(x, right) {
  const lines = [];
  let labelled = right + 40;
  for (const mark of marks().sort((a, b) => b.at - a.at)) {
    const at = x(mark.at);
    if (at < LEFT - 1 || at > right + 1) continue;
    lines.push(draw("line", { x1: at, x2: at, y1: LOSS.top - 6, y2: RATE.bottom, class: `mark ${mark.kind}` }, draw("title", {}, mark.kind === "version" ? `version ${mark.label}` : mark.label)));
    if (mark.kind === "version" && labelled - at > 22) {
      lines.push(text(at, LOSS.top - 11, mark.label, { class: "mark-label", "text-anchor": "middle" }));
      labelled = at;
    }
  }
  return lines;
}

function rate(x, right) {
  const rates = points.map((point) => point.rate).filter((value) => value > 0);
  if (rates.length === 0) return [];
  const high = Math.max(...rates);
  const low = Math.min(...rates, high / 2);
  const y = logScale(high * 1.08, low / 1.08, RATE.top, RATE.bottom);
  const drawn = thin(points.filter((point) => point.rate > 0).map((point) => [x(point.trained), y(point.rate)]), 600);
  return [
    draw("line", { x1: LEFT, x2: right, y1: RATE.bottom, y2: RATE.bottom, class: "grid-line" }),
    draw("path", { d: area(drawn, RATE.bottom), class: "fill second" }),
    draw("path", { d: path(drawn), class: "line second" }),
    text(LEFT - 8, RATE.top + 6, figure(high), { class: "axis-label", "text-anchor": "end" }),
    text(LEFT + 4, RATE.top - 6, "learning rate", { class: "axis-label" }),
  ];
}

function legend() {
  const present = new Set(marks().map((mark) => mark.kind));
  const entries = Object.entries(MARKS).filter(([kind]) => present.has(kind));
  byId("curve-legend").replaceChildren(
    ...entries.map(([kind, { words }]) => make("li", {}, make("span", { class: `key ${kind}`, "aria-hidden": "true" }), words)),
  );
}

function summary() {
  if (points.length === 0) return "Loss over images learnt; no step yet";
  const known = points.filter((point) => point.loss !== null);
  const last = points.at(-1);
  const least = Math.min(...known.map((point) => point.loss));
  return `Loss over ${count(last.trained)} images learnt: ${figure(last.loss)} at step ${count(last.step)}, least ${figure(least)}; guessing is ${lossLnK.toFixed(2)}. Learning rate ${figure(last.rate)}.`;
}

/** The pointer, a finger or the arrow keys read all values at one place. */
function follow(drawn) {
  const box = byId("curve");
  box.tabIndex = 0;
  box.setAttribute("role", "slider");
  box.setAttribute("aria-label", "Read the learning curve");
  box.setAttribute("aria-valuemin", 0);
  if (reading !== null) reading = Math.min(reading, points.length - 1); // there may be fewer than before
  box.setAttribute("aria-valuemax", points.length - 1);
  box.setAttribute("aria-valuenow", reading ?? points.length - 1);
  box.setAttribute("aria-valuetext", words(points[reading ?? points.length - 1]));
  drawn.addEventListener("pointermove", (event) => read(nearest(event, drawn)));
  drawn.addEventListener("pointerleave", () => read(null));
  if (reading !== null) read(reading);
}

function nearest(event, drawn) {
  const at = event.clientX - drawn.getBoundingClientRect().left;
  let best = 0;
  points.forEach((point, i) => {
    if (Math.abs(scales.x(point.trained) - at) < Math.abs(scales.x(points[best].trained) - at)) best = i;
  });
  return best;
}

const words = (point) => `step ${count(point.step)} · ${count(point.trained)} images · loss ${figure(point.loss)} · rate ${figure(point.rate)}`;

function read(index) {
  reading = index;
  const cross = byId("curve-cross");
  if (index === null || !cross) {
    cross?.replaceChildren();
    say("curve-reading", "loss over images learnt");
    return;
  }
  const point = points[index];
  const at = scales.x(point.trained);
  const marks = [draw("line", { x1: at, x2: at, y1: LOSS.top, y2: RATE.bottom, class: "cross" })];
  if (point.loss !== null) marks.push(draw("circle", { cx: at, cy: scales.y(point.loss), r: 4, class: "cross-dot" }));
  cross.replaceChildren(...marks);
  say("curve-reading", words(point));
  byId("curve").setAttribute("aria-valuenow", index);
  byId("curve").setAttribute("aria-valuetext", words(point));
}

export function listen() {
  const box = byId("curve");
  box.addEventListener("keydown", (event) => {
    const jump = { ArrowLeft: -1, ArrowRight: 1, PageDown: -50, PageUp: 50, Home: -1e9, End: 1e9 }[event.key];
    if (!jump || points.length === 0) return;
    event.preventDefault();
    const from = reading ?? points.length - 1;
    read(Math.min(points.length - 1, Math.max(0, from + jump)));
  });
  box.addEventListener("blur", () => points.length > 0 && read(null));
  new ResizeObserver(() => paint()).observe(box);
}
