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
}

const table = (columns: string, lists: string, optional: string, distinct?: string): TableSchema => ({
  columns: columns.split(" "),
  lists: lists ? lists.split(" ") : [],
  optional: optional ? optional.split(" ") : [],
  ...(distinct ? { distinct: distinct.split(" ") } : {}),
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
      "id kind type forms forms_short acronym parent country en ambiguous note",
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
    "surname-parts": table("id forms role example note", "forms", "example note"),
  },
  ar: {},
  en: {},
};
