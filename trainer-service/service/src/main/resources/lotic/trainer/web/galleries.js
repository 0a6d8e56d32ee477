// What the prototypes stand for: each as the row of held-out pictures nearest to it, the most used
// first, for every version of which there is a gallery.

import { count, percent, plural } from "./format.js";
import { byId, fetchJson, make, say } from "./page.js";
import { open } from "./dialog.js";

const ROWS_FIRST = 10;
const NOTE = byId("galleries-note").textContent;

let steps = [];
let at = null;
let gallery = null;
let all = false;
let numbers = new Map();

/** Takes the steps of which there is a gallery, newest first; follows the newest unless somebody looks at an older one. */
export async function told(fresh, versions, reset) {
  numbers = new Map(versions.map((version) => [version.step, version.version]));
  const followed = reset || at === null || at === steps[0];
  const changed = fresh.length !== steps.length || fresh[0] !== steps[0];
  steps = fresh;
  if (steps.length === 0) {
    at = null;
    clear(NOTE);
  } else if (followed && (changed || reset)) await goTo(steps[0]);
  else pager();
}

/** Where somebody wants to be is where the pager stands, so that a gallery which is lost can be passed. */
async function goTo(step) {
  at = step;
  try {
    const found = await fetchJson(`/v1/galleries/${step}`);
    if (at !== step) return;
    gallery = found;
    paint();
  } catch (failure) {
    if (at === step) clear(`The gallery of step ${count(step)} cannot be shown: ${failure.message}`);
  }
}

function clear(note) {
  gallery = null;
  pager();
  say("galleries-note", note);
  byId("galleries").replaceChildren();
  byId("galleries-more").hidden = true;
}

function pager() {
  const place = steps.indexOf(at);
  const older = steps[place + 1];
  const newer = steps[place - 1];
  const step = (to, words, sign) => make("button", { type: "button", class: "quiet", disabled: to === undefined, "aria-label": words, onclick: () => goTo(to) }, sign);
  byId("galleries-pager").replaceChildren(
    ...(at === null ? [] : [step(older, "Older version", "‹"), make("span", {}, title(at)), step(newer, "Newer version", "›")]),
  );
}

const title = (step) => (numbers.has(step) ? `version ${numbers.get(step)}` : `step ${count(step)}`);

function paint() {
  pager();
  const unused = gallery.prototypes - gallery.used;
  const rest = unused === 0 ? "all are in use" : `${unused === 1 ? "one is" : `${count(unused)} are`} unused`;
  say("galleries-note", `${count(gallery.prototypes)} prototypes over ${plural(gallery.pictures, "held-out picture")}, ${rest}. The most used first, each as the pictures nearest to it.`);
  const rows = all ? gallery.rows : gallery.rows.slice(0, ROWS_FIRST);
  const most = Math.max(1, ...gallery.rows.map((row) => row.pictures));
  byId("galleries").replaceChildren(...rows.map((row) => line(row, most)));
  const more = byId("galleries-more");
  more.hidden = gallery.rows.length <= ROWS_FIRST;
  say(more, all ? "Show the most used only" : `Show all ${gallery.rows.length}`);
}

function line(row, most) {
  const bar = make("span", { class: "use", "aria-hidden": "true" });
  bar.style.width = `${Math.max(3, (100 * row.pictures) / most)}%`;
  return make(
    "li",
    {},
    make("div", { class: "prototype" }, make("span", { class: "prototype-name" }, `no. ${row.prototype}`), make("span", { class: "aside" }, plural(row.pictures, "picture")), make("span", { class: "use-track", "aria-hidden": "true" }, bar)),
    make("div", { class: "strip" }, ...row.nearest.map((near) => picture(near, row))),
  );
}

function picture(near, row) {
  const words = `similarity ${near.similarity.toFixed(2)}${near.label === null ? "" : `, ${near.label}`}`;
  const image = make("img", { src: `/v1/held-out/${near.sha256}/thumbnail`, alt: `held-out picture near prototype ${row.prototype}, ${words}`, width: 64, height: 64, loading: "lazy", decoding: "async" });
  return make("button", { type: "button", class: "tile", title: words, onclick: () => show(near, row) }, image);
}

function show(near, row) {
  open(
    `Prototype no. ${row.prototype}`,
    make(
      "div",
      { class: "picture-view" },
      make("div", { class: "picture-head" },
        make("figure", {}, make("img", { class: "whole", src: `/v1/held-out/${near.sha256}/thumbnail`, alt: "the held-out picture, made small", width: 160, height: 160 })),
        make("div", {},
          make("p", { class: "fate" }, "A held-out picture: the network has never learnt from it."),
          make("dl", { class: "facts" },
            make("dt", {}, "similarity"), make("dd", {}, `${near.similarity.toFixed(3)}, cosine with the prototype`),
            make("dt", {}, "prototype"), make("dd", {}, `${plural(row.pictures, "picture")} of ${count(gallery.pictures)} are nearest to it, ${percent(row.pictures / gallery.pictures)}`),
            ...(near.label === null ? [] : [make("dt", {}, "label"), make("dd", {}, near.label)]),
            make("dt", {}, "SHA-256"), make("dd", {}, near.sha256)))),
      make("h3", {}, "Nearest to this prototype"),
      make("div", { class: "crop-row" }, ...row.nearest.map((each) => make("img", { src: `/v1/held-out/${each.sha256}/thumbnail`, alt: `similarity ${each.similarity.toFixed(2)}`, width: 84, height: 84 }))),
    ),
  );
}

export function listen() {
  byId("galleries-more").addEventListener("click", () => {
    all = !all;
    paint();
  });
}
