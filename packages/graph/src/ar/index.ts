import type { Language } from "../language.ts";
import { innerKey, readings } from "./clitics.ts";
import * as lexicon from "./lexicon.ts";

let language: Language | undefined;

/** Arabic, built from the compiled tables on first use (some tens of milliseconds) and then kept. */
export const arabic = (): Language => {
  language ??= { tag: "ar", innerKey, readings, ...lexicon.build({ innerKey, readings }) };
  return language;
};
