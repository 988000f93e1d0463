import { prose as table } from "../generated/ar.ts";
import { type ProseWords, proseTable } from "../prose/words.ts";

/** Words of Arabic prose. */
export const arProse: ProseWords = {
  tag: "ar",
  own: "ar",
  ...proseTable(table),
  // The conjunction is glued to what it joins, whatever script that is in.
  join: (items) => items.join(" و"),
  comma: "، ",
  // Numbers agree by their last two digits: 103 لقاءات, 111 لقاءً, 102 لقاء.
  plural: (n) => {
    if (n < 3) return n as 0 | 1 | 2;
    const rest = n % 100;
    return rest < 3 ? 5 : rest <= 10 ? 3 : 4;
  },
  foreign: /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u,
};
