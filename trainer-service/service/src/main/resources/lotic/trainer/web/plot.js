// Small drawings: scales, lines, axes. Numbers in, SVG out.

import { draw } from "./page.js";

/** Maps a range of numbers to a range of pixels. */
export function scale(from, to, start, end) {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

/** A logarithmic one. */
export function logScale(from, to, start, end) {
  const inner = scale(Math.log(from), Math.log(to), start, end);
  return (value) => inner(Math.log(value));
}

/** Round numbers in a range: 1, 2 or 5 times a power of ten apart. */
export function ticks(from, to, about) {
  const raw = (to - from) / Math.max(1, about);
  if (!(raw > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= raw);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** A path through points; where a value is missing it is interrupted. */
export function path(points) {
  let open = false;
  return points
    .map(([x, y]) => {
      if (y === null || !Number.isFinite(y)) {
        open = false;
        return "";
      }
      const command = open ? "L" : "M";
      open = true;
      return `${command}${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join("");
}

/** The same, closed down to a base line. */
export function area(points, base) {
  const known = points.filter(([, y]) => y !== null && Number.isFinite(y));
  if (known.length < 2) return "";
  return `${path(known)}L${known.at(-1)[0].toFixed(1)},${base}L${known[0][0].toFixed(1)},${base}Z`;
}

/** At most so many points, each the mean of its neighbours: a screen has no more pixels. */
export function thin(points, most) {
  if (points.length <= most) return points;
  const size = Math.ceil(points.length / most);
  const thinned = [];
  for (let at = 0; at < points.length; at += size) {
    const group = points.slice(at, at + size);
    const known = group.filter(([, y]) => y !== null);
    const mean = (index, of) => of.reduce((sum, point) => sum + point[index], 0) / of.length;
    thinned.push([mean(0, group), known.length === 0 ? null : mean(1, known)]);
  }
  return thinned;
}

/** A drawing that fills its box. */
export function canvas(width, height, label) {
  return draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label });
}

export const text = (x, y, words, attributes = {}) => draw("text", { x, y, ...attributes }, words);
