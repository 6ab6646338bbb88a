import * as Plot from "@observablehq/plot";

// From no concern to most; light enough for dark marks and text upon them.
const SHADES = ["#e5f2e5", "#f4f3d3", "#fbe6c4", "#f9d3bd", "#f3bfbf"];

/**
 * The course of one instrument as SVG: bands behind, one dot for each score. To assistive technology
 * it is one picture with a name; the table beside it says the rest.
 */
export function chart(title, scores, bands) {
  const from = scores[0].at;
  const to = scores[scores.length - 1].at;
  const highest = Math.max(...bands.map((band) => band.high), ...scores.map((score) => score.value));
  const picture = Plot.plot({
    width: 800,
    height: 320,
    marginRight: 120,
    ariaLabel: title,
    ariaDescription: `${scores.length} scores; the last one is ${scores[scores.length - 1].value}.`,
    x: { type: "time", label: null, domain: padded(from, to) },
    y: { label: "score", domain: [0, highest + 1], grid: true },
    marks: [
      Plot.rectY(bands, {
        y1: "low",
        y2: (band) => band.high + 1,
        fill: (band) => SHADES[Math.min(bands.indexOf(band), SHADES.length - 1)],
        ariaHidden: true,
      }),
      Plot.text(bands, {
        y: (band) => (band.low + band.high + 1) / 2,
        text: "label",
        frameAnchor: "right",
        textAnchor: "start",
        dx: 6,
      }),
      Plot.lineY(scores, { x: "at", y: "value", stroke: "#1d2733", ariaHidden: true }),
      Plot.dot(scores, { x: "at", y: "value", fill: "#1d2733", r: 4, title: describe }),
    ],
  });
  picture.setAttribute("role", "img");
  return picture;
}

function describe(score) {
  return `${score.at.toLocaleDateString("en-CA")}: ${score.value} ${score.label}`;
}

/** A single score still needs a span of time around it. */
function padded(from, to) {
  const week = 7 * 24 * 60 * 60 * 1000;
  return [new Date(from.getTime() - week), new Date(to.getTime() + week)];
}
