import type { Kind } from "../extraction.ts";
import { definiteNames, prose as table } from "../generated/en.ts";
import { type ProseWords, proseTable } from "../prose/words.ts";

const formsOf = (id: string): ReadonlySet<string> =>
  new Set(definiteNames.filter((row) => row.id === id).flatMap(({ forms }) => forms));
const definite = { words: formsOf("words"), names: formsOf("names") };

/** "the United States", "the Security Council", but "Egypt" and "Hamas". */
const takesArticle = (name: string, kind: Kind): boolean => {
  if (definite.names.has(name)) return true;
  if (kind !== "organization" && kind !== "group") return false;
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => definite.words.has(word));
};

/** Words of English prose. */
export const enProse: ProseWords = {
  tag: "en",
  own: "en",
  ...proseTable(table),
  join: (items) =>
    items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`,
  comma: ", ",
  inSentence: (name, kind) => (takesArticle(name, kind) ? `the ${name}` : name),
  plural: (n) => (n < 3 ? (n as 0 | 1 | 2) : 4),
  foreign: /[\p{Script=Arabic}\p{Script=Hebrew}]/u,
};
