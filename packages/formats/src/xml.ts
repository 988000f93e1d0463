/** Characters that XML 1.0 cannot hold, escaped or not: controls, lone surrogates, U+FFFE and U+FFFF. */
const IMPOSSIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

const ENTITIES: { [sign: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
  // Line ends of XML 1.1, which parsers that know both versions turn into a plain one.
  "\u0085": "&#133;",
  "\u2028": "&#8232;",
};

/** Text for an attribute or element; what XML cannot hold becomes U+FFFD. */
export const escapeXml = (text: string): string =>
  text.replace(IMPOSSIBLE, "\ufffd").replace(/[&<>"\n\r\t\u0085\u2028]/gu, (sign) => ENTITIES[sign]!);
