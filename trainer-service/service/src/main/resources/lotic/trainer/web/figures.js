// The first glance: the sentence, four figures, and the one button that stops the run.

import { count, figure, percent, sentence, since, span } from "./format.js";
import { byId, make, say } from "./page.js";

let spoken = "";

/** Shown each second with its figures, spoken only when it says something else. */
export function verdict(light, words) {
  byId("light").className = `dot ${light}`;
  say("sentence", sentence(words));
  const meaning = light + words.replaceAll(/[\d\s.]+/g, "");
  if (meaning !== spoken) {
    spoken = meaning;
    say("spoken", sentence(words));
  }
}

export function show(status) {
  document.title = `${status.light === "green" ? "" : "! "}Lotic · ${status.run}`;
  verdict(status.light, status.sentence);
  const resumed = status.resume === null ? "" : ` · ${status.resume.sentence}`;
  say("run", `run ${status.run} · epoch ${status.epoch}, up ${since(status.started_at)}${resumed}`);
  learnt(status);
  lag(status);
  loss(status.training);
  newest(status);
  pauseButton(status.phase);
}

function learnt({ training, bound }) {
  say("learnt", count(training.trained));
  const by = { step: "bound by the step", decode: "bound by decoding", journal: "bound by the journal", starved: "waiting for images", paused: "paused" }[bound] ?? bound;
  say("learnt-note", `${training.images_per_second.toFixed(0)} images/s, ${by} · step ${count(training.step)}`);
}

function lag({ lag, training }) {
  const none = lag.learnt.records === 0;
  say("lag", none ? "none" : span(lag.learnt.seconds));
  const clear = lag.clear_seconds === null ? "not clearing at this pace" : `clears in ${span(lag.clear_seconds)}`;
  const waiting = `${count(training.waiting)} images wait, ${clear}`;
  say("lag-note", `${none ? "every admitted image is learnt" : waiting} · saved to ${span(lag.durable.seconds)} ago`);
}

function loss(training) {
  say("loss", training.loss === null ? "–" : training.loss.toFixed(2));
  const rate = training.learning_rate === null ? "" : ` · rate ${figure(training.learning_rate)}`;
  const halved = training.halved_at.length === 0 ? "" : `, halved ${training.halved_at.length === 1 ? "once" : `${training.halved_at.length} times`}`;
  say("loss-note", `guessing is ln K = ${training.loss_ln_k.toFixed(2)}${rate}${halved}`);
}

function newest({ newest, newest_away: away, publishing }) {
  say("newest", newest === null ? "–" : `${newest.model}@${newest.version}`);
  const waits = publishing.waiting === 0 ? "" : ` · ${publishing.waiting} waiting to be published`;
  if (newest === null) {
    say("newest-note", (away ?? "the first comes about a minute after the start") + waits);
    return;
  }
  const knn = newest.knn === null ? "" : `kNN ${percent(newest.knn)}${newest.knn_untrained === null ? "" : ` (untrained ${percent(newest.knn_untrained)})`} · `;
  say("newest-note", `${knn}${since(newest.published_at)} ago${waits}`);
}

function pauseButton(phase) {
  const button = byId("pause");
  const paused = phase === "paused";
  button.hidden = !["learning", "starved", "paused", "following"].includes(phase);
  button.dataset.command = paused ? "continue" : "pause";
  say(button, paused ? "Continue" : "Pause");
  button.classList.toggle("primary", paused);
}

export function listen() {
  const button = byId("pause");
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await fetch("/v1/commands", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ command: button.dataset.command }),
    }).catch(() => null);
    if (answer === null || !answer.ok) verdict("red", `The trainer did not take the command (${answer === null ? "it does not answer" : `status ${answer.status}`}). Try again`);
    setTimeout(() => { button.disabled = false; }, 1500);
  });
}

/** Where all pictures are: what admission made of them, and what the trainer did. */
export function books(status) {
  const parts = [];
  const { intake, training } = status;
  if (intake === null) parts.push(make("p", { class: "aside" }, sentence(status.intake_away)));
  else {
    parts.push(ledger("submitted", intake.submitted, [
      ["admitted", intake.admitted, "good"],
      ["duplicates", intake.duplicates, "calm"],
      ["rejected", intake.rejected, "bad"],
      ["in flight", intake.in_flight, "open"],
    ]));
  }
  const passed = training.trained + training.held_out + training.skipped + training.lost;
  parts.push(ledger("admitted", passed + training.waiting, [
    ["learnt", training.trained, "good"],
    ["held out", training.held_out, "calm"],
    ["skipped", training.skipped, "bad"],
    ["lost", training.lost, "bad"],
    ["waiting", training.waiting, "open"],
  ]));
  if (training.replayed > 0) parts.push(make("p", { class: "aside" }, `${count(training.replayed)} further uses of learnt images filled up batches of a quiet stream.`));
  byId("books").replaceChildren(...parts);
}

function ledger(name, total, parts) {
  const whole = Math.max(1, parts.reduce((sum, [, n]) => sum + n, 0));
  const bar = make("div", { class: "stack", "aria-hidden": "true" });
  for (const [, n, kind] of parts) {
    if (n === 0) continue;
    const piece = make("span", { class: kind });
    piece.style.flexGrow = String(Math.max(n / whole, 0.006));
    bar.append(piece);
  }
  return make(
    "div",
    { class: "ledger" },
    make("p", { class: "flow-head" }, make("span", {}, name), make("span", { class: "flow-value" }, count(total))),
    bar,
    make("dl", {}, ...parts.map(([label, n, kind]) => make("div", {}, make("dt", {}, make("span", { class: `key ${kind}`, "aria-hidden": "true" }), label), make("dd", {}, count(n))))),
  );
}
