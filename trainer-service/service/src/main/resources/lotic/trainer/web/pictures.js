// The newest pictures. They hold still while somebody points at them or has the focus among them.

import { bytes, clock, count } from "./format.js";
import { byId, fetchJson, make, say } from "./page.js";
import { closeButton, open } from "./dialog.js";

const SHOWN_MAX = 60;

let pictures = [];
let held = false;
let stale = false;

const name = (picture) => `${picture.partition}/${picture.offset}`;

/** Takes pictures that are new, newest first. */
export function came(fresh, reset) {
  if (reset) pictures = [];
  const known = new Set(pictures.map(name));
  const added = fresh.filter((picture) => !known.has(name(picture)));
  if (added.length === 0 && !reset) return;
  pictures = [...added, ...pictures].slice(0, SHOWN_MAX);
  stale = true;
  paint();
}

function paint() {
  if (held || !stale) return;
  stale = false;
  const list = byId("pictures");
  const tiles = new Map([...list.children].map((tile) => [tile.dataset.name, tile]));
  list.replaceChildren(...pictures.map((picture) => tiles.get(name(picture)) ?? tile(picture, tiles.size > 0)));
  say("pictures-note", pictures.length === 0 ? "none yet" : "some of the stream; open one");
}

function tile(picture, isNew) {
  const fate = picture.fate === "held-out" ? ", held out" : "";
  const image = make("img", {
    src: `/v1/pictures/${name(picture)}/thumbnail`,
    alt: `picture of step ${count(picture.step)}${fate}`,
    width: 80,
    height: 80,
    loading: "lazy",
    decoding: "async",
  });
  image.addEventListener("error", () => { image.closest("li")?.classList.add("gone"); });
  const button = make("button", { type: "button", class: "tile", onclick: () => show(picture) }, image);
  if (fate !== "") button.append(make("span", { class: "badge", "aria-hidden": "true" }, "held out"));
  const item = make("li", { class: isNew ? "arrives" : "" }, button);
  item.dataset.name = name(picture);
  return item;
}

async function show(picture) {
  const body = make("div", { class: "picture-view" }, make("p", { class: "aside" }, "Cutting its crops again …"));
  open(`Picture ${name(picture)}`, body);
  try {
    const view = await fetchJson(`/v1/pictures/${name(picture)}`);
    body.replaceChildren(...describe(view));
  } catch (gone) {
    body.replaceChildren(make("p", {}, `${gone.message}. The stream goes on; open a newer one.`), closeButton());
  }
}

function describe({ picture, learnt, crops }) {
  const whole = make("img", { class: "whole", src: `/v1/pictures/${name(picture)}/thumbnail`, alt: `picture ${name(picture)} as it came, made small`, width: 160, height: 160 });
  return [
    make("div", { class: "picture-head" }, make("figure", {}, whole), make("div", {}, make("p", { class: "fate" }, fate(picture, learnt)), facts(picture))),
    make("h3", {}, picture.fate === "held-out" ? "The crops that it would have given" : "The crops that the network saw"),
    ...groups(crops).map(group),
    make("p", { class: "aside" }, "Each is cut out at random, mirrored, its colours shifted, some made grey. The network learns to foretell from one crop to which prototype the others belong."),
  ];
}

function fate(picture, learnt) {
  if (picture.fate === "held-out") return "Held out: it is never learnt. Versions are judged by it, and prototypes are shown with it.";
  const step = count(picture.step);
  return learnt ? `Learnt in step ${step}.` : `Planned for step ${step}, a moment from now.`;
}

function facts(picture) {
  const rows = [
    ["record", `partition ${picture.partition}, offset ${count(picture.offset)}`],
    ["taken", clock(picture.seen_at)],
    ["file", bytes(picture.bytes)],
    ["label", picture.label],
    ["SHA-256", picture.sha256],
  ].filter(([, value]) => value !== null);
  return make("dl", { class: "facts" }, ...rows.flatMap(([key, value]) => [make("dt", {}, key), make("dd", {}, value)]));
}

function groups(crops) {
  const sizes = [...new Set(crops.map((crop) => crop.size))];
  return sizes.map((size) => ({ size, crops: crops.filter((crop) => crop.size === size) }));
}

function group({ size, crops }, place) {
  const side = place === 0 ? 128 : 84;
  const title = `${crops.length} of ${size} × ${size} pixels`;
  return make(
    "figure",
    { class: "crops" },
    make("div", { class: "crop-row" }, ...crops.map((crop, i) => make("img", { src: crop.path, alt: `crop ${i + 1} of ${crops.length}, ${size} pixels wide`, width: side, height: side }))),
    make("figcaption", {}, title),
  );
}

export function listen() {
  const list = byId("pictures");
  const hold = (value) => () => { held = value; paint(); };
  list.addEventListener("pointerenter", hold(true));
  list.addEventListener("pointerleave", hold(false));
  list.addEventListener("focusin", hold(true));
  list.addEventListener("focusout", hold(false));
}
