import type { FormatName } from "@liqa/formats";
import type { Evidence, Facts, Proof, Relation } from "@liqa/graph";
import { type ArticleAnswer, kindOf, type Listed, type MeetingAnswer } from "./contract.ts";
import { urls, type View } from "./view.ts";

/** Pages of meetings read for one file; more is the whole graph, which the service gives at one go. */
const PAGES = 10;
/** Requests under way at once. */
const ABREAST = 6;

/** What picture and list show now, in a format of the catalogue; `liqa` is the one that this page opens again. */
export async function takeAway(view: View, format: FormatName): Promise<Blob> {
  const facts = await factsOf(view, format === "liqa");
  const { FORMATS, write } = await import("@liqa/formats");
  const chunks: BlobPart[] = [];
  for (const chunk of write(format, facts)) chunks.push(chunk as BlobPart);
  return new Blob(chunks, { type: FORMATS[format].mediaType });
}

/** The facts behind the view: its meetings in full, its actors, and the articles that prove them. */
async function factsOf(view: View, withTexts: boolean): Promise<Facts> {
  const { scene, world } = view;
  // Who met whom is drawn without meetings; they stand behind its edges.
  const ids = new Set([
    ...scene.nodes.flatMap(({ meeting }) => meeting?.id ?? []),
    ...scene.edges.flatMap(({ meetings }) => meetings),
  ]);
  const meetings = (await meetingsOf(view, ids)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const actors = new Set([
    ...scene.nodes.flatMap(({ id }) => (kindOf(id) ? [id] : [])),
    ...meetings.flatMap(({ participants }) => participants.map(({ id }) => id)),
    ...meetings.flatMap(({ place }) => place?.id ?? []),
  ]);
  const proofs = new Map<string, Evidence[]>();
  for (const { participants, place, evidence } of meetings) {
    for (const person of participants)
      add(proofs, person.id, person.evidence?.length ? person.evidence : evidence);
    if (place) add(proofs, place.id, evidence);
  }
  for (const id of actors)
    for (const { body, evidence } of world.offices.get(id) ?? []) {
      add(proofs, id, evidence);
      add(proofs, body, evidence);
    }
  const known = [...actors].sort().flatMap((id) => {
    const actor = world.actors.get(id);
    const proof = proofOf(proofs.get(id));
    return actor && proof ? [{ actor, proof }] : [];
  });
  const kept = new Set(known.map(({ actor }) => actor.id));
  const joined = (end: string) => kept.has(end) || ids.has(end);
  const relations = [...world.ties.values()].flatMap(({ from, type, to, evidence }): Relation[] => {
    const proof = proofOf(evidence);
    return proof && joined(from) && joined(to) ? [{ from, type, to, evidence: proof }] : [];
  });
  const cited = [...known.map(({ proof }) => proof), ...relations.map(({ evidence }) => evidence)].flat();
  const told = new Set([
    ...meetings.flatMap(({ articles }) => articles),
    ...cited.map(({ article }) => article),
  ]);
  return {
    entities: known.map(({ actor, proof }) => ({
      id: actor.id,
      kind: actor.kind,
      name: actor.name,
      names: actor.names ?? { ar: null, en: null },
      aliases: [...actor.aliases],
      qid: actor.qid,
      roles: (world.offices.get(actor.id) ?? []).flatMap(({ body, title, first, last, evidence }) => {
        const proof = proofOf(evidence);
        return proof && kept.has(body) ? [{ title, represents: body, first, last, evidence: proof }] : [];
      }),
      articles: [...new Set(proof.map(({ article }) => article))].sort(),
      evidence: proof,
    })),
    meetings: meetings.flatMap((meeting) => {
      const proof = proofOf(meeting.evidence);
      if (!proof) return [];
      return [
        {
          ...meeting,
          evidence: proof,
          place: meeting.place?.id ?? null,
          parent: meeting.parent && ids.has(meeting.parent) ? meeting.parent : null,
          participants: meeting.participants.flatMap(({ id, function: role, evidence }) =>
            kept.has(id) ? [{ entity: id, function: role, evidence: proofOf(evidence) ?? proof }] : [],
          ),
          accounts: meeting.accounts.map((account) => ({
            ...account,
            place: account.place?.id ?? null,
            participants: account.participants.map(({ id }) => id),
          })),
        },
      ];
    }),
    relations,
    articles: await articlesOf(view, [...told].sort(), withTexts),
    conflicts: [],
    redirects: {},
  };
}

async function meetingsOf(view: View, ids: ReadonlySet<string>): Promise<MeetingAnswer[]> {
  const { resources, state } = view;
  const found = new Map<string, MeetingAnswer>();
  const lists = state.centers
    .filter((center) => kindOf(center) !== "place")
    .map((center) => (cursor: string | null) => urls.meetingsOf(center, cursor));
  if (state.centers.length === 0 && ids.size > ABREAST) lists.push((cursor) => urls.meetings(cursor));
  for (const list of lists) {
    let cursor: string | null = null;
    for (let page = 0; page < PAGES && found.size < ids.size; page++) {
      const answer: Listed<MeetingAnswer> = await resources.load(list(cursor));
      for (const meeting of answer.items) if (ids.has(meeting.id)) found.set(meeting.id, meeting);
      cursor = answer.nextCursor;
      if (cursor === null) break;
    }
  }
  const missing = [...ids].filter((id) => !found.has(id));
  await abreast(missing, async (id) => {
    found.set(id, await resources.load<MeetingAnswer>(urls.meeting(id)));
  });
  return [...found.values()];
}

/** Articles with their texts only where the format holds texts: each is a request. */
async function articlesOf(view: View, ids: readonly string[], texts: boolean): Promise<Facts["articles"]> {
  const { resources, world } = view;
  const found = new Map<string, Facts["articles"][number]>();
  for (const id of ids) {
    const paper = world.papers.get(id);
    if (paper) found.set(id, { ...paper, text: "" });
  }
  await abreast(
    ids.filter((id) => texts || !found.has(id)),
    async (id) => {
      const { title, publishedAt, source, url, language, text } = await resources.load<ArticleAnswer>(
        urls.article(id),
      );
      found.set(id, { id, title, publishedAt, source, url, language, text });
    },
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function abreast<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
}

function add(proofs: Map<string, Evidence[]>, id: string, evidence: readonly Evidence[]): void {
  const list = proofs.get(id);
  if (list) list.push(...evidence);
  else proofs.set(id, [...evidence]);
}

/** Evidence without repeats, or null: what nothing proves is not written. */
function proofOf(evidence: readonly Evidence[] = []): Proof | null {
  const pieces = new Map(evidence.map((piece) => [`${piece.article} ${piece.start} ${piece.end}`, piece]));
  const [first, ...rest] = pieces.values();
  return first ? [first, ...rest] : null;
}
