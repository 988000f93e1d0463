import { FUNCTIONS, MEETING_TYPES, STATUSES } from "../src/extraction.ts";

/** What each table in data/ looks like. A column is required unless it is listed as optional. */
export interface TableSchema {
  /** Columns in order of the header row. */
  columns: readonly string[];
  /** Columns that hold alternatives separated by ` | `. */
  lists: readonly string[];
  /** Columns that may stay empty. */
  optional: readonly string[];
  /** Lists whose entries must not fold alike across rows unless both rows say `ambiguous`. */
  distinct?: readonly string[];
  /** Columns whose cell is one of these words. */
  words?: Readonly<Record<string, readonly string[]>>;
}

const table = (
  columns: string,
  lists: string,
  optional: string,
  distinct?: string,
  words?: TableSchema["words"],
): TableSchema => ({
  columns: columns.split(" "),
  lists: lists ? lists.split(" ") : [],
  optional: optional ? optional.split(" ") : [],
  ...(distinct ? { distinct: distinct.split(" ") } : {}),
  ...(words ? { words } : {}),
});

/** By folder and file name without ending. A file in data/ that is not listed here is an error. */
export const TABLES: Record<string, Record<string, TableSchema>> = {
  world: {
    countries: table(
      "id forms nisba nisba_plural capital metonyms en short ambiguous note",
      "forms nisba nisba_plural metonyms en",
      "nisba nisba_plural capital metonyms short ambiguous note",
    ),
    places: table(
      "id kind forms country en ambiguous note",
      "forms en",
      "country en ambiguous note",
      "forms",
    ),
    organizations: table(
      "id kind forms acronym parent country en type forms_short ambiguous note",
      "forms forms_short acronym en",
      "acronym parent country en forms_short ambiguous note",
      "forms",
    ),
    people: table(
      "id forms short en roles country gender ambiguous qid note",
      "forms short en roles",
      "short roles country ambiguous qid note",
      "forms",
    ),
    "given-names": table("id forms origin gender ambiguous note", "forms", "ambiguous note", "forms"),
    "surname-parts": table("id forms role key latin example note", "forms latin", "key latin example note"),
    "body-joints": table("id forms glued example note", "forms", "glued example note"),
  },
  ar: {
    months: table(
      "id calendar month forms guarded example counterexample note",
      "forms",
      "guarded counterexample note",
    ),
    weekdays: table(
      "id iso forms not_after example counterexample note",
      "forms not_after",
      "not_after counterexample note",
    ),
    "relative-dates": table(
      "id days forms needs not_after not_before example counterexample note",
      "forms not_after not_before",
      "needs not_after not_before counterexample note",
    ),
    "date-units": table(
      "id unit count forms not_after not_before example counterexample note",
      "forms not_after not_before",
      "not_after not_before counterexample note",
    ),
    numbers: table(
      "id value cardinal ordinal example counterexample",
      "cardinal ordinal",
      "ordinal counterexample",
    ),
    seasons: table(
      "id edtf forms not_before example counterexample note",
      "forms not_before",
      "not_before counterexample note",
    ),
    "date-words": table(
      "id role value forms not_after not_before example counterexample note",
      "forms not_after not_before",
      "value not_after not_before counterexample note",
    ),
    prose: table("id gender text note", "", "gender note"),
    "question-words": table(
      "id role value forms example counterexample note",
      "forms",
      "value counterexample note",
    ),
    "question-verbs": table(
      "id past present forms example counterexample note",
      "past present forms",
      "forms counterexample note",
    ),
    questions: table("id intent needs without example note", "needs without example", "without note"),
    titles: table(
      "id forms feminine plural level takes example counterexample note",
      "forms feminine plural",
      "feminine plural counterexample note",
    ),
    "body-adjectives": table("id forms example note", "forms", "note"),
    "place-heads": table("id kind forms example note", "forms", "note"),
    boilerplate: table("id kind forms example note", "forms", "note"),
    honorifics: table("id forms note", "forms", "note"),
    namesakes: table("id forms example note", "forms", "note"),
    portfolios: table("id forms note", "forms", "note"),
    "title-adjectives": table("id forms note", "forms", "note"),
    groups: table("id forms dual plural stands example note", "forms dual plural", "forms dual plural note"),
    particles: table("id role forms example note", "forms", "note"),
    "common-words": table("id class forms present note", "forms", "present note"),
    "meeting-verbs": table(
      "id past present noun subject object with by type collective cue status example counterexample note",
      "",
      "noun subject object with by collective cue status counterexample note",
      undefined,
      {
        subject: FUNCTIONS,
        object: FUNCTIONS,
        with: FUNCTIONS,
        by: FUNCTIONS,
        type: MEETING_TYPES,
        collective: ["yes", "dual", "event"],
        status: STATUSES,
      },
    ),
    "light-verbs": table(
      "id past present noun subject link status example counterexample note",
      "noun",
      "noun subject link status example counterexample note",
      undefined,
      {
        subject: FUNCTIONS,
        link: ["object", "subject", "either", "in", "on", "to", "by", "briefing"],
        status: STATUSES,
      },
    ),
    "event-nouns": table(
      "id forms dual plural type head example counterexample note",
      "forms dual plural",
      "forms dual plural head example counterexample note",
      undefined,
      { type: MEETING_TYPES, head: ["yes"] },
    ),
  },
  en: {
    prose: table("id gender text note", "", "gender note"),
    "question-words": table(
      "id role value forms example counterexample note",
      "forms",
      "value counterexample note",
    ),
    questions: table("id intent needs without example note", "needs without example", "without note"),
    "date-words": table("id role value number guarded forms note", "forms", "value number guarded note"),
    "name-words": table("id forms ar note", "forms ar", "note"),
    "definite-names": table("id forms note", "forms", "note"),
  },
};
