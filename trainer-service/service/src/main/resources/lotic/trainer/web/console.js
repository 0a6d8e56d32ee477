// Puts the console together: news come in, each part of the page takes what is its own.

import * as curve from "./curve.js";
import * as dialog from "./dialog.js";
import { follow } from "./feed.js";
import * as figures from "./figures.js";
import * as galleries from "./galleries.js";
import * as health from "./health.js";
import * as partitions from "./partitions.js";
import * as pictures from "./pictures.js";
import * as river from "./river.js";
import * as versions from "./versions.js";

const EVENTS_MAX = 400;
const VERSIONS_EVERY_MS = 15_000;

let events = [];
let newest = null;
let refusedCount = null;
let versionsAsked = 0;
let known = [];

function told(news) {
  newest = news;
  const { status, reset } = news;
  remember(news.events, reset);
  figures.show(status);
  figures.books(status);
  health.signals(status);
  health.happenings(events);
  river.flowed(news.river, reset);
  river.paint(news);
  curve.learnt(news.curve, status.training.loss_ln_k, reset);
  curve.happened(events);
  if (news.curve.step.length > 0 || reset) curve.paint();
  pictures.came(news.pictures, reset);
  askForVersions(news);
  askForRefused(status);
}

/** Events are told with a little overlap, so that none is missed. */
function remember(fresh, reset) {
  if (reset) events = [];
  const seen = new Set(events.map((event) => `${event.at} ${event.kind} ${event.step}`));
  events = [...events, ...fresh.filter((event) => !seen.has(`${event.at} ${event.kind} ${event.step}`))].slice(-EVENTS_MAX);
}

/** The table ages even when nothing new comes. */
async function askForVersions({ status, galleries: steps, reset }) {
  const newVersion = status.newest !== null && status.newest.version !== known[0]?.version;
  const due = Date.now() - versionsAsked > VERSIONS_EVERY_MS;
  if (!(newVersion || due || reset)) {
    await galleries.told(steps, known, false);
    return;
  }
  versionsAsked = Date.now();
  known = await versions.refresh(status.run);
  versions.paint();
  curve.published(known);
  if (newVersion) curve.paint();
  await galleries.told(steps, known, reset);
}

function askForRefused(status) {
  const now = JSON.stringify([status.training.skipped, status.intake?.rejected_by_reason, status.intake?.refused_by_reason]);
  if (now === refusedCount) return;
  refusedCount = now;
  health.refused(status);
}

function away(because) {
  figures.verdict("red", `${because}. What stands here is the last it told; it will be asked again until it does`);
}

for (const part of [curve, dialog, figures, galleries, partitions, pictures, versions]) part.listen();
river.listen(() => newest && river.paint(newest));
follow(told, away);
