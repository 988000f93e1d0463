import {
  type Account,
  type Conflict,
  type Entity,
  type EntityRole,
  type Evidence,
  type FactArticle,
  type Facts,
  FUNCTIONS,
  KINDS,
  type Kind,
  MEETING_TYPES,
  type Meeting,
  type MeetingDate,
  type Participant,
  type Proof,
  parseEdtf,
  RELATION_TYPES,
  type Relation,
  type RelationType,
  STATUSES,
  type StatusReport,
  type Topic,
} from "@liqa/graph";
import { readBy } from "../about.ts";
import { ABOUT } from "../ftm.ts";
import { checked } from "./elements.ts";
import { FormatError, shown } from "./formatError.ts";
import { asObject, fail, type Line, linesOf } from "./ftmLines.ts";

const ACTORS: Readonly<Record<string, Kind>> = {
  Person: "person",
  LegalEntity: "organization",
  Organization: "organization",
  Company: "organization",
  PublicBody: "organization",
  Address: "place",
};
const DOCUMENTS = new Set(["Article", "Document", "PlainText", "HyperText", "Pages", "Email"]);
const UNPROVEN = "its summary stands in no text of a document that is its proof";
const LANGUAGES: Readonly<Record<string, string>> = { ara: "ar", eng: "en", fra: "fr", rus: "ru" };

/**
 * Facts of FollowTheMoney lines, those of Liqa or of others. Others' events are meetings of those involved when a
 * passage proves them: their summary must stand in the text of a document that they name as proof. What no passage
 * proves is left out and named among the conflicts.
 * @throws FormatError with the line
 */
export const readFtm = (text: string): Facts => {
  const lines = linesOf(text);
  const reader = new FtmReader(lines);
  return checked(reader.facts());
};

const oneOf = <T extends string>(known: readonly T[], values: readonly string[]): T | undefined =>
  known.find((one) => values.includes(one));

class FtmReader {
  readonly #lines: readonly Line[];
  /** FollowTheMoney's id → ours. */
  readonly #ids = new Map<string, string>();
  readonly #posts = new Map<string, Line>();
  readonly #articles = new Map<string, FactArticle>();
  readonly #entities = new Map<string, Omit<Entity, "evidence"> & { evidence: Evidence[] }>();
  readonly #meetings = new Map<string, Meeting>();
  readonly #relations: Relation[] = [];
  readonly #conflicts: Conflict[] = [];

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
    for (const line of lines) if (line.schema === "Position") this.#posts.set(line.id, line);
  }

  facts(): Facts {
    const about = this.#lines.find(({ id, own }) => id === ABOUT && own !== null)?.own?.about;
    for (const line of this.#lines)
      if (line.own === null || typeof line.own.id === "string") this.#name(line);
    for (const line of this.#lines) if (DOCUMENTS.has(line.schema)) this.#article(line);
    for (const line of this.#lines) if (this.#kindOf(line) !== null) this.#entity(line);
    for (const line of this.#lines) this.#mention(line);
    for (const line of this.#lines) if (line.schema === "Event") this.#event(line);
    for (const line of this.#lines) this.#link(line);
    if (this.#meetings.size === 0) throw new FormatError("no Event in it has a passage that proves it");
    const meetings = [...this.#meetings.values()].filter((meeting) => {
      if (meeting.participants.length > 0) return true;
      this.#leaveOut(meeting.id, "nobody took part");
      return false;
    });
    return {
      ...readBy(asObject(about)?.extractor),
      entities: this.#proven(),
      meetings: sorted(meetings),
      relations: this.#relations,
      // Without its text an article proves nothing that could be checked; what it proves stands.
      articles: sorted([...this.#articles.values()].filter(({ text }) => text !== "")),
      conflicts: this.#conflicts,
      redirects: {},
    };
  }

  #name(line: Line): void {
    this.#ids.set(line.id, typeof line.own?.id === "string" ? line.own.id : line.id);
  }

  #idOf(ftm: string | undefined): string | null {
    return ftm === undefined ? null : (this.#ids.get(ftm) ?? null);
  }

  #leaveOut(id: string, why: string): void {
    this.#conflicts.push({ code: "left_out", message: `${id}: ${why}`, ids: [id] });
  }

  #kindOf({ schema, own, values }: Line): Kind | null {
    if (!Object.hasOwn(ACTORS, schema)) return null;
    const told = oneOf(KINDS, [
      ...(typeof own?.kind === "string" ? [own.kind] : []),
      ...values("classification"),
    ]);
    return told ?? ACTORS[schema]!;
  }

  #article({ id, values, own }: Line): void {
    const text = values("bodyText").join("");
    const [language] = values("language");
    const told = (own ?? {}) as Partial<FactArticle>;
    const article: FactArticle = {
      id: this.#idOf(id)!,
      title: told.title ?? values("title")[0] ?? null,
      publishedAt: told.publishedAt ?? values("publishedAt")[0] ?? values("date")[0] ?? null,
      source: told.source ?? values("publisher")[0] ?? null,
      url: told.url ?? values("sourceUrl")[0] ?? null,
      language: told.language ?? (language === undefined ? null : (LANGUAGES[language] ?? language)),
      text,
    };
    this.#articles.set(article.id, article);
  }

  #entity(line: Line): void {
    const { id, values, own } = line;
    const [first] = values("name").length > 0 ? values("name") : values("full");
    const told = (own ?? {}) as Partial<Entity>;
    // A name that somebody has given since counts more than the one that Liqa wrote.
    const kept =
      typeof told.name === "string" && (told.name.trim() === "" || values("name").includes(told.name));
    const name = kept ? told.name! : first;
    if (name === undefined) fail(`line ${line.number}`, `: ${line.schema} ${shown(id)} has no name`);
    const ours = this.#idOf(id)!;
    this.#entities.set(ours, {
      id: ours,
      kind: this.#kindOf(line)!,
      name,
      names: told.names ?? { ar: null, en: null },
      aliases: told.aliases ?? [...values("alias"), ...values("weakAlias")],
      qid: told.qid ?? values("wikidataId")[0] ?? null,
      roles: [],
      articles: told.articles ?? [],
      evidence: [],
    });
  }

  #mention({ number, schema, values, own }: Line): void {
    if (own !== null && typeof own.mention === "string") {
      if (!Array.isArray(own.evidence)) fail(`line ${number}`, "has evidence that is no list");
      const evidence = own.evidence as Evidence[];
      this.#entities.get(own.mention)?.evidence.push(...evidence);
    } else if (schema === "Mention") {
      const who = this.#entities.get(this.#idOf(values("resolved")[0]) ?? "");
      const proof = this.#passage(values("document"), values("name"));
      if (who && proof) who.evidence.push(...proof);
    }
  }

  /** Where one of the quotes stands in one of the documents. */
  #passage(documents: readonly string[], quotes: readonly string[]): Proof | null {
    for (const document of documents) {
      const article = this.#articles.get(this.#idOf(document) ?? "");
      for (const quote of quotes) {
        const start = quote === "" ? -1 : (article?.text.indexOf(quote) ?? -1);
        if (start >= 0) return [{ article: article!.id, start, end: start + quote.length, quote }];
      }
    }
    return null;
  }

  /** The proof that Liqa wrote, else the summary or description where it stands in a proving document. */
  #proof({ values, own }: Line): Proof | null {
    if (own !== null && Array.isArray(own.evidence)) return own.evidence as unknown as Proof;
    return this.#passage(values("proof"), [
      ...values("summary"),
      ...values("description"),
      ...values("name"),
    ]);
  }

  #event(line: Line): void {
    const { id, values, own } = line;
    const ours = this.#idOf(id)!;
    const proof = this.#proof(line);
    if (proof === null) {
      this.#leaveOut(ours, UNPROVEN);
      return;
    }
    const told = (own ?? {}) as Partial<Meeting>;
    const involved = values("involved").flatMap((one) => this.#idOf(one) ?? []);
    const place = values("addressEntity").flatMap((one) => this.#idOf(one) ?? [])[0] ?? null;
    this.#meetings.set(ours, {
      id: ours,
      type:
        told.type ??
        oneOf(MEETING_TYPES, values("keywords")) ??
        (involved.length > 2 ? "multilateral" : "bilateral"),
      status: told.status ?? oneOf(STATUSES, values("keywords")) ?? "held",
      name: own === null ? (values("name")[0] ?? null) : (told.name ?? null),
      background: told.background ?? false,
      // Of Liqa's own events the links tell the functions.
      participants:
        own === null
          ? involved
              .filter((one) => this.#entities.has(one))
              .map((entity): Participant => ({ entity, function: "participant", evidence: proof }))
          : [],
      place: own === null ? place : (told.place ?? null),
      date: own === null ? this.#date(line) : ownDate(told.date, line),
      topics: (told.topics ?? []) as Topic[],
      parent: told.parent ?? null,
      statusHistory: (told.statusHistory ?? []) as StatusReport[],
      accounts: (told.accounts ?? []) as Account[],
      sources: told.sources ?? [...values("publisher")],
      articles: told.articles ?? [...new Set(proof.map(({ article }) => article))],
      evidence: proof,
      rule: told.rule ?? "import",
      confidence: told.confidence ?? 1,
    });
  }

  #date({ number, values }: Line): MeetingDate | null {
    const [date] = values("date");
    const [start, end] = [values("startDate")[0], values("endDate")[0]];
    if (date === undefined && start === undefined && end === undefined) return null;
    const text = date ?? (start === end ? start! : `${start ?? ".."}/${end ?? ".."}`);
    const edtf = text.replaceAll(/T[\d:.]+Z?/gu, "");
    if (parseEdtf(edtf) === null) return fail(`line ${number}`, `: ${shown(text)} is no date`);
    return { edtf, text, inferred: false };
  }

  #link(line: Line): void {
    const { own, schema } = line;
    if (own !== null && typeof own.office === "string") {
      const { title, represents, first, last, evidence } = own as unknown as EntityRole;
      this.#entities.get(own.office)?.roles.push({ title, represents, first, last, evidence });
      return;
    }
    if (own !== null) {
      if (typeof own.relation === "string") this.#ownLink(line, own);
    } else if (schema === "UnknownLink") this.#participation(line);
    else if (schema === "Membership") this.#membership(line);
    else if (schema === "Occupancy" || schema === "Representation") this.#office(line);
  }

  #ownLink({ number, values }: Line, own: Readonly<Record<string, unknown>>): void {
    const evidence = own.evidence as Proof;
    if (own.relation === "participated_in") {
      const meeting = this.#meetings.get(String(own.meeting));
      if (!meeting) fail(`line ${number}`, `: ${shown(own.meeting)} is no event of this file`);
      const fn = oneOf(FUNCTIONS, values("role"));
      if (fn === undefined)
        fail(`line ${number}`, `: role ${shown(values("role")[0])} is none of ${FUNCTIONS.join(", ")}`);
      meeting.participants.push({ entity: String(own.entity), function: fn, evidence });
      return;
    }
    const type = oneOf(RELATION_TYPES, [String(own.relation)]);
    if (type === undefined) fail(`line ${number}`, `: relation ${shown(own.relation)}`);
    this.#relations.push({ from: String(own.from), type, to: String(own.to), evidence });
  }

  /** Others link somebody to an event. */
  #participation(line: Line): void {
    const { values } = line;
    const ends = [values("subject")[0], values("object")[0]].map((one) => this.#idOf(one) ?? "");
    const meeting = this.#meetings.get(ends[1]!) ?? this.#meetings.get(ends[0]!);
    const who = ends.find((end) => this.#entities.has(end));
    if (!meeting || who === undefined) return;
    const there = meeting.participants.find(({ entity }) => entity === who);
    const fn = oneOf(FUNCTIONS, values("role"));
    if (there && fn) there.function = fn;
    else if (!there)
      meeting.participants.push({
        entity: who,
        function: fn ?? "participant",
        evidence: this.#proof(line) ?? meeting.evidence,
      });
  }

  #membership(line: Line): void {
    const [from, to] = [line.values("member")[0], line.values("organization")[0]].map((one) =>
      this.#idOf(one),
    );
    if (!from || !to) return;
    this.#relate(line, from, "member_of", to);
  }

  #relate(line: Line, from: string, type: RelationType, to: string): void {
    const evidence = this.#proof(line);
    if (evidence) this.#relations.push({ from, type, to, evidence });
    else this.#leaveOut(line.id, UNPROVEN);
  }

  #office(line: Line): void {
    const { values } = line;
    const post = this.#posts.get(values("post")[0] ?? "");
    const who = this.#entities.get(this.#idOf(values("holder")[0] ?? values("agent")[0]) ?? "");
    const evidence = this.#proof(line);
    if (!who || !evidence) {
      this.#leaveOut(line.id, UNPROVEN);
      return;
    }
    who.roles.push({
      title: post?.values("name")[0] ?? values("role")[0] ?? "",
      represents: this.#idOf(post?.values("organization")[0] ?? values("client")[0]),
      first: values("startDate")[0] ?? null,
      last: values("endDate")[0] ?? null,
      evidence,
    });
  }

  /** Entities with a passage of their own, else of a meeting they took part in. */
  #proven(): Entity[] {
    const met = new Map<string, Proof>();
    for (const { participants, place, evidence } of this.#meetings.values()) {
      for (const one of participants) if (!met.has(one.entity)) met.set(one.entity, one.evidence);
      if (place !== null && !met.has(place)) met.set(place, evidence);
    }
    const proven: Entity[] = [];
    for (const entity of this.#entities.values()) {
      const [first = met.get(entity.id)?.[0], ...rest] = entity.evidence;
      if (first) proven.push({ ...entity, evidence: [first, ...rest] });
      else this.#leaveOut(entity.id, "no passage names it");
    }
    return sorted(proven);
  }
}

const ownDate = (date: MeetingDate | null | undefined, { number }: Line): MeetingDate | null => {
  if (date?.edtf && parseEdtf(String(date.edtf)) === null)
    return fail(`line ${number}`, `: ${shown(date.edtf)} is no date in EDTF, such as 2020-01-27 or 2020`);
  return date ?? null;
};

const sorted = <T extends { id: string }>(rows: T[]): T[] =>
  rows.sort((one, other) => (one.id < other.id ? -1 : 1));
