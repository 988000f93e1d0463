import type { DateRole, DateWord, DateWords } from "../dates/words.ts";
import * as tables from "../generated/ar.ts";
import { Phrases } from "../lexicon/phrases.ts";
import { fold } from "../text/fold.ts";
import { innerKey, readings } from "./clitics.ts";

const COUNTS: Readonly<Record<string, DateWord["count"]>> = {
  1: "one",
  2: "two",
  many: "many",
  pair: "pair",
};

const analyser = { innerKey, readings };

let built: DateWords | undefined;

/** Arabic's words of time, built from the tables in data/ar when first asked for. */
export const dateWords = (): DateWords => {
  built ??= build();
  return built;
};

const build = (): DateWords => {
  const phrases = new Phrases<DateWord>(analyser);
  const letters = new Map<string, DateWord>();
  const keys = (forms: readonly string[] = []): ReadonlySet<string> =>
    new Set(forms.map((form) => analyser.innerKey(fold(form), form)));

  const add = (role: DateRole, forms: readonly string[], word: Partial<DateWord>): void => {
    for (const form of forms) {
      const entry: DateWord = {
        role,
        number: 0,
        value: "",
        // Where a table writes the article, the article is part of the meaning: اليوم is today, يوم a day.
        definite: form.startsWith("ال"),
        guarded: false,
        count: "",
        ordinal: false,
        notAfter: new Set(),
        notBefore: new Set(),
        ...word,
      };
      if (form.length === 1) letters.set(fold(form), entry);
      else phrases.add(form, entry);
    }
  };

  for (const row of tables.months) {
    add("month", row.forms, {
      number: Number(row.month),
      value: row.calendar,
      guarded: row.guarded === "yes",
    });
  }
  for (const row of tables.weekdays) {
    add("weekday", row.forms, { number: Number(row.iso), definite: true, notAfter: keys(row.notAfter) });
  }
  for (const row of tables.relativeDates) {
    const guards = { notAfter: keys(row.notAfter), notBefore: keys(row.notBefore) };
    add("relative", row.forms, { number: Number(row.days), guarded: row.needs === "weekday", ...guards });
  }
  for (const row of tables.dateUnits) {
    const guards = { notAfter: keys(row.notAfter), notBefore: keys(row.notBefore) };
    add("unit", row.forms, { value: row.unit, count: COUNTS[row.count] ?? "", definite: false, ...guards });
  }
  for (const row of tables.seasons) {
    add("season", row.forms, { number: Number(row.edtf), definite: false, notBefore: keys(row.notBefore) });
  }
  for (const row of tables.numbers) {
    add("number", row.cardinal, { number: Number(row.value) });
    add("number", row.ordinal, { number: Number(row.value), ordinal: true });
  }
  for (const row of tables.dateWords) {
    const guards = { notAfter: keys(row.notAfter), notBefore: keys(row.notBefore) };
    const definite = row.role === "clock";
    add(row.role as DateRole, row.forms, {
      value: row.value,
      number: Number(row.value) || 0,
      definite,
      ...guards,
    });
  }
  return { phrases, letters, conjunction: "و" };
};
