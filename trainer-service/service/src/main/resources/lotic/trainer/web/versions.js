// The versions table, and how their quality went.

import { bytes, count, percent, plural, since } from "./format.js";
import { byId, copy, draw, fetchJson, make, say } from "./page.js";
import { canvas, path, scale } from "./plot.js";

const SHOWN_FIRST = 8;

let versions = [];
let away = null;
let all = false;
let model = "";

/** Asks for the table again; the feed says when there is a new one. */
export async function refresh(run) {
  model = run;
  try {
    const answer = await fetchJson("/v1/versions");
    away = answer.away;
    if (away === null) versions = answer.versions;
  } catch (failure) {
    away = failure.message;
  }
  return versions;
}

export function paint() {
  const note = away !== null ? `the registry does not tell: ${away}` : versions.length === 0 ? "none yet: the first comes about a minute after the start" : "";
  say("versions-note", note);
  const shown = all ? versions : versions.slice(0, SHOWN_FIRST);
  byId("versions").replaceChildren(...(versions.length === 0 ? [] : [quality(), table(shown)]));
  const more = byId("versions-more");
  more.hidden = versions.length <= SHOWN_FIRST;
  say(more, all ? "Show the newest only" : `Show all ${versions.length}`);
}

const HEADS = [
  ["Version", ""],
  ["Published", "num"],
  ["Images", "num"],
  ["Loss", "num"],
  ["kNN", "num"],
  ["Effective rank", "num"],
  ["Size", "num"],
  ["Names", ""],
  ["Pull", ""],
];

function table(shown) {
  return make(
    "table",
    {},
    make("thead", {}, make("tr", {}, ...HEADS.map(([head, kind]) => make("th", { scope: "col", class: kind }, head)))),
    make("tbody", {}, ...shown.map(row)),
  );
}

function row(version) {
  const command = `./lotic pull ${model}@${version.version}`;
  const button = make("button", { type: "button", class: "command", "aria-label": `Copy ${command}` }, command);
  button.addEventListener("click", () => copy(command, button));
  return make(
    "tr",
    {},
    make("th", { scope: "row", title: `content id ${version.content_id}` }, `${version.version}`),
    cell(`${since(version.published_at)} ago`),
    cell(version.images === null ? "–" : count(version.images)),
    cell(version.loss === null ? "–" : version.loss.toFixed(2)),
    knn(version),
    cell(version.effective_rank === null ? "–" : version.effective_rank.toFixed(1)),
    cell(bytes(version.bytes)),
    make("td", {}, ...version.aliases.map((alias) => make("span", { class: "alias" }, alias))),
    make("td", {}, button),
  );
}

const cell = (words) => make("td", { class: "num" }, words);

/** The gain over the untrained network is what counts. */
function knn(version) {
  if (version.knn === null) return cell("no labels");
  const gain = version.knn_untrained === null ? null : version.knn - version.knn_untrained;
  const words = gain === null ? null : make("span", { class: gain > 0 ? "gain" : "loss-of" }, `${gain >= 0 ? "+" : "−"}${Math.abs(100 * gain).toFixed(1)}`);
  return make("td", { class: "num", title: version.knn_untrained === null ? "" : `untrained ${percent(version.knn_untrained)}` }, percent(version.knn), words);
}

/** kNN over versions as a line, with the untrained network under it. */
function quality() {
  const known = versions.filter((version) => version.knn !== null).reverse();
  if (known.length < 2) return "";
  const [width, height] = [220, 44];
  const values = known.flatMap((version) => [version.knn, version.knn_untrained ?? version.knn]);
  const x = scale(0, known.length - 1, 4, width - 4);
  const y = scale(Math.max(...values), Math.min(...values), 4, height - 4);
  const last = known.at(-1);
  const drawn = canvas(width, height, `kNN of ${plural(known.length, "version")}: ${percent(known[0].knn)} first, ${percent(last.knn)} now`);
  drawn.append(
    draw("path", { d: path(known.map((version, i) => [x(i), version.knn_untrained === null ? null : y(version.knn_untrained)])), class: "line untrained" }),
    draw("path", { d: path(known.map((version, i) => [x(i), y(version.knn)])), class: "line accent" }),
    draw("circle", { cx: x(known.length - 1), cy: y(last.knn), r: 3.5, class: "cross-dot" }),
  );
  return make(
    "figure",
    { class: "quality" },
    drawn,
    make("figcaption", {}, `kNN over versions: ${percent(known[0].knn)} → ${percent(last.knn)}`, make("br"), make("span", { class: "aside" }, `dashed: the untrained network${last.knn_untrained === null ? "" : `, ${percent(last.knn_untrained)}`}`)),
  );
}

export function listen() {
  byId("versions-more").addEventListener("click", () => {
    all = !all;
    paint();
  });
}
