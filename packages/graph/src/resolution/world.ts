import type { Kind } from "../extraction.ts";
import { fold } from "../text/fold.ts";
import { bodyKey, type NameKey, nameKey, subjectKey } from "./nameKey.ts";

/**
 * What is known before reading, in the shape of the compiled tables of data (data/world/README.md says what each
 * column means). The module `@liqa/graph/world` is one; any part of it is another.
 */
export interface World {
  people?: readonly WorldPerson[];
  countries?: readonly WorldCountry[];
  organizations?: readonly WorldOrganization[];
  places?: readonly WorldPlace[];
  givenNames?: readonly WorldGivenName[];
  /** Nouns by which a language names groups without a name (وفد, مسؤولون): the table `groups` of data/ar. */
  groups?: readonly GroupNoun[];
  /** Numbers in words, for «الجولة الرابعة عشرة»: the table `numbers` of data/ar. */
  numbers?: readonly NumberWord[];
  /** Nouns before the names of places (قصر, مدينة): the table `place-heads` of data/ar. */
  placeHeads?: readonly PlaceHead[];
}

export interface NumberWord {
  value: string;
  ordinal: readonly string[];
}

export interface PlaceHead {
  /** `capital`, `city`, `region`, `venue` or `state`. */
  kind: string;
  forms: readonly string[];
}

export interface GroupNoun {
  id: string;
  forms: readonly string[];
  dual: readonly string[];
  plural: readonly string[];
  /** `for`: stands for others, whoever follows; `self`: a name when something follows it. */
  stands: string;
}

export interface WorldPerson {
  id: string;
  forms: readonly string[];
  short: readonly string[];
  en: readonly string[];
  /** `title@body@from@to`: body an id of a country or organization, years or year-months, each may be empty. */
  roles: readonly string[];
  country: string;
  ambiguous: string;
  qid: string;
}

export interface WorldCountry {
  id: string;
  forms: readonly string[];
  nisba: readonly string[];
  nisbaPlural: readonly string[];
  en: readonly string[];
  short: string;
}

export interface WorldOrganization {
  id: string;
  kind: string;
  /** io, bloc, body, agency, court, ministry, government, parliament, party, armed, company, media. */
  type: string;
  forms: readonly string[];
  acronym: readonly string[];
  parent: string;
  country: string;
  en: readonly string[];
}

export interface WorldPlace {
  id: string;
  /** `capital`, `city`, `region` or `venue`. */
  kind: string;
  forms: readonly string[];
  country: string;
  en: readonly string[];
}

export interface WorldGivenName {
  id: string;
  forms: readonly string[];
  origin: string;
}

/** An office somebody holds or held. Months are counted from the year 0; the ends are inclusive. */
export interface Office {
  title: string;
  /** Node id of the country or body it acts for, or null. */
  body: string | null;
  fromMonth: number;
  toMonth: number;
}

/** A row of the world under its node id. */
export interface KnownActor {
  id: string;
  kind: Kind;
  ar: string | null;
  en: string | null;
  qid: string | null;
  /** Node id of the country it belongs to (a country: itself), or null. */
  country: string | null;
  /** True when it acts for that country: a country itself, its government, ministries, parliament. */
  official: boolean;
  offices: readonly Office[];
}

const PREFIX: Record<Kind, string> = {
  person: "per:",
  country: "cty:",
  organization: "org:",
  group: "grp:",
  place: "plc:",
};

export const prefixOf = (kind: Kind): string => PREFIX[kind];

/** The kinds that may be one and the same actor: outlets disagree on what is a body and what a group. */
export type Family = "person" | "country" | "body" | "place";
export const familyOf = (kind: Kind): Family => (kind === "organization" || kind === "group" ? "body" : kind);

/** Types of organizations that speak for their country; parties and armed groups do not. */
const OFFICIAL = new Set(["ministry", "government", "parliament"]);

const month = (text: string | undefined, end: boolean): number => {
  const [year, inYear] = (text ?? "").split("-").map(Number);
  if (!year) return end ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return year * 12 + (inYear ? inYear - 1 : end ? 11 : 0);
};

/** Kinds of place words that begin the name of a building or a region, not of a town. */
const WIDE_HEADS = new Set(["venue", "site", "region", "area"]);

/** The world made ready for lookups. Build it once a world; {@link worldIndex} remembers. */
export class WorldIndex {
  readonly actors = new Map<string, KnownActor>();
  /** Family and key → node ids. */
  readonly #forms = new Map<string, string[]>();
  /** Key of a surname or nickname that newsrooms use alone → node ids. */
  readonly #short = new Map<string, string[]>();
  /** Word, without article → country ids: names and adjectives. */
  readonly #countryWords = new Map<string, string>();
  readonly #written = new Map<string, readonly string[]>();
  readonly #cities = new Set<string>();
  readonly #names = new Map<string, NameKey[]>();
  readonly #given = new Map<string, Set<string>>();
  readonly #ambiguous = new Set<string>();
  readonly #arabicGiven = new Set<string>();
  /** Key of a noun that stands for others, or by itself for a group → id of the noun. */
  readonly #groupsFor = new Map<string, string>();
  readonly #groupsSelf = new Map<string, string>();
  readonly #subjects = new Map<string, string>();
  /** Key of an ordinal → its number. */
  readonly #ordinals = new Map<string, number>();
  /** Keys of nouns that begin the name of a building or region. */
  readonly #wideHeads = new Set<string>();
  /** Office holders by the body they act for. */
  readonly holders = new Map<string, { person: string; office: Office }[]>();

  constructor(world: World) {
    const bodies = new Map<string, string>();
    for (const { id } of world.countries ?? []) bodies.set(id, `cty:${id}`);
    for (const { id, kind } of world.organizations ?? [])
      bodies.set(id, prefixOf(kind === "group" ? "group" : "organization") + id);
    const country = (id: string): string | null => (id ? `cty:${id}` : null);

    for (const row of world.countries ?? []) {
      const id = `cty:${row.id}`;
      this.#add(id, "country", row, country(row.id), [], row.short || row.forms[0], true);
      for (const form of row.forms) this.#countryWord(form, id);
      for (const form of [...row.nisba, ...row.nisbaPlural]) this.#countryWord(form, id);
      for (const form of row.nisba)
        for (const ending of ["ة", "ون", "ين"]) this.#countryWord(form + ending, id);
    }
    for (const row of world.organizations ?? []) {
      const kind = row.kind === "group" ? "group" : "organization";
      const id = prefixOf(kind) + row.id;
      this.#add(id, kind, row, country(row.country), [], row.forms[0], OFFICIAL.has(row.type));
      for (const form of row.forms) {
        const subject = subjectKey(form);
        if (subject !== null && !this.#subjects.has(subject)) this.#subjects.set(subject, id);
      }
      for (const form of row.acronym) this.#form("body", bodyKey(form), id);
    }
    for (const row of world.places ?? []) {
      this.#add(`plc:${row.id}`, "place", row, country(row.country), []);
      if (row.kind === "capital" || row.kind === "city") this.#cities.add(`plc:${row.id}`);
    }
    for (const row of world.people ?? []) {
      const id = `per:${row.id}`;
      const offices = row.roles.map((role): Office => {
        const [title, body, from, to] = role.split("@");
        return {
          title: title ?? "",
          body: body ? (bodies.get(body) ?? null) : null,
          fromMonth: month(from, false),
          toMonth: month(to, true),
        };
      });
      this.#add(id, "person", row, country(row.country), offices);
      if (row.ambiguous) this.#ambiguous.add(id);
      this.#names.set(id, [...row.forms, ...row.en].map(nameKey));
      for (const form of row.short) push(this.#short, nameKey(form).key, id);
      for (const office of offices) if (office.body) push(this.holders, office.body, { person: id, office });
    }
    for (const { id, forms, origin } of world.givenNames ?? [])
      for (const form of forms) {
        const key = nameKey(form).parts.at(0)?.bare ?? "";
        const ids = this.#given.get(key) ?? new Set();
        this.#given.set(key, ids.add(id));
        if (origin === "arabic") this.#arabicGiven.add(key);
      }
    for (const { id, forms, dual, plural, stands } of world.groups ?? [])
      for (const form of [...forms, ...dual, ...plural]) {
        const nouns = stands === "for" ? this.#groupsFor : this.#groupsSelf;
        if (!nouns.has(bodyKey(form))) nouns.set(bodyKey(form), id);
      }
    for (const { value, ordinal } of world.numbers ?? [])
      for (const form of ordinal) this.#ordinals.set(bodyKey(form), Number(value));
    for (const { kind, forms } of world.placeHeads ?? [])
      if (WIDE_HEADS.has(kind)) for (const form of forms) this.#wideHeads.add(bodyKey(form));
  }

  #add(
    id: string,
    kind: Kind,
    row: { forms: readonly string[]; en: readonly string[]; qid?: string },
    country: string | null,
    offices: readonly Office[],
    display = row.forms[0],
    official = false,
  ): void {
    this.actors.set(id, {
      id,
      kind,
      ar: display ?? null,
      en: row.en[0] ?? null,
      qid: row.qid || null,
      country,
      official,
      offices,
    });
    const family = familyOf(kind);
    this.#written.set(id, [...row.forms, ...row.en]);
    for (const form of [...row.forms, ...row.en])
      this.#form(family, family === "person" ? nameKey(form).key : bodyKey(form), id);
  }

  #form(family: Family, key: string, id: string): void {
    const ids = this.#forms.get(`${family} ${key}`);
    if (!ids) this.#forms.set(`${family} ${key}`, [id]);
    else if (!ids.includes(id)) ids.push(id);
  }

  #countryWord(form: string, id: string): void {
    const key = bodyKey(form);
    if (!this.#countryWords.has(key)) this.#countryWords.set(key, id);
  }

  /** Node ids whose name has this key (a name key for persons, a body key otherwise); usually none or one. */
  named(family: Family, key: string): readonly string[] {
    return this.#forms.get(`${family} ${key}`) ?? [];
  }

  /** All names of a row as they are written, in any script. */
  formsOf(id: string): readonly string[] {
    return this.#written.get(id) ?? [];
  }

  /** Full names of a person, in all scripts. */
  namesOf(person: string): readonly NameKey[] {
    return this.#names.get(person) ?? [];
  }

  /** Whether a person has a full name in this script. */
  hasScript(person: string, script: NameKey["script"]): boolean {
    return this.namesOf(person).some((name) => name.script === script);
  }

  /** Persons whom newsrooms call by this name alone. */
  called(key: string): readonly string[] {
    return this.#short.get(key) ?? [];
  }

  /** The country a single word names or derives from: مصر, المصرية. */
  countryOfWord(word: string): string | null {
    return this.#countryWords.get(word) ?? null;
  }

  /** The country that a body's or office's wording names: «وزارة الخارجية المصرية» → Egypt. Null when none or several. */
  countryIn(text: string): string | null {
    const words = bodyKey(text).split(" ");
    let found: string | null = null;
    for (let at = 0; at < words.length; at++) {
      for (const size of [3, 2, 1]) {
        const id = this.#countryWords.get(words.slice(at, at + size).join(" "));
        if (!id || at + size > words.length) continue;
        if (found !== null && found !== id) return null;
        found = id;
        at += size - 1;
        break;
      }
    }
    return found;
  }

  /** The node id of what the reader recognised; accepts ids with and without their prefix. */
  recognised(known: string | undefined, kind: Kind): string | null {
    if (!known) return null;
    if (this.actors.has(known)) return known;
    const id = prefixOf(kind) + known;
    if (this.actors.has(id)) return id;
    if (familyOf(kind) === "body")
      for (const other of ["org:", "grp:", "cty:"]) if (this.actors.has(other + known)) return other + known;
    if (kind === "country" || kind === "place")
      for (const other of ["cty:", "plc:"]) if (this.actors.has(other + known)) return other + known;
    return null;
  }

  /**
   * True when both words are given names, and different ones: سلمان is not a spelling of سليمان. Foreign names are
   * left to the ear: ستافان and ستيفان may render one Staffan.
   */
  differentGivenNames(one: string, other: string): boolean {
    if (!this.#arabicGiven.has(one) && !this.#arabicGiven.has(other)) return false;
    const [a, b] = [this.#given.get(one), this.#given.get(other)];
    if (!a || !b) return false;
    for (const id of a) if (b.has(id)) return false;
    return true;
  }

  /**
   * The noun by which the body key describes (وفد in «وفد رفيع»), or null when it is a name. Equal descriptions do not
   * make one actor.
   */
  groupNoun(key: string): string | null {
    const self = this.#groupsSelf.get(key);
    if (self !== undefined) return self;
    const words = key.split(" ");
    for (let size = Math.min(words.length, 3); size > 0; size--) {
      const noun = this.#groupsFor.get(words.slice(0, size).join(" "));
      if (noun !== undefined) return noun;
    }
    return null;
  }

  /** The body that is named by this head and subject, or null; see {@link subjectKey}. */
  namedBySubject(key: string): string | null {
    return this.#subjects.get(key) ?? null;
  }

  isCity(id: string): boolean {
    return this.#cities.has(id);
  }

  /** True when the key of an unknown place begins as buildings and regions do: «قصر التحرير» is no city. */
  isWide(key: string): boolean {
    return this.#wideHeads.has(key.split(" ", 1)[0]!);
  }

  /** The number that a name gives, in digits or as an ordinal: 14 for «الجولة الرابعة عشرة» and «الجولة الـ14». */
  ordinalIn(name: string): number | null {
    const digits = /\p{Nd}+/u.exec(fold(name));
    if (digits) return Number(digits[0]);
    const words = bodyKey(name).split(" ");
    for (const size of [2, 1])
      for (let at = 0; at + size <= words.length; at++) {
        const value = this.#ordinals.get(words.slice(at, at + size).join(" "));
        if (value !== undefined) return value;
      }
    return null;
  }

  /** True when the word is somebody's given name, and so may be anybody's. */
  isGivenName(word: string): boolean {
    return this.#given.has(word);
  }

  /**
   * True when a name alone may be anybody's: a given name, unless newsrooms call one person of the world so and no row
   * marks that as somebody else's name as well (نصر الله).
   */
  isAnybodys(key: string): boolean {
    if (!this.#given.has(key)) return false;
    const called = this.called(key);
    return called.length !== 1 || this.#ambiguous.has(called[0]!);
  }

  /** «محمدا», the accusative of a given name: an alef that belongs to the sentence. */
  isAccusative(word: string, name: string): boolean {
    return word === `${name}ا` && this.#arabicGiven.has(name) && !this.#given.has(word);
  }

  /** True when the row's names are also ordinary words or other people's names. */
  isAmbiguous(id: string): boolean {
    return this.#ambiguous.has(id);
  }

  /** True when the word is a given name of Arabic origin, where a long vowel makes another name. */
  isArabicGiven(word: string): boolean {
    return this.#arabicGiven.has(word);
  }
}

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
};

const indexes = new WeakMap<World, WorldIndex>();

/** The index of a world, built at first use. */
export const worldIndex = (world: World): WorldIndex => {
  const built = indexes.get(world);
  if (built) return built;
  const index = new WorldIndex(world);
  indexes.set(world, index);
  return index;
};

/** Folded words of a title, without articles; where titles are compared. */
export const titleWords = (title: string): string[] => bodyKey(fold(title)).split(" ").filter(Boolean);
