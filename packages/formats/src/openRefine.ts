import type { Facts } from "@liqa/graph";
import { type About, inARow } from "./about.ts";
import { spreadsheetLine } from "./csv.ts";

const COLUMNS = ["id", "name", "kind", "name_ar", "name_en", "qid", "articles", "alias", "dataset"];

/**
 * Names for OpenRefine's records mode: an actor or place is one record, whose first row holds everything and whose
 * further rows hold one more name each. `/reconcile` of the service matches the names.
 */
export function* writeOpenRefine(facts: Facts, about: About): Generator<string> {
  const dataset = inARow(about);
  yield spreadsheetLine(COLUMNS);
  for (const { id, kind, name, names, qid, articles, aliases } of facts.entities) {
    const [alias = null, ...more] = aliases;
    yield spreadsheetLine([id, name, kind, names.ar, names.en, qid, articles.length, alias, dataset]);
    for (const one of more) yield spreadsheetLine([...Array(COLUMNS.length - 2).fill(null), one, null]);
  }
}
