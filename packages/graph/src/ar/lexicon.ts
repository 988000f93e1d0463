import type { MeetingFunction, MeetingType, Status } from "../extraction.ts";
import * as tables from "../generated/ar.ts";
import { territories } from "../generated/cldr.ts";
import * as world from "../generated/world.ts";
import type {
  ComplementEntry,
  EventNoun,
  GroupEntry,
  Language,
  LightVerb,
  MeetingVerb,
  NameEntry,
  ParticleEntry,
  TitleEntry,
  VerbEntry,
  VerbForm,
} from "../language.ts";
import { Phrases, PhraseTables } from "../lexicon/phrases.ts";
import { fold } from "../text/fold.ts";
import type { WordAnalyser } from "../text/tokens.ts";
import { commonWords } from "./commonWords.ts";
import { dateWords } from "./dateWords.ts";
import {
  accusative,
  conjugate,
  declineNisba,
  dual,
  pluralCases,
  withObject,
  withPossessive,
} from "./morphology.ts";

/** Makes a table that is searched together with the others. */
type NewTable = <T>() => Phrases<T>;

type Tables = Omit<
  Language,
  | "tag"
  | "nameModel"
  | "ownedNouns"
  | "proclitics"
  | "withArticle"
  | "withoutArticle"
  | "hasArticle"
  | "spellsAlike"
  | "mayDescribe"
  | "isRelational"
  | keyof WordAnalyser
>;

/** The office that a written title begins with: «وزير الخارجية والمغتربين» is foreign-minister; empty when unknown. */
const headOf = (titleTable: Phrases<TitleEntry>, title: string): string => {
  const words = title.split(" ");
  for (let length = words.length; length > 0; length--) {
    const [entry] = titleTable.get(words.slice(0, length).join(" "));
    if (entry) return entry.id;
  }
  return "";
};

const names = (
  table: NewTable,
  titleTable: Phrases<TitleEntry>,
): Pick<Language, "names" | "country" | "capital"> => {
  const states = new Map<string, NameEntry>();
  const cities = new Map<string, NameEntry>();
  const phrases = table<NameEntry>();
  const add = (form: string, entry: Omit<NameEntry, "definite">): void =>
    phrases.add(form, { ...entry, definite: form.startsWith("ال") });

  const countries = new Map(world.countries.map((row) => [row.id, row]));
  const placeName = new Map(world.places.map((row) => [row.id, row.forms[0] ?? ""]));
  for (const id of new Set([...countries.keys(), ...territories.map((territory) => territory.id)])) {
    const row = countries.get(id);
    const forms = [...new Set([...(row?.forms ?? []), ...(territories.find((t) => t.id === id)?.ar ?? [])])];
    const name = row?.short || forms[0]!;
    const entry = {
      kind: "country",
      id,
      name,
      ambiguous: row?.ambiguous === "yes",
      country: id,
      type: "",
      offices: [],
    } as const;
    states.set(id, { ...entry, use: "full", definite: name.startsWith("ال") });
    for (const form of forms) add(form, { ...entry, use: "full" });
    for (const nisba of row?.nisba ?? []) {
      // A relational adjective of two words declines in its last one only by accident; rare enough to leave.
      const declined = declineNisba(nisba);
      for (const form of [...declined.singular, ...declined.dual]) add(form, { ...entry, use: "adjective" });
      for (const form of declined.plural) add(form, { ...entry, use: "adjective" });
    }
    for (const form of row?.nisbaPlural ?? []) add(form, { ...entry, use: "people" });
    for (const seat of row?.metonyms ?? []) {
      add(placeName.get(seat) ?? seat, { ...entry, use: "seat" });
    }
  }
  for (const row of world.places) {
    const entry = {
      kind: "place",
      id: row.id,
      name: row.forms[0]!,
      ambiguous: row.ambiguous === "yes",
      country: row.country,
      type: row.kind,
      offices: [],
    } as const;
    cities.set(row.id, { ...entry, use: "full", definite: entry.name.startsWith("ال") });
    for (const form of row.forms) add(form, { ...entry, use: "full" });
  }
  for (const row of world.organizations) {
    const entry = {
      kind: row.kind === "group" ? "group" : "organization",
      id: row.id,
      name: row.forms[0]!,
      ambiguous: row.ambiguous === "yes",
      country: row.country,
      type: row.type,
      offices: [],
    } as const;
    for (const form of row.forms) add(form, { ...entry, use: "full" });
    for (const form of row.formsShort) add(form, { ...entry, use: "short" });
  }
  for (const row of tables.bodyAdjectives) {
    const body = world.organizations.find((organization) => organization.id === row.id);
    if (!body) continue;
    const entry = {
      kind: "organization",
      id: row.id,
      name: body.forms[0]!,
      ambiguous: false,
      country: "",
      type: body.type,
      offices: [],
    } as const;
    for (const nisba of row.forms) {
      const { singular, dual: two, plural } = declineNisba(nisba);
      for (const form of new Set([...singular, ...two, ...plural])) add(form, { ...entry, use: "adjective" });
    }
  }
  for (const row of world.people) {
    const entry = {
      kind: "person",
      id: row.id,
      name: row.forms[0]!,
      ambiguous: row.ambiguous === "yes",
      country: row.country,
      type: "",
      offices: row.roles.map((role) => {
        const [title = "", body = ""] = role.split("@");
        return { title: headOf(titleTable, title), body };
      }),
    } as const;
    for (const form of row.forms) add(form, { ...entry, ambiguous: false, use: "full" });
    for (const form of row.short) add(form, { ...entry, use: "short" });
  }
  return {
    names: phrases,
    country: (iso) => states.get(iso),
    capital: (iso) => cities.get(countries.get(iso)?.capital ?? ""),
  };
};

const titles = (table: NewTable): Phrases<TitleEntry> => {
  const phrases = table<TitleEntry>();
  for (const row of tables.titles) {
    const entry = { id: row.id, level: row.level };
    for (const form of row.forms) {
      phrases.add(form, { ...entry, number: "one", feminine: false, form });
      const [head, ...rest] = form.split(" ");
      // «رئيسا وزراء مصر والأردن», «وزيري الخارجية»: the head word of a title goes into the dual.
      if (!head!.endsWith("ه") && !head!.endsWith("ها")) {
        for (const two of dual(head!.replace(/^ال/u, ""))) {
          phrases.add([two, ...rest].join(" "), { ...entry, number: "two", feminine: false, form: two });
        }
      }
    }
    for (const form of row.feminine) phrases.add(form, { ...entry, number: "one", feminine: true, form });
    for (const form of row.plural.flatMap(pluralCases))
      phrases.add(form, { ...entry, number: "many", feminine: false, form });
  }
  return phrases;
};

const groups = (table: NewTable): Phrases<GroupEntry> => {
  const phrases = table<GroupEntry>();
  for (const row of tables.groups) {
    const entry = { id: row.id, stands: row.stands as GroupEntry["stands"] };
    for (const form of row.forms) {
      phrases.add(form, { ...entry, number: "one" });
      phrases.add(accusative(form), { ...entry, number: "one" });
    }
    for (const form of row.dual) phrases.add(form, { ...entry, number: "two" });
    for (const form of row.plural.flatMap(pluralCases)) phrases.add(form, { ...entry, number: "many" });
  }
  return phrases;
};

const NUMBER_OF_END: readonly [RegExp, VerbForm["number"]][] = [
  [/(?:ان|تا|يا|آ)$/u, "two"],
  [/(?:ون|وا)$/u, "many"],
];

const verbs = (table: NewTable): Phrases<VerbEntry> => {
  const phrases = table<VerbEntry>();
  const add = (
    past: string,
    present: string,
    nouns: readonly string[],
    meeting: MeetingVerb | null,
    light: LightVerb | null,
  ): void => {
    const forms = conjugate(past, present);
    const put = (form: string, tense: VerbForm["tense"]): void => {
      const number = NUMBER_OF_END.find(([end]) => end.test(form))?.[1] ?? "one";
      const feminine = tense === "past" ? /تا?$/u.test(form) : /^س?ت/u.test(form);
      phrases.add(form, {
        form: { tense, number, feminine, object: false },
        article: form.startsWith("ال"),
        meeting,
        light,
      });
      if (tense === "noun") return;
      for (const glued of withObject(form)) {
        phrases.add(glued, {
          form: { tense, number, feminine, object: true },
          article: glued.startsWith("ال"),
          meeting,
          light,
        });
      }
    };
    for (const form of forms.past) put(form, "past");
    for (const form of forms.present) put(form, "present");
    for (const form of forms.future) put(form, "future");
    for (const form of nouns) put(form, "noun");
  };
  for (const row of tables.meetingVerbs) {
    add(
      row.past,
      row.present,
      row.noun ? [row.noun] : [],
      {
        id: row.id,
        type: row.type as MeetingType,
        subject: row.subject as MeetingFunction,
        object: row.object as MeetingFunction,
        with: row.with as MeetingFunction,
        by: row.by as MeetingFunction,
        collective: row.collective,
        cue: fold(row.cue),
        status: row.status as Status | "",
      },
      null,
    );
  }
  for (const row of tables.lightVerbs) {
    add(row.past, row.present, row.noun, null, {
      id: row.id,
      subject: row.subject as MeetingFunction,
      link: row.link,
      status: row.status as Status | "",
    });
  }
  return phrases;
};

const events = (table: NewTable): Phrases<EventNoun> => {
  const phrases = table<EventNoun>();
  for (const row of tables.eventNouns) {
    const entry = { id: row.id, type: row.type as MeetingType, head: row.head === "yes" };
    const put = (form: string, number: EventNoun["number"]): void => {
      phrases.add(form, { ...entry, number, possessive: false });
      const words = form.split(" ");
      if (words.length === 1) {
        phrases.add(accusative(form), { ...entry, number, possessive: false });
        for (const owned of withPossessive(form)) phrases.add(owned, { ...entry, number, possessive: true });
      } else {
        phrases.add(words.map(accusative).join(" "), { ...entry, number, possessive: false });
        // A definite noun takes its adjectives with it; keys carry no article, so nothing more to add.
      }
    };
    for (const form of row.forms) put(form, "one");
    for (const form of row.dual) put(form, "two");
    for (const form of row.plural) put(form, "many");
  }
  return phrases;
};

/** Builds Arabic's tries and sets from the compiled tables. */
export const build = (analyser: WordAnalyser): Tables => {
  const phrases = new PhraseTables();
  const table: NewTable = () => new Phrases(analyser, phrases);
  const namesakes = table<string>();
  for (const row of tables.namesakes) for (const form of row.forms) namesakes.add(form, row.id);
  const honorifics = table<string>();
  for (const row of tables.honorifics) for (const form of row.forms) honorifics.add(form, row.id);
  const complements = table<ComplementEntry>();
  for (const row of tables.portfolios) for (const form of row.forms) complements.add(form, "portfolio");
  for (const row of tables.titleAdjectives) for (const form of row.forms) complements.add(form, "adjective");
  const placeHeads = table<string>();
  for (const row of tables.placeHeads) for (const form of row.forms) placeHeads.add(form, row.kind);
  const particles = table<ParticleEntry>();
  for (const row of tables.particles) {
    for (const form of row.forms)
      particles.add(form, { id: row.id, role: row.role, definite: form.startsWith("ال"), form });
  }
  const givenNames = new Map<string, boolean>();
  for (const row of world.givenNames) {
    for (const form of row.forms) givenNames.set(fold(form), row.ambiguous === "yes");
  }
  const surnameParts = new Map<string, "prefix" | "link" | "suffix">();
  for (const row of world.surnameParts) {
    for (const form of row.forms) surnameParts.set(fold(form), row.role as "prefix" | "link" | "suffix");
  }
  const titleTable = titles(table);
  return {
    phrases,
    ...names(table, titleTable),
    titles: titleTable,
    honorifics,
    namesakes,
    complements,
    groups: groups(table),
    placeHeads,
    particles,
    verbs: verbs(table),
    nounEndings: "ة",
    events: events(table),
    boilerplate: tables.boilerplate.flatMap((row) =>
      row.forms.map((form) => ({ kind: row.kind as "rest" | "line", folded: fold(form) })),
    ),
    givenNames,
    surnameParts,
    ...commonWords(),
    dates: dateWords(),
  };
};
