/** Text that is markup already; everything else put into markup is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Part = Markup | string | number | null | false | readonly Part[];

const SIGNS: { readonly [sign: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Characters that XML cannot hold, escaped or not. */
const IMPOSSIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

const escaped = (text: string): string =>
  text.replace(IMPOSSIBLE, "\ufffd").replace(/[&<>"']/gu, (sign) => SIGNS[sign]!);

const written = (part: Part): string => {
  if (part instanceof Markup) return part.text;
  if (part === null || part === false) return "";
  return typeof part === "object" ? part.map(written).join("") : escaped(String(part));
};

/** HTML or SVG from a template: what is put in is escaped unless it is markup; lists are joined, null and false left out. */
export const markup = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(pieces.reduce((text, piece, at) => text + written(parts[at - 1]!) + piece));
