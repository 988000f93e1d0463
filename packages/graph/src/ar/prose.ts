import { groups, prose as table } from "../generated/ar.ts";
import { type ProseWords, proseTable } from "../prose/words.ts";

/** Endings that show the case, subject before dependent: مسؤولون and مسؤولين, ممثلو and ممثلي, وفدان and وفدين. */
const CASES = [
  ["ون", "ين"],
  ["ان", "ين"],
  ["و", "ي"],
  ["ا", "ي"],
] as const;

/** First words of groups in the other case, by the word without its article: [as subject, as dependent]. */
const cases = new Map<string, readonly [string, string]>();
for (const { dual, plural } of groups) {
  const forms = new Set([...dual, ...plural].filter((form) => !form.includes(" ")));
  for (const form of forms)
    for (const [subject, dependent] of CASES) {
      const other = form.slice(0, -subject.length) + dependent;
      if (!form.endsWith(subject) || !forms.has(other)) continue;
      for (const one of [form, other]) if (!cases.has(one)) cases.set(one, [form, other]);
      break;
    }
}

/** «مسؤولون أمريكيون» and «مسؤولين أمريكيين»: the first word and the adjectives behind it. */
const inCase = (name: string, subject: boolean): string => {
  const [first = "", ...rest] = name.split(" ");
  const article = first.startsWith("ال") ? "ال" : "";
  const bare = first.slice(article.length);
  const pair =
    cases.get(bare) ?? (article && /[يئ]ون$/u.test(bare) ? [bare, `${bare.slice(0, -2)}ين`] : null);
  if (!pair) return name;
  const words = [article + pair[subject ? 0 : 1]!];
  let agrees = true;
  for (const word of rest) {
    agrees &&= /ي(?:ون|ين)$/u.test(word);
    words.push(agrees ? word.slice(0, -2) + (subject ? "ون" : "ين") : word);
  }
  return words.join(" ");
};

/** Words of Arabic prose. */
export const arProse: ProseWords = {
  tag: "ar",
  own: "ar",
  ...proseTable(table),
  // The conjunction is glued to what it joins, whatever script that is in.
  join: (items) => items.join(" و"),
  comma: "، ",
  inSentence: (name, kind, subject) =>
    kind === "group" || kind === "organization" ? inCase(name, subject) : name,
  // Numbers agree by their last two digits: 103 لقاءات, 111 لقاءً, 102 لقاء.
  plural: (n) => {
    if (n < 3) return n as 0 | 1 | 2;
    const rest = n % 100;
    return rest < 3 ? 5 : rest <= 10 ? 3 : 4;
  },
  foreign: /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u,
};
