import type { ExtractedEntity, Extraction, Kind, MeetingType, Status } from "../../src/extraction.ts";
import { MEETING_TYPES, STATUSES } from "../../src/extraction.ts";
import { bodyKey } from "../../src/resolution/nameKey.ts";
import { familyOf, type WorldIndex } from "../../src/resolution/world.ts";

/** What a cell of data/gold/identity.tsv is about; the syntax of cells is described in data/gold/README.md. */
export type What = "person" | "organization" | "group" | "meeting";

const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const PREFIXED = /^(person|country|organization|group|place):(.+)$/u;
const SETTING = /^(date|place|name)=(.+)$/u;
const WITH_ROLES = /^(.+?) \((.+)\)$/u;

/** Id of the entity or meeting that a cell is about, within its extraction. */
export const FOCUS = { entity: "e1", meeting: "m1" } as const;

/**
 * One cell as the extraction of an article that says this and no more.
 * @throws Error when the cell cannot be read
 */
export const readCell = (cell: string, what: What, id: string, world: WorldIndex): Extraction => {
  const article = new CellArticle(id, world);
  const parts = cell.split(" | ").map((part) => part.trim());
  if (what === "meeting") article.meeting(parts);
  else article.entity(what, parts);
  return article.extraction();
};

class CellArticle {
  readonly #id: string;
  readonly #world: WorldIndex;
  readonly #entities: ExtractedEntity[] = [];
  readonly #meetings: Extraction["meetings"] = [];
  #text = "";
  #day: string | null = null;

  constructor(id: string, world: WorldIndex) {
    this.#id = id;
    this.#world = world;
  }

  entity(kind: Kind, [name = "", ...rest]: string[]): void {
    const focus = this.#add(kind, name);
    for (const part of rest)
      if (DAY.test(part)) this.#day = part;
      else if (part.startsWith("+")) this.#actor(part.slice(1));
      else this.#role(focus, part);
  }

  meeting([head = "", ...rest]: string[]): void {
    const [type = "", status = ""] = head.split(" ");
    if (!MEETING_TYPES.includes(type as MeetingType) || !STATUSES.includes(status as Status))
      throw new Error(`${this.#id}: «${head}» is no type and status`);
    const set = new Map<string, string>();
    const who: ExtractedEntity[] = [];
    for (const part of rest) {
      const setting = SETTING.exec(part);
      if (DAY.test(part)) this.#day = part;
      else if (setting) set.set(setting[1]!, setting[2]!);
      else who.push(this.#participant(part));
    }
    const where = set.get("place");
    const place = where === undefined ? null : this.#add(this.#placeKind(where), where);
    const date = set.get("date");
    const evidence = [{ start: 0, end: this.#text.length }];
    this.#meetings.push({
      id: FOCUS.meeting,
      type: type as MeetingType,
      status: status as Status,
      name: set.get("name") ?? null,
      background: false,
      participants: who.map(({ id }) => ({ entity: id, function: "participant", evidence })),
      place: place?.id ?? null,
      date: date ? { edtf: date, text: "", start: 0, end: 0, inferred: false } : null,
      topics: [],
      parent: null,
      evidence,
      rule: "gold",
      confidence: 1,
    });
  }

  extraction(): Extraction {
    return {
      article: { id: this.#id, text: this.#text, publishedAt: this.#day, language: "ar" },
      entities: this.#entities,
      meetings: this.#meetings,
      relations: [],
      warnings: [],
    };
  }

  #participant(part: string): ExtractedEntity {
    const [, name, roles] = WITH_ROLES.exec(part) ?? [];
    if (name === undefined || roles === undefined) return this.#actor(part);
    const person = this.#add("person", name);
    for (const role of roles.split("; ")) this.#role(person, role);
    return person;
  }

  #actor(part: string): ExtractedEntity {
    const [, kind, name] = PREFIXED.exec(part) ?? [];
    return this.#add((kind as Kind | undefined) ?? this.#kindOf(part), name ?? part);
  }

  #role(entity: ExtractedEntity, part: string): void {
    const [title = "", body = ""] = part.split("@");
    if (!part.includes("@")) throw new Error(`${this.#id}: «${part}» is neither a role nor a day`);
    const represents = body === "" ? null : this.#actor(body).id;
    entity.roles.push({ title, represents, ...this.#write(title) });
  }

  #kindOf(name: string): Kind {
    const key = bodyKey(name);
    if (this.#world.named("country", key).length) return "country";
    return this.#world.named("body", key).some((id) => id.startsWith("grp:")) ? "group" : "organization";
  }

  #placeKind(name: string): Kind {
    return this.#world.named("country", bodyKey(name)).length ? "country" : "place";
  }

  #add(kind: Kind, name: string): ExtractedEntity {
    const known = this.#entities.find(
      (entity) => entity.name === name && familyOf(entity.kind) === familyOf(kind),
    );
    if (known) return known;
    const entity: ExtractedEntity = {
      id: `e${this.#entities.length + 1}`,
      kind,
      name,
      aliases: [],
      mentions: [{ ...this.#write(name), text: name }],
      roles: [],
    };
    this.#entities.push(entity);
    return entity;
  }

  #write(words: string): { start: number; end: number } {
    const start = this.#text.length;
    this.#text += `${words} `;
    return { start, end: start + words.length };
  }
}
