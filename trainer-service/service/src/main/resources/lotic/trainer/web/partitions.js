// The lag of each partition of the image topic, asked for only while somebody looks at it.

import { count, span } from "./format.js";
import { byId, fetchJson, make } from "./page.js";

const EVERY_MS = 3000;
const HEADS = ["Partition", "Not learnt", "Oldest", "Not saved", "Oldest"];

let again = 0;

async function refresh() {
  clearTimeout(again);
  const box = byId("partitions");
  if (!box.open) return;
  try {
    const { lag } = await fetchJson("/v1/status");
    byId("partitions-table").replaceChildren(table(lag.partitions));
  } catch (failure) {
    byId("partitions-table").replaceChildren(make("p", { class: "aside" }, failure.message));
  }
  again = setTimeout(refresh, EVERY_MS);
}

const table = (partitions) => make(
  "table",
  {},
  make("thead", {}, make("tr", {}, ...HEADS.map((head) => make("th", { scope: "col", class: "num" }, head)))),
  make("tbody", {}, ...partitions.map(({ partition, learnt, durable }) => make(
    "tr",
    {},
    make("th", { scope: "row", class: "num" }, `${partition}`),
    ...[count(learnt.records), span(learnt.seconds), count(durable.records), span(durable.seconds)].map((words) => make("td", { class: "num" }, words)),
  ))),
);

export function listen() {
  byId("partitions").addEventListener("toggle", refresh);
}
