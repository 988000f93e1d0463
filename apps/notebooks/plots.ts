import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

const { document } = parseHTML("<!doctype html><html><body></body></html>");

/** A figure that shows itself in a notebook. */
export interface Figure {
  svg: string;
  [display: symbol]: () => { "text/html": string; "image/svg+xml": string };
}

/** An Observable Plot drawn without a browser. As HTML too, since pages made by nbconvert lose parts of plain SVG. */
export const plot = (options: Plot.PlotOptions): Figure => {
  const element = Plot.plot({
    document: document as unknown as Document,
    style: {
      color: "#1d2433",
      fontFamily: "'IBM Plex Sans Arabic', 'Noto Sans Arabic', Tahoma, 'DejaVu Sans', sans-serif",
      background: "#fbfaf7",
    },
    ...options,
  });
  element.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const svg = element.outerHTML;
  return { svg, [Symbol.for("Jupyter.display")]: () => ({ "text/html": svg, "image/svg+xml": svg }) };
};

export { Plot };
