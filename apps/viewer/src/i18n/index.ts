import { ar, type Dictionary } from "./ar.ts";
import { en } from "./en.ts";

export const LANGUAGES = ["ar", "en"] as const;
export type Lang = (typeof LANGUAGES)[number];
export type { Dictionary };

const DICTIONARIES: Record<Lang, Dictionary> = { ar, en };

export function dictionary(lang: Lang): Dictionary {
  return DICTIONARIES[lang];
}
