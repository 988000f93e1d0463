import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type {
  ExtractedEntity,
  Extraction,
  Kind,
  MeetingFunction,
  MeetingType,
  Status,
} from "../../src/index.ts";

/** The hand-made annotation of the source articles lies beside the checkout, when it is there at all. */
export const goldFolder = fileURLToPath(new URL("../../../../../shared/evaluation/seeds/", import.meta.url));
const textFolder = fileURLToPath(new URL("../../../../../shared/seeds/", import.meta.url));

export const haveGold = existsSync(`${goldFolder}entities.json`) && existsSync(textFolder);

interface Span {
  start: number;
  end: number;
}
interface GoldEntity {
  id: string;
  kind: string;
  preferred_ar: string;
  unnamed?: boolean;
  eponym_only?: boolean;
  boilerplate_only?: boolean;
  surface_forms: { form: string; type: string; articles: string[] }[];
  roles?: {
    article: string;
    role_ar: string | null;
    role_span: Span | null;
    represents: { entity: string }[];
  }[];
}
interface GoldMeeting {
  id: string;
  type: MeetingType;
  status: string;
  participants: { entity: string; function: MeetingFunction; evidence: Span }[];
  place: string | null;
  date: { text: string; start: number; end: number; resolved: string | null } | null;
  parent: string | null;
  evidence: Span[];
}

const json = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;

export const goldEntities = (): GoldEntity[] =>
  json<{ entities: GoldEntity[] }>(`${goldFolder}entities.json`).entities;
export const goldMeetings = (): { id: string; participants: { entity: string }[]; parent: string | null }[] =>
  json<{ meetings: { id: string; participants: { entity: string }[]; parent: string | null }[] }>(
    `${goldFolder}meetings.json`,
  ).meetings;

const KIND: Record<string, Kind> = {
  government_body: "organization",
  armed_group: "group",
  media: "organization",
};

/** The annotation as five extractions, each using only what its own article says. Local ids are the gold ids. */
export const goldExtractions = (): Extraction[] => {
  const entities = goldEntities();
  const mentions = readFileSync(`${goldFolder}mentions.tsv`, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
  return readdirSync(`${goldFolder}articles`)
    .sort()
    .map((file): Extraction => {
      const name = file.replace(/\.json$/, "");
      const gold = json<{ published_hint: { best: string }; meetings: GoldMeeting[] }>(
        `${goldFolder}articles/${file}`,
      );
      const text = readFileSync(textFolder + name, "utf8");
      const present = new Map<string, ExtractedEntity>();
      for (const [article, start, end, surface, id, kind] of mentions) {
        if (article !== name || kind === "anaphoric") continue;
        const entity = entities.find((one) => one.id === id);
        if (!entity || entity.boilerplate_only || entity.eponym_only) continue;
        const own = present.get(entity.id) ?? sketch(entity, name);
        present.set(entity.id, own);
        own.mentions.push({ start: Number(start), end: Number(end), text: surface! });
      }
      for (const { participants, place } of gold.meetings)
        for (const id of [...participants.map(({ entity }) => entity), place])
          if (id !== null && !present.has(id))
            present.set(id, sketch(entities.find((one) => one.id === id)!, name));
      for (const entity of present.values())
        for (const role of entities.find((one) => one.id === entity.id)!.roles ?? [])
          if (role.article === name && role.role_ar && role.role_span)
            for (const represents of role.represents.length ? role.represents : [{ entity: null }])
              entity.roles.push({
                title: role.role_ar,
                represents:
                  represents.entity !== null && present.has(represents.entity) ? represents.entity : null,
                ...role.role_span,
              });
      return {
        article: { id: name.slice(0, 3), text, publishedAt: gold.published_hint.best, language: "ar" },
        entities: [...present.values()],
        meetings: gold.meetings.map((meeting) => {
          const past = meeting.status === "past_reference";
          const seats = new Map(meeting.participants.map((participant) => [participant.entity, participant]));
          return {
            id: meeting.id,
            type: meeting.type,
            status: (past ? "held" : meeting.status) as Status,
            name: null,
            background: past,
            participants: [...seats.values()].map((participant) => ({
              entity: participant.entity,
              function: participant.function,
              evidence: [participant.evidence],
            })),
            place: meeting.place,
            date: meeting.date
              ? {
                  edtf: meeting.date.resolved,
                  text: meeting.date.text,
                  start: meeting.date.start,
                  end: meeting.date.end,
                  inferred: false,
                }
              : null,
            topics: [],
            parent: gold.meetings.some(({ id }) => id === meeting.parent) ? meeting.parent : null,
            evidence: meeting.evidence.map(({ start, end }) => ({ start, end })),
            rule: "gold",
            confidence: 1,
          };
        }),
        relations: [],
        warnings: [],
      };
    });
};

/** The longest name the article itself has for the entity; a description only where it has no name. */
const sketch = (entity: GoldEntity, article: string): ExtractedEntity => {
  const here = entity.surface_forms.filter(({ articles }) => articles.includes(article));
  const named = here.filter(({ type }) => type === "name");
  const kind = KIND[entity.kind] ?? (entity.kind as Kind);
  // «العاصمة البريطانية لندن» is a description with a name in it.
  const longer = kind === "place" ? -1 : 1;
  const pick = (forms: { form: string }[]): string | undefined =>
    forms.map(({ form }) => form).sort((one, other) => longer * (other.length - one.length))[0];
  // A country stands under its noun even where the text has only the adjective.
  const name = kind === "country" ? entity.preferred_ar : (pick(named) ?? pick(here) ?? entity.preferred_ar);
  return { id: entity.id, kind, name, aliases: [], mentions: [], roles: [] };
};
