import type { Scan } from "../lexicon/scan.ts";
import type { Actor } from "../mentions/actors.ts";
import type { TitlePhrase } from "../mentions/mention.ts";
import type { Sentence } from "../text/sentences.ts";
import type { Telling } from "./telling.ts";

/** Offices that are political by themselves; other levels need a state or known body behind them. */
const POLITICAL_LEVELS = new Set([
  "head_of_state",
  "head_of_government",
  "minister",
  "envoy",
  "ambassador",
  "deputy",
  "religious",
  "head_of_delegation",
]);

/** Kinds of organization that are no actors of diplomacy. */
const UNPOLITICAL_TYPES = new Set(["media", "company", "sport"]);

/** Bodies with a general name count only when they are somebody's: «مجلس النواب الليبي», not «اللجنة المحلية». */
export const isPolitical = (actor: Actor): boolean => {
  if (actor.kind === "place") return false;
  if (actor.entry) return !UNPOLITICAL_TYPES.has(actor.entry.type);
  const serves = actor.affiliations.some(
    ({ entry }) => entry && entry.kind !== "place" && !UNPOLITICAL_TYPES.has(entry.type),
  );
  if (serves) return true;
  if (actor.mentions.some(({ form, head = "" }) => form === "group" && POLITICAL_GROUPS.has(head)))
    return true;
  return actor.titles.some(
    (title) => POLITICAL_LEVELS.has(title.level) && title.definite && !leadsSomethingElse(title),
  );
};

/** «رئيسة البرنامج», «رئيس القسم»: the head of something that is neither a state nor of politics. */
const leadsSomethingElse = ({ heads, affiliations }: TitlePhrase): boolean => {
  const office = heads.at(-1)!;
  if (heads.length > 1 && APOLITICAL.has(office)) return true;
  return (
    office === "president" &&
    affiliations.length > 0 &&
    affiliations.every(({ entry, body }) => entry === null && !POLITICAL_BODIES.has(body))
  );
};

/** Offices whose deputies and advisers are no politicians: ids of data/ar/titles.tsv. */
const APOLITICAL = new Set(["director", "chairman", "syndic"]);

/** People who are politicians by what they are called: ids of data/ar/groups.tsv. */
const POLITICAL_GROUPS = new Set(["foreign-ministers", "ministers", "states"]);

/** Groups whose head is a politician by being theirs: ids of data/ar/groups.tsv. */
const POLITICAL_BODIES = new Set([
  "party",
  "government",
  "parliament",
  "opposition",
  "army",
  "parties",
  "delegation",
  "council",
  "court",
]);

/** A match, a club, a goal in the sentence: what looks like a meeting is sport. */
export const isSport = (scan: Scan, sentence: Sentence): boolean => {
  for (let token = sentence.from; token < sentence.to; token++) if (scan.role(token, "sport")) return true;
  return false;
};

/** Share of the sentences of an article that speak of sport, and how many at least, for all of it to be sport. */
const SPORTY = { share: 0.4, least: 3 };

/** Whether a whole article is about sport: there even its «اجتماع» is a club's. */
export const isSportArticle = (scan: Scan, sentences: readonly Sentence[]): boolean => {
  const sporty = sentences.filter((sentence) => isSport(scan, sentence)).length;
  return sporty >= SPORTY.least && sporty >= sentences.length * SPORTY.share;
};

/** Whether politics meets in a telling: one actor at least whom diplomacy knows, and for a journey the traveller. */
export const isDiplomatic = (telling: Telling, actors: readonly Actor[]): boolean => {
  const parts =
    telling.type === "visit" ? telling.parts.filter((part) => part.function !== "host") : telling.parts;
  // Whoever sits at talks or a summit is there for a state or a party, named or not.
  const talks = telling.type === "talks_round" || telling.type === "summit";
  return parts.some(({ actor }) => isPolitical(actors[actor]!) || (talks && actors[actor]!.kind === "group"));
};
