/**
 * How Arabic is read.
 *
 * @example
 * ```ts
 * import { ar } from "@liqa/graph/ar";
 *
 * extractor(ar)(articles[0]).entities[0].name; // → "سامح شكري"
 * ```
 *
 * @module @liqa/graph/ar
 */
import { names } from "../generated/models.ts";
import type { Language } from "../language.ts";
import { decodeModel, fromBase64 } from "../mentions/model.ts";
import {
  hasArticle,
  innerKey,
  mayDescribe,
  proclitics,
  readings,
  spellsAlike,
  withArticle,
  withoutArticle,
} from "./clitics.ts";
import { build } from "./lexicon.ts";
import { isRelational, ownedNouns } from "./morphology.ts";

/** Arabic, built from the compiled tables when this module loads (some tenths of a second). */
export const ar: Language = {
  tag: "ar",
  innerKey,
  readings,
  nameModel: names ? decodeModel(fromBase64(names)) : null,
  ownedNouns,
  proclitics,
  withArticle,
  withoutArticle,
  hasArticle,
  spellsAlike,
  mayDescribe,
  isRelational,
  ...build({ innerKey, readings }),
};
