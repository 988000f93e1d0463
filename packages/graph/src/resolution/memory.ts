import { publicationDay } from "../edtf.ts";
import type { Extraction } from "../extraction.ts";
import type { Evidence, FactArticle, Relation } from "../facts.ts";
import type { BodyName } from "./bodies.ts";
import type { ActorRecord, MeetingRecord } from "./corpus.ts";
import { bodyKey, type NameKey, nameKey, subjectKey } from "./nameKey.ts";
import type { WrittenEntity } from "./naming.ts";
import type { Context, PersonName } from "./persons.ts";
import type { WrittenMeeting } from "./resolve.ts";
import type { NameLikeness } from "./variants.ts";
import { familyOf, type WorldIndex } from "./world.ts";

/** One article's actors and meetings, made when it is first resolved. */
export interface ArticleRecords {
  readonly actors: readonly ActorRecord[];
  readonly actorOf: ReadonlyMap<string, ActorRecord>;
  readonly meetings: readonly MeetingRecord[];
  readonly meetingOf: ReadonlyMap<string, MeetingRecord>;
  /** Day of publication, or null. */
  readonly day: number | null;
  readonly fact: FactArticle;
  /** Of its text; made when it is first compared. */
  signature: Uint32Array | null;
}

/** What stages have found out about one record and will find again in every round; each fills in its own. */
export interface RecordMemo {
  /** Bodies and places: what the name alone says. */
  body: BodyName | null;
  /** Bodies: head and subject of the name, see {@link subjectKey}. */
  subject: string | null;
  /** Bodies: those of its article whose names begin with its own. */
  longer: readonly ActorRecord[] | null;
  /** Bodies: the country that the name alone gives; false when there is none. */
  country: string | false | null;
  /** Persons: what the name alone says. */
  person: PersonName | null;
  /** Persons: what was last found to stand around the name, and the bodies and countries it was made from. */
  context: { context: Context; sides: readonly (string | null)[] } | null;
  /** The passage that shows it; false when there is none. */
  shown: Evidence | false | null;
  roles: readonly { key: string; title: string; evidence: readonly Evidence[] }[] | null;
  /** Groups and governments: whom the name alone says they are there for; false when nobody. */
  actsFor: string | false | null;
}

/**
 * What resolution may keep from one round to the next: whatever follows from one article, from two names, or from a
 * node's own records. Everything in it is found by all that it was made from, so a round comes to the same result
 * with a memory as without; it only takes less time.
 */
export class Memory {
  readonly world: WorldIndex;
  readonly #articles = new WeakMap<Extraction, ArticleRecords>();
  /** Each spelling is cut up once, so that equal names are one object. */
  #names = new Map<string, NameKey>();
  readonly likeness = new WeakMap<NameKey, WeakMap<NameKey, NameLikeness>>();
  readonly blockKeys = new WeakMap<NameKey, ReadonlySet<string>>();
  /** What the last round wrote down, by the first record. */
  entities: ReadonlyMap<ActorRecord, WrittenEntity> = new Map();
  /** By the first telling. */
  meetings: ReadonlyMap<MeetingRecord, WrittenMeeting> = new Map();
  relations: ReadonlyMap<string, Relation> = new Map();

  constructor(world: WorldIndex) {
    this.world = world;
  }

  nameKey(name: string): NameKey {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const fresh = nameKey(name);
    this.#names.set(name, fresh);
    return fresh;
  }

  articleRecords(extraction: Extraction, make: () => ArticleRecords): ArticleRecords {
    const known = this.#articles.get(extraction);
    if (known) return known;
    const fresh = make();
    this.#articles.set(extraction, fresh);
    return fresh;
  }

  /** Forgets the spellings that only articles long gone have used. */
  tidy(actors: readonly ActorRecord[]): void {
    if (this.#names.size <= 2 * actors.length + 1000) return;
    this.#names = new Map();
    for (const { name, entity } of actors) if (name) this.#names.set(entity.name, name);
  }
}

/** Many articles name the same bodies in the same letters: each spelling is cut up once. */
const remember = <T>(make: (text: string) => T): ((text: string) => T) => {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    made.set(text, fresh);
    return fresh;
  };
};

/** The records of every article, in the order of the articles; those known from an earlier round are taken over. */
export const recordsOf = (extractions: readonly Extraction[], memory: Memory): ArticleRecords[] => {
  const keyOf = remember(bodyKey);
  const subjectOf = remember(subjectKey);
  const make = (extraction: Extraction): ArticleRecords => {
    const actorOf = new Map<string, ActorRecord>();
    for (const entity of extraction.entities) {
      if (actorOf.has(entity.id)) continue;
      const family = familyOf(entity.kind);
      const name = family === "person" ? memory.nameKey(entity.name) : null;
      const memo: RecordMemo = {
        body: null,
        subject: family === "body" ? subjectOf(entity.name) : null,
        longer: null,
        country: null,
        person: null,
        context: null,
        shown: null,
        roles: null,
        actsFor: null,
      };
      const key = name?.key ?? keyOf(entity.name);
      actorOf.set(entity.id, { index: -1, article: -1, entity, family, key, name, memo });
    }
    const meetingOf = new Map<string, MeetingRecord>();
    for (const meeting of extraction.meetings)
      if (!meetingOf.has(meeting.id)) meetingOf.set(meeting.id, { index: -1, article: -1, meeting });
    const { article } = extraction;
    return {
      actors: [...actorOf.values()],
      actorOf,
      meetings: [...meetingOf.values()],
      meetingOf,
      day: publicationDay(article.publishedAt),
      fact: factOf(article),
      signature: null,
    };
  };
  return extractions.map((extraction) => memory.articleRecords(extraction, () => make(extraction)));
};

const factOf = (article: Extraction["article"]): FactArticle => ({
  id: article.id,
  title: article.title ?? null,
  publishedAt: article.publishedAt ?? null,
  source: article.source ?? null,
  url: article.url ?? null,
  language: article.language ?? null,
  text: article.text,
});
