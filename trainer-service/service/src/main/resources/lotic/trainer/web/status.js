"use strict";

// Asks /v1/status every two seconds and writes the answer as text. A trainer that is away is said
// to be away, and asked again.
const EVERY_MS = 2000;
const PATIENCE_MS = 5000;

const byId = (id) => document.getElementById(id);
const counts = new Intl.NumberFormat("en", { useGrouping: true, maximumFractionDigits: 0 });
const count = (n) => counts.format(n).replaceAll(",", "\u202f");
const percent = (share) => `${(100 * share).toFixed(1)}\u00a0%`;

function say(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

function span(seconds) {
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  if (seconds < 7200) return `${(seconds / 60).toFixed(0)} min`;
  if (seconds < 172800) return `${(seconds / 3600).toFixed(0)} h`;
  return `${(seconds / 86400).toFixed(1)} days`;
}

const since = (instant) => span(Math.max(0, (Date.now() - Date.parse(instant)) / 1000));

function rows(id, lines) {
  const body = document.createElement("tbody");
  for (const cells of lines) {
    const row = body.insertRow();
    for (const cell of cells) row.insertCell().textContent = cell;
  }
  byId(id).tBodies[0].replaceWith(body);
}

function verdict(light, sentence) {
  byId("light").className = light;
  say("sentence", sentence.charAt(0).toUpperCase() + sentence.slice(1));
}

function figures(status) {
  const training = status.training;
  say("trained", count(training.trained));
  say("pace", `${training.images_per_second.toFixed(0)} images/s, step ${count(training.step)}`);

  const lag = status.lag;
  say("lag", span(lag.learnt.seconds));
  const clear = lag.clear_seconds === null ? "does not clear yet" : `clears in ${span(lag.clear_seconds)}`;
  say("lag-note", `${count(lag.learnt.records)} images; ${lag.learnt.records === 0 ? "none waits" : clear}`);

  say("loss", training.loss === null ? "–" : training.loss.toFixed(2));
  const rate = training.learning_rate === null ? "" : `, rate ${training.learning_rate.toPrecision(3)}`;
  say("loss-note", `guessing is ln K = ${training.loss_ln_k.toFixed(2)}${rate}`);

  const newest = status.newest;
  say("newest", newest === null ? "–" : `${newest.model}@${newest.version}`);
  say("newest-note", newest === null ? (status.newest_away ?? "none yet") : quality(newest));
}

function quality(newest) {
  const age = `${since(newest.published_at)} ago`;
  if (newest.knn === null) return age;
  const untrained = newest.knn_untrained === null ? "" : ` (untrained ${percent(newest.knn_untrained)})`;
  return `kNN ${percent(newest.knn)}${untrained}, ${age}`;
}

function books(status) {
  const intake = status.intake;
  rows("intake", intake === null
    ? [[status.intake_away]]
    : [
        ["submitted", count(intake.submitted)],
        ["admitted", `${count(intake.admitted)}, of them ${count(intake.repeats)} repeats`],
        ["duplicates", count(intake.duplicates)],
        ["rejected", count(intake.rejected)],
        ["in flight", count(intake.in_flight)],
      ]);
  const training = status.training;
  rows("fate", [
    ["learnt", `${count(training.trained)}, and ${count(training.replayed)} more uses`],
    ["held out", count(training.held_out)],
    ["skipped", count(training.skipped)],
    ["lost", count(training.lost)],
    ["waiting", count(training.waiting)],
  ]);
}

function curve(status) {
  const points = status.history.filter((point) => point.loss !== null);
  const lossLnK = status.training.loss_ln_k;
  const losses = points.map((point) => point.loss).concat(lossLnK);
  const top = Math.max(...losses);
  const bottom = Math.min(...losses);
  const height = (loss) => (top === bottom ? 100 : 10 + (180 * (top - loss)) / (top - bottom));
  const last = points.length === 0 ? 1 : Math.max(1, points.at(-1).trained);
  byId("losses").setAttribute(
    "points",
    points.map((p) => `${((720 * p.trained) / last).toFixed(1)},${height(p.loss).toFixed(1)}`).join(" "),
  );
  for (const end of ["y1", "y2"]) byId("chance").setAttribute(end, height(lossLnK));
  byId("chance-label").setAttribute("y", Math.max(14, height(lossLnK) - 4));
  say("chance-label", "ln K");
  say("top-label", top.toFixed(2));
  say("bottom-label", bottom.toFixed(2));
}

function show(status) {
  document.title = `Lotic: ${status.run}`;
  verdict(status.light, status.sentence);
  const resumed = status.resume === null ? "" : ` · ${status.resume.sentence}`;
  say("run", `${status.run} · up ${since(status.started_at)}${resumed}`);
  figures(status);
  books(status);
  curve(status);
  rows("partitions", status.lag.partitions.map((p) => [
    p.partition,
    count(p.learnt.records),
    span(p.learnt.seconds),
    count(p.durable.records),
    span(p.durable.seconds),
  ]));
  rows("events", status.events.slice(-20).reverse().map((event) => [
    new Date(event.at).toLocaleTimeString(),
    `step ${count(event.step)}`,
    event.kind,
    event.detail,
  ]));
}

async function refresh() {
  try {
    const answer = await fetch("/v1/status", { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    show(await answer.json());
  } catch (failure) {
    verdict("red", `The trainer does not answer (${failure.message}). Asking again …`);
  }
  setTimeout(refresh, EVERY_MS);
}

refresh();
