import { prose as table } from "../generated/en.ts";
import { type ProseWords, proseTable } from "../prose/words.ts";

/** Words of English prose. */
export const enProse: ProseWords = {
  tag: "en",
  own: "en",
  ...proseTable(table),
  join: (items) =>
    items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`,
  comma: ", ",
  plural: (n) => (n < 3 ? (n as 0 | 1 | 2) : 4),
  foreign: /[\p{Script=Arabic}\p{Script=Hebrew}]/u,
};
