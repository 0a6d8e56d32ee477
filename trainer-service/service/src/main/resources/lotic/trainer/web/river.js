// The river of the last minutes: how fast pictures were submitted, admitted and learnt, on one
// scale, and the lag in the colour of its cause.

import { count, perSecond, span } from "./format.js";
import { byId, draw, make } from "./page.js";
import { area, canvas, path, scale, text } from "./plot.js";

const WINDOW_MS = 600_000;
const RATE_MS = 10_000;
const SAMPLES_MAX = 700;
const HEIGHT = 46;
const LAG_HEIGHT = 58;

const CAUSES = {
  starved: "waiting for images",
  decode: "decoding",
  journal: "the journal",
  step: "the step",
  paused: "paused",
};

const FLOWS = [
  ["submitted", "submitted"],
  ["admitted", "admitted"],
  ["learnt", "learnt"],
];

let samples = [];

/** Takes samples that are new; those of an earlier start of the trainer stay in the picture. */
export function flowed(fresh, reset) {
  if (reset) samples = [];
  const after = samples.length === 0 ? 0 : samples.at(-1).ms;
  for (const sample of fresh) {
    const ms = Date.parse(sample.at);
    if (ms > after) samples.push({ ...sample, ms });
  }
  samples = samples.slice(-SAMPLES_MAX);
}

/** Records per second at each sample, over the ten seconds before it. */
function rates(name) {
  const points = [];
  let from = 0;
  samples.forEach((sample, i) => {
    while (sample.ms - samples[from].ms > RATE_MS) from++;
    const first = samples[from];
    const seconds = (sample.ms - first.ms) / 1000;
    const known = sample[name] !== null && first[name] !== null && seconds >= 3;
    points.push([samples[i].ms, known ? Math.max(0, sample[name] - first[name]) / seconds : null]);
  });
  return points;
}

export function paint(now) {
  const box = byId("river");
  const width = Math.max(200, box.clientWidth);
  const end = samples.length === 0 ? Date.now() : samples.at(-1).ms;
  const x = scale(end - WINDOW_MS, end, 0, width);
  const flows = FLOWS.map(([name, label]) => ({ name, label, points: rates(name) }));
  const most = Math.max(1, ...flows.flatMap((flow) => flow.points.map(([, y]) => y ?? 0)));
  box.replaceChildren(
    ...flows.map((flow) => flowRow(flow, width, x, most, now.rates[flow.name])),
    lagRow(width, x, now),
    causes(),
  );
}

function flowRow({ name, label, points }, width, x, most, rate) {
  const y = scale(0, most * 1.1, HEIGHT - 1, 2);
  const line = points.map(([ms, value]) => [x(ms), value === null ? null : y(value)]).filter(([at]) => at >= 0);
  const drawn = canvas(width, HEIGHT, `${label}: ${perSecond(rate)} now`);
  drawn.append(
    draw("line", { x1: 0, x2: width, y1: HEIGHT - 1, y2: HEIGHT - 1, class: "grid-line" }),
    draw("path", { d: area(line, HEIGHT - 1), class: `fill ${name}` }),
    draw("path", { d: path(line), class: `line ${name}` }),
  );
  return make("div", { class: "flow" }, head(label, rate === null ? "–" : perSecond(rate)), drawn);
}

const head = (label, value) => make("p", { class: "flow-head" }, make("span", {}, label), make("span", { class: "flow-value" }, value));

function lagRow(width, x, now) {
  const most = Math.max(1, ...samples.map((sample) => sample.lag_seconds));
  const y = scale(0, most * 1.1, LAG_HEIGHT - 1, 4);
  const drawn = canvas(width, LAG_HEIGHT, `lag: ${span(now.status.lag.learnt.seconds)} now, at most ${span(most)} in ten minutes`);
  drawn.append(draw("line", { x1: 0, x2: width, y1: LAG_HEIGHT - 1, y2: LAG_HEIGHT - 1, class: "grid-line" }));
  for (const stretch of stretches()) {
    const points = stretch.samples.map((sample) => [x(sample.ms), y(sample.lag_seconds)]).filter(([at]) => at >= 0);
    drawn.append(draw("path", { d: area(points, LAG_HEIGHT - 1), class: `fill cause-${stretch.cause}` }));
    drawn.append(draw("path", { d: path(points), class: `line cause-${stretch.cause}` }));
  }
  drawn.append(text(0, 12, `most ${span(most)}`, { class: "axis-label" }));
  const lag = now.status.lag;
  return make("div", { class: "flow" }, head("lag", `${span(lag.learnt.seconds)}, ${count(now.status.training.waiting)} images`), drawn);
}

/** Neighbouring samples of one cause; each stretch begins where the one before it ends. */
function stretches() {
  const found = [];
  for (const sample of samples) {
    const open = found.at(-1);
    if (open?.cause === sample.cause) open.samples.push(sample);
    else {
      open?.samples.push(sample);
      found.push({ cause: sample.cause, samples: [sample] });
    }
  }
  return found;
}

function causes() {
  const seen = [...new Set(samples.map((sample) => sample.cause))].filter((cause) => cause in CAUSES);
  return make(
    "ul",
    { class: "legend", "aria-label": "What the lag was bound by" },
    ...seen.map((cause) => make("li", {}, make("span", { class: `key cause-${cause}`, "aria-hidden": "true" }), CAUSES[cause])),
  );
}

export function listen(repaint) {
  new ResizeObserver(repaint).observe(byId("river"));
}
