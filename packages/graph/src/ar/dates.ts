import { type DateContext, findDates } from "../dates/findDates.ts";
import type { DateMention } from "../dates/mention.ts";
import { Tokenizer } from "../text/tokens.ts";
import { innerKey, readings } from "./clitics.ts";
import { dateWords } from "./dateWords.ts";

let tokenizer: Tokenizer | undefined;

/**
 * The dates of an Arabic text.
 *
 * Without `publishedAt` nothing is taken from the clock: «أمس» stays unplaced, «26 أكتوبر» is `XXXX-10-26`.
 *
 * @example
 * ```ts
 * dates("التقيا أمس الثلاثاء", { publishedAt: "2020-01-29" })[0].edtf; // → "2020-01-28"
 * dates("التقيا أمس")[0].edtf; // → null
 * ```
 */
export const dates = (text: string, context: DateContext = {}): DateMention[] => {
  tokenizer ??= new Tokenizer({ innerKey, readings });
  return findDates(tokenizer.tokens(text), text, context, dateWords());
};
