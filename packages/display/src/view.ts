import { enliven } from "./enliven.ts";
import { Markup, markup } from "./markup.ts";
import { STYLE } from "./style.ts";

/** Under this name Deno's Jupyter kernel, and Jupyter for JavaScript in general, looks for how a value shows itself. */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display") as never;

/** How a value looks, by media type, as Jupyter takes it. */
export type MimeBundle = Readonly<Record<"text/html" | "image/svg+xml" | "text/plain", string>>;

/**
 * A value made visible. As the last line of a notebook's cell it shows itself; elsewhere take what fits: `html` is
 * whole and needs nothing from the network, `svg` is the picture alone, `text` is for where there is neither.
 *
 * @example
 * ```ts
 * const [meeting] = index.meetings().items;
 * show(meeting, index, { language: "en" }).text.split(" in Ankara")[0];
 * // → "A bilateral meeting between James Jeffrey and Mevlüt Çavuşoğlu was held"
 * ```
 */
export class View {
  /** The picture alone. */
  readonly svg: string;
  /** What is shown, in lines of text. */
  readonly text: string;
  readonly #body: Markup;
  readonly #language: "ar" | "en";

  constructor(picture: Markup, body: Markup, text: string, language: "ar" | "en") {
    this.svg = picture.text;
    this.text = text;
    this.#body = body;
    this.#language = language;
  }

  /** A piece of a page, with its style and its script inside; without scripts it still says everything. */
  get html(): string {
    const [lang, dir] = this.#language === "ar" ? ["ar", "rtl"] : ["en", "ltr"];
    const script = new Markup(`(${enliven})();`);
    return markup`<div class="liqa" lang="${lang}" dir="${dir}"><style>${new Markup(STYLE)}</style>${this.#body}<script>${script}</script></div>`
      .text;
  }

  /**
   * The same as an element, for pages and for notebooks that show elements (Observable). Needs a document.
   *
   * @example
   * ```ts
   * const place = () => document.body.append(show(toGraphology(facts)).element());
   * ```
   */
  element(): HTMLElement {
    const holder = document.createElement("div");
    holder.innerHTML = this.html;
    const element = holder.firstElementChild as HTMLElement;
    // Scripts that come in through innerHTML do not run.
    element.querySelector("script")?.remove();
    enliven(element);
    return element;
  }

  /** The text alone. */
  toString(): string {
    return this.text;
  }

  /** What Jupyter asks for. */
  [DISPLAY](): MimeBundle {
    return { "text/html": this.html, "image/svg+xml": this.svg, "text/plain": this.text };
  }
}
