import type { Conflict } from "../facts.ts";
import { Clusters } from "./clusters.ts";
import type { Corpus } from "./corpus.ts";
import type { Actors } from "./entities.ts";
import { byCode, localRef } from "./ids.ts";
import type { Judgement } from "./judgements.ts";
import { MeetingIndex } from "./meetingIndex.ts";
import {
  compareTellings,
  DOUBTFUL_MEETING_FROM,
  type Match,
  SAME_MEETING_FROM,
  type Telling,
  tellingOf,
} from "./tellings.ts";

/** Tellings of one event, most definite first. */
export interface MeetingCluster {
  tellings: Telling[];
}

export interface MeetingStage {
  meetings: MeetingCluster[];
  /** Meeting record index → index in meetings. */
  meetingOf: ReadonlyMap<number, number>;
  decisions: Judgement[];
  conflicts: Conflict[];
}

/** Members a new telling is compared with; they are the most definite. */
const MAX_COMPARED = 6;

/**
 * Finds tellings of one event. The definite ones (a day, a place, many names) are placed first and the vague ones
 * join them when exactly one fits; the order is fixed by content, so the order of articles does not matter. Two
 * tellings of one article are two meetings: its reader has told them apart.
 */
export const resolveMeetings = (
  corpus: Corpus,
  actors: Actors,
  judgements: readonly Judgement[],
): MeetingStage => {
  const tellings = corpus.meetings.map((record) => tellingOf(record, corpus, actors));
  const partition = new Clusters(tellings.length);
  const decisions: Judgement[] = [];
  const conflicts: Conflict[] = [];
  const judged = applyJudgements(tellings, corpus, judgements, partition, conflicts);

  const meetings: MeetingCluster[] = [];
  const articles: Set<number>[] = [];
  const meetingOf = new Map<number, number>();
  const placed = new Map<number, number>();
  const index = new MeetingIndex(tellings);
  for (const telling of [...tellings].sort(moreDefinite(corpus))) {
    const { index: at, article } = telling.record;
    const keys = index.keysOf(telling);
    let home = placed.get(partition.find(at));
    if (home === undefined) {
      const options: { home: number; score: number; reasons: string[] }[] = [];
      for (const candidate of index.candidates(telling, keys)) {
        const members = meetings[candidate]!.tellings;
        const core = members[0]!;
        if (articles[candidate]!.has(article)) continue;
        if (!partition.mayUnite(at, core.record.index)) continue;
        const { score, reasons } = compareWith(telling, members);
        if (score >= DOUBTFUL_MEETING_FROM) options.push({ home: candidate, score, reasons });
      }
      const chosen = choose(telling, options, meetings, corpus);
      for (const option of options) {
        const verdict = option === chosen ? "same" : "unsure";
        decisions.push(decision(telling, meetings[option.home]!.tellings[0]!, verdict, option));
      }
      home = chosen?.home;
    }
    if (home === undefined) {
      home = meetings.length;
      meetings.push({ tellings: [] });
      articles.push(new Set());
    }
    const cluster = meetings[home]!;
    if (cluster.tellings.length > 0) partition.unite(cluster.tellings[0]!.record.index, at);
    cluster.tellings.push(telling);
    articles[home]!.add(article);
    meetingOf.set(at, home);
    placed.set(partition.find(at), home);
    index.add(telling, keys, home);
  }
  for (const judgement of judgements)
    if (!judged.has(judgement))
      conflicts.push({
        code: "judgement_idle",
        message: `A judgement names ${judgement.left} and ${judgement.right}; one of them is unknown here.`,
        ids: [judgement.left, judgement.right],
      });
  return { meetings, meetingOf, decisions, conflicts };
};

const decision = (
  telling: Telling,
  core: Telling,
  verdict: "same" | "unsure",
  { score, reasons }: { score: number; reasons: string[] },
): Judgement => {
  const [left, right] = [telling.ownId, core.ownId].sort(byCode) as [string, string];
  return { left, right, verdict, score: Math.round(score * 1000) / 1000, reasons, who: "liqa", when: "" };
};

const moreDefinite =
  (corpus: Corpus) =>
  (one: Telling, other: Telling): number =>
    Number(other.dated) - Number(one.dated) ||
    one.latest - one.earliest - (other.latest - other.earliest) ||
    Number(one.record.meeting.background) - Number(other.record.meeting.background) ||
    personsOf(other) - personsOf(one) ||
    other.seats.length - one.seats.length ||
    (corpus.days[one.record.article] ?? Number.MAX_SAFE_INTEGER) -
      (corpus.days[other.record.article] ?? Number.MAX_SAFE_INTEGER) ||
    one.record.index - other.record.index;

const personsOf = ({ seats }: Telling): number => seats.filter(({ person }) => person).length;

/** The best match among the members, provided none of them speaks against it. */
const compareWith = (telling: Telling, members: readonly Telling[]): Match => {
  let best: Match | null = null;
  for (const member of members.slice(0, MAX_COMPARED)) {
    const next = compareTellings(telling, member);
    if (next.clash) return next;
    if (!best || next.score > best.score) best = next;
  }
  return best!;
};

/** How much better than the runner-up a match must be. */
const CLEAR_LEAD = 0.08;

const choose = <Option extends { home: number; score: number }>(
  telling: Telling,
  options: readonly Option[],
  meetings: readonly MeetingCluster[],
  corpus: Corpus,
): Option | undefined => {
  const fitting = options.filter(({ score }) => score >= SAME_MEETING_FROM);
  if (fitting.length < 2) return fitting[0];
  const ranked = [...fitting].sort((one, other) => other.score - one.score || one.home - other.home);
  if (ranked[0]!.score - ranked[1]!.score >= CLEAR_LEAD) return ranked[0];
  const coreOf = ({ home }: Option): Telling => meetings[home]!.tellings[0]!;
  // Two nodes that may well be one meeting are no reason to make a third.
  if (!compareTellings(coreOf(ranked[0]!), coreOf(ranked[1]!)).clash) return ranked[0];
  const day = corpus.days[telling.record.article] ?? null;
  const awaited = telling.status === "planned" || telling.status === "called_for";
  if (!awaited || day === null) return undefined;
  // What is announced is the next meeting of these people, not the one after.
  return fitting
    .filter((option) => coreOf(option).earliest >= day)
    .sort((one, other) => coreOf(one).earliest - coreOf(other).earliest || one.home - other.home)[0];
};

/** @returns the judgements that named meetings (or, wrongly, actors beside meetings). */
const applyJudgements = (
  tellings: readonly Telling[],
  corpus: Corpus,
  judgements: readonly Judgement[],
  partition: Clusters,
  conflicts: Conflict[],
): Set<Judgement> => {
  const judged = new Set<Judgement>();
  if (judgements.length === 0) return judged;
  const byName = new Map<string, number>();
  for (const { record, hash } of tellings) {
    byName.set(localRef(corpus.extractions[record.article]!.article.id, record.meeting.id), record.index);
    byName.set(hash, record.index);
  }
  const find = (name: string): number | undefined =>
    byName.get(name.startsWith("mtg:") ? name.slice(name.lastIndexOf("-") + 1) : name);
  for (const verdict of ["different", "same", "unsure"] as const)
    for (const judgement of judgements) {
      if (judgement.verdict !== verdict) continue;
      const [one, other] = [find(judgement.left), find(judgement.right)];
      if (one === undefined || other === undefined) continue;
      judged.add(judgement);
      if (verdict === "different") partition.separate(one, other);
      if (verdict === "same" && !partition.unite(one, other))
        conflicts.push({
          code: "judgement_conflict",
          message: `Judgements contradict each other: ${judgement.left} and ${judgement.right} are called the same, but others keep them apart; they stay apart.`,
          ids: [judgement.left, judgement.right],
        });
    }
  return judged;
};
