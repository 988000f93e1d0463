import { SaxesParser } from "saxes";
import { FormatError } from "./formatError.ts";

export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface XmlHandler {
  open(element: XmlElement, depth: number): void;
  /** With all text directly within the element. */
  close(name: string, text: string): void;
}

/** No graph format nests deeper. */
const DEEPEST = 64;

/**
 * Reads XML element by element. Elements of other namespaces than the root's are left out: drawing hints, say.
 * Documents with a DOCTYPE are refused, so that no entity can unfold into gigabytes or reach for a file.
 * @throws FormatError with line and column
 */
export const parseXml = (xml: string, handler: XmlHandler): void => {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const fail = (problem: string): never => {
    throw new FormatError(`line ${parser.line}, column ${parser.column}: ${problem}`);
  };
  let namespace: string | null = null;
  let ended = false;
  const open: { name: string | null; text: string }[] = [];
  parser.on("doctype", () =>
    fail("a document type declaration; graph files need none, so this one is not read"),
  );
  parser.on("error", ({ message }) => fail(message.replace(/^\d+:\d+: /u, "")));
  parser.on("opentag", ({ local, uri, attributes }) => {
    if (open.length === DEEPEST) fail(`more than ${DEEPEST} elements within each other`);
    namespace ??= uri;
    const known = uri === namespace;
    open.push({ name: known ? local : null, text: "" });
    if (!known) return;
    const own = Object.values(attributes).filter(({ prefix }) => prefix === "");
    guarded(fail, () =>
      handler.open(
        { name: local, attributes: new Map(own.map((one) => [one.local, one.value])) },
        open.length - 1,
      ),
    );
  });
  const text = (piece: string): void => {
    const inside = open.at(-1);
    if (inside) inside.text += piece;
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", () => {
    const { name, text: content } = open.pop()!;
    ended ||= open.length === 0;
    if (name !== null) guarded(fail, () => handler.close(name, content));
  });
  parser.write(xml).close();
  if (!ended) fail("the file ends too early");
};

/** What a handler finds wrong gets its place. */
const guarded = (fail: (problem: string) => never, work: () => void): void => {
  try {
    work();
  } catch (error) {
    if (error instanceof FormatError) fail(error.message);
    throw error;
  }
};
