/**
 * Prints pairs to be judged for data/gold/identity.tsv: candidates that share enough to be worth a question, from the
 * sample articles and from data/gold/identity-variants.tsv, drawn with a fixed seed. Verdicts of rows that are judged
 * already are kept; those of made-up pairs follow from the column `is`, the rest stay empty.
 *
 *   node packages/graph/scripts/identity/sample.ts > data/gold/identity.tsv
 */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as language from "../../src/ar/index.ts";
import { extractor } from "../../src/extract.ts";
import type { ExtractedEntity, Extraction } from "../../src/extraction.ts";
import * as tables from "../../src/generated/world.ts";
import { byCode } from "../../src/resolution/ids.ts";
import { bodyKey, nameKey } from "../../src/resolution/nameKey.ts";
import { skeleton } from "../../src/resolution/transliteration.ts";
import { worldIndex } from "../../src/resolution/world.ts";
import { shortHash } from "../../src/text/hash.ts";
import { readCell, type What } from "./cells.ts";
import { readPairs } from "./pairs.ts";

const data = fileURLToPath(new URL("../../../../data/", import.meta.url));
const world = worldIndex({ ...tables, ...language });

/** How many pairs are drawn, by where they come from, what they are about, and what is known of them beforehand. */
const WANTED: Readonly<Record<string, number>> = {
  "made-up person same": 140,
  "made-up person different": 120,
  "made-up organization same": 12,
  "made-up organization different": 10,
  "made-up group same": 10,
  "made-up group different": 12,
  "made-up meeting same": 75,
  "made-up meeting different": 75,
  "samples person": 70,
  "samples organization": 10,
  "samples group": 20,
  "samples meeting": 60,
};
/** Pairs are drawn in the order of a hash, so that a new candidate moves no other. */
const SEED = 2026;
/** In how many pairs of different things one telling may stand. */
const MOST_OFTEN = 3;

interface Told {
  what: What;
  cell: string;
  /** Whom or what it is about, if that is known beforehand. */
  is: string | null;
  extraction: Extraction;
  /** Tellings of one article are not compared: its reader has told them apart. */
  article: string;
}

const made = (): Told[] =>
  readFileSync(`${data}gold/identity-variants.tsv`, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [id = "", is = "", what = "", cell = ""] = line.split("\t");
      return {
        what: what as What,
        cell,
        is,
        article: id,
        extraction: readCell(cell, what as What, id, world),
      };
    });

const samples = (): Told[] => {
  const extract = extractor(language.ar);
  return readdirSync(`${data}articles`)
    .filter((name) => /^\d.*\.md$/u.test(name))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(`${data}articles/${name}`, "utf8").replace(/^---\n[\s\S]*?\n---\n+/u, "");
      const extraction = extract({ id: name.slice(0, -3), text, publishedAt: name.slice(0, 10) });
      const told = (what: What, cell: string): Told => ({
        what,
        cell,
        is: null,
        article: name,
        extraction: readCell(cell, what, name, world),
      });
      return [
        ...extraction.entities
          .filter(({ kind }) => kind !== "country" && kind !== "place")
          .map((entity) => told(entity.kind as What, entityCell(entity, extraction))),
        ...extraction.meetings
          .filter(({ participants }) => participants.length > 1)
          .map((meeting) => told("meeting", meetingCell(meeting, extraction))),
      ];
    });
};

const dayOf = ({ article }: Extraction): string[] =>
  article.publishedAt ? [article.publishedAt.slice(0, 10)] : [];

const actorIn = (id: string | null, { entities }: Extraction): string => {
  const entity = entities.find((one) => one.id === id);
  if (!entity) return "";
  return entity.kind === "country" ? entity.name : `${entity.kind}:${entity.name}`;
};

/** «العاصمة المصرية» is known to the reader as القاهرة; a cell has no room for that but the name. */
const knownName = ({ known, kind, name }: ExtractedEntity): string =>
  world.actors.get(world.recognised(known, kind) ?? "")?.ar ?? name;

const rolesOf = (entity: ExtractedEntity, extraction: Extraction): string[] => [
  ...new Set(entity.roles.map(({ title, represents }) => `${title}@${actorIn(represents, extraction)}`)),
];

const entityCell = (entity: ExtractedEntity, extraction: Extraction): string => {
  const roles = rolesOf(entity, extraction).slice(0, 3);
  const countries = extraction.entities.filter(({ kind }) => kind === "country").slice(0, 2);
  return [
    entity.name,
    ...roles,
    ...(roles.length || entity.kind !== "person" ? [] : countries.map(({ name }) => `+${name}`)),
    ...dayOf(extraction),
  ].join(" | ");
};

const meetingCell = (meeting: Extraction["meetings"][number], extraction: Extraction): string => {
  const place = extraction.entities.find(({ id }) => id === meeting.place);
  return [
    `${meeting.type} ${meeting.status}`,
    ...(meeting.date?.edtf ? [`date=${meeting.date.edtf}`] : []),
    ...(place ? [`place=${knownName(place)}`] : []),
    ...(meeting.name ? [`name=${meeting.name}`] : []),
    ...meeting.participants.map(({ entity }) => {
      const actor = extraction.entities.find(({ id }) => id === entity)!;
      if (actor.kind !== "person") return actorIn(entity, extraction);
      return `${actor.name} (${rolesOf(actor, extraction).slice(0, 2).join("; ") || "@"})`;
    }),
    ...dayOf(extraction),
  ].join(" | ");
};

/** What two tellings must share to be worth a question: consonants of a name part, an office, an actor of a meeting. */
const blockKeys = ({ what, extraction }: Told): Set<string> => {
  const keys = new Set<string>();
  const [focus] = extraction.entities;
  const bodies = (entity: ExtractedEntity): string[] =>
    entity.roles.flatMap(({ represents }) => {
      const body = extraction.entities.find(({ id }) => id === represents);
      return body ? [bodyKey(body.name)] : [];
    });
  if (what === "meeting") {
    const [meeting] = extraction.meetings;
    const month = (meeting!.date?.edtf ?? extraction.article.publishedAt ?? "").slice(0, 7);
    for (const { entity } of meeting!.participants) {
      const actor = extraction.entities.find(({ id }) => id === entity)!;
      for (const side of [
        actor.kind === "person" ? lastPart(actor.name) : bodyKey(actor.name),
        ...bodies(actor),
      ])
        keys.add(`${side} ${month}`);
    }
  } else if (what === "person") {
    const codes = nameKey(focus!.name).parts.map(({ bare }) => skeleton(bare) || bare);
    keys.add(codes.at(-1)!);
    for (const [at, code] of codes.entries())
      for (const other of codes.slice(at + 1)) keys.add([code, other].sort().join(" "));
    const [head = ""] = (focus!.roles[0]?.title ?? "").split(" ");
    for (const body of bodies(focus!)) keys.add(`${head} of ${body}`);
  } else for (const word of bodyKey(focus!.name).split(" ")) if (word.length > 3) keys.add(word);
  return keys;
};

const lastPart = (name: string): string => {
  const part = nameKey(name).parts.at(-1);
  return part ? skeleton(part.bare) || part.bare : name;
};

const candidates = (told: readonly Told[]): [Told, Told][] => {
  const blocks = Map.groupBy(
    told.flatMap((one) => [...blockKeys(one)].map((key) => ({ key: `${one.what} ${key}`, one }))),
    ({ key }) => key,
  );
  const pairs = new Map<string, [Told, Told]>();
  const add = (one: Told, other: Told): void => {
    if (one.article === other.article || one.cell === other.cell || one.what !== other.what) return;
    const pair: [Told, Told] = one.cell < other.cell ? [one, other] : [other, one];
    pairs.set(`${pair[0].cell}\t${pair[1].cell}`, pair);
  };
  for (const block of blocks.values())
    for (const [at, { one }] of block.entries())
      for (const { one: other } of block.slice(at + 1)) add(one, other);
  // What blocking would miss counts as well.
  for (const one of told)
    for (const other of told) if (one.is !== null && one.is === other.is) add(one, other);
  return [...pairs.values()];
};

/** Equal names without any difference in office or country are no question. */
const worthAsking = ([one, other]: [Told, Told]): boolean => {
  if (one.what === "meeting") return true;
  const [a, b] = [one.extraction.entities[0]!.name, other.extraction.entities[0]!.name];
  return a !== b || one.is !== other.is;
};

const rows: string[] = ["id\twhat\tleft\tright\tverdict\tnote"];
const judged = new Map(
  readPairs(`${data}gold/identity.tsv`).map((pair) => [`${pair.left}\t${pair.right}`, pair] as const),
);
const drawnOf = new Map<string, number>();
for (const [source, told] of [
  ["made-up", made()],
  ["samples", samples()],
] as const) {
  const drawn = candidates(told)
    .filter(worthAsking)
    .map((pair) => ({ pair, order: shortHash(`${SEED} ${pair[0].cell}\t${pair[1].cell}`) }))
    .sort((one, other) => byCode(one.order, other.order));
  const often = new Map<string, number>();
  const namesTaken = new Set<string>();
  for (const {
    pair: [one, other],
  } of drawn) {
    const { what } = one;
    const truth = one.is === null || other.is === null ? "" : one.is === other.is ? "same" : "different";
    const share = [source, what, truth].filter(Boolean).join(" ");
    if ((drawnOf.get(share) ?? 0) >= (WANTED[share] ?? 0)) continue;
    const uses = Math.max(often.get(one.cell) ?? 0, often.get(other.cell) ?? 0);
    if (uses >= MOST_OFTEN && truth !== "same") continue;
    const names = [one, other].map(({ extraction }) => extraction.entities[0]!.name).join("\t");
    if (truth === "" && what !== "meeting" && namesTaken.has(names)) continue;
    namesTaken.add(names);
    for (const { cell } of [one, other]) often.set(cell, (often.get(cell) ?? 0) + 1);
    drawnOf.set(share, (drawnOf.get(share) ?? 0) + 1);
    const known = judged.get(`${one.cell}\t${other.cell}`);
    const id = `${source}-${shortHash(`${one.cell}\t${other.cell}`)}`;
    rows.push([id, what, one.cell, other.cell, known?.verdict ?? truth, known?.note ?? ""].join("\t"));
  }
}
console.log(rows.join("\n"));
