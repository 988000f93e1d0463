import type { ExtractedMeeting, Extraction, Kind, Span } from "@liqa/graph";
import type { GoldDocument, GoldMeeting } from "./gold.ts";
import { likeness, sameName } from "./names.ts";

/** Right answers out of all that were asked for. */
export interface Ratio {
  right: number;
  all: number;
}

/** Found and wanted (`tp`), found only (`fp`), wanted only (`fn`). */
export interface Counts {
  tp: number;
  fp: number;
  fn: number;
}

const RATIOS = [
  "status",
  "date",
  "place",
  "function",
  "type",
  "evidence",
  "exactName",
  "undatedKept",
  "unplacedKept",
  "background",
] as const;
export type RatioName = (typeof RATIOS)[number];

export interface Score {
  documents: number;
  meetings: Counts;
  participants: Counts;
  ratios: Record<RatioName, Ratio>;
  /** Meetings claimed in articles that hold none. */
  spuriousInNegative: number;
}

export const emptyScore = (): Score => ({
  documents: 0,
  meetings: { tp: 0, fp: 0, fn: 0 },
  participants: { tp: 0, fp: 0, fn: 0 },
  ratios: Object.fromEntries(RATIOS.map((name) => [name, { right: 0, all: 0 }])) as Record<RatioName, Ratio>,
  spuriousInNegative: 0,
});

/** Harmonic mean of precision and recall. */
export const f1 = ({ tp, fp, fn }: Counts): number => (tp ? (2 * tp) / (2 * tp + fp + fn) : 0);

/** Participant sets must agree at least this much (F1) for two meetings to be taken for one. */
const ALIGNED = 0.4;
/** Below this likeness a name is nobody of the gold. */
const KNOWN = 0.5;
/** A place's name must be this alike. */
const PLACE = 0.6;

interface Who {
  label: string;
  function: string;
  exact: boolean;
}

interface Candidate {
  meeting: ExtractedMeeting;
  who: Map<string, Who>;
  /** Participants that turned out to be somebody already there. */
  twice: string[];
  place: string[];
}

/** Adds the score of one document to `score`; returns what was wrong, in words. */
export const scoreDocument = (
  score: Score,
  gold: GoldDocument,
  extraction: Extraction | undefined,
): string[] => {
  score.documents++;
  const candidates = (extraction?.meetings ?? []).map((meeting) => candidate(meeting, extraction!, gold));
  const pairs = align(gold, candidates);
  const errors: string[] = [];
  const label = (id: string): string => gold.entities.find((entity) => entity.id === id)?.forms[0] ?? id;
  gold.meetings.forEach((wanted, at) => {
    const found = pairs.get(at);
    const required = wanted.participants.filter((one) => one.required !== false);
    if (wanted.tier !== "core") {
      score.ratios.background.all++;
      if (found !== undefined) score.ratios.background.right++;
    } else if (found === undefined) {
      score.meetings.fn++;
      score.participants.fn += required.length;
      errors.push(
        `missed ${wanted.id} (${wanted.type}, ${wanted.statuses[0]}): ${required.map((one) => label(one.entity)).join("، ")}`,
      );
    } else {
      score.meetings.tp++;
      errors.push(...compare(score, wanted, candidates[found]!, label));
    }
  });
  const taken = new Set(pairs.values());
  candidates.forEach((one, at) => {
    if (taken.has(at)) return;
    const second = gold.meetings.some(
      (other) =>
        other.tier !== "core" &&
        one.who.size <= 1 &&
        other.participants.some((part) => one.who.has(part.entity)),
    );
    if (second) return;
    score.meetings.fp++;
    score.participants.fp += one.who.size;
    if (gold.negative) score.spuriousInNegative++;
    errors.push(
      `spurious (${one.meeting.type}, ${one.meeting.status}): ${[...one.who.values()].map((who) => who.label).join("، ")}`,
    );
  });
  return errors;
};

const candidate = (meeting: ExtractedMeeting, extraction: Extraction, gold: GoldDocument): Candidate => {
  const who = new Map<string, Who>();
  const twice: string[] = [];
  for (const { entity, function: fn } of meeting.participants) {
    const { kind, names } = namesOf(extraction, entity);
    const goldId = identify(kind, names, gold);
    const label = names[0] ?? entity;
    const id = goldId ?? `?${label}`;
    if (who.has(id)) {
      twice.push(label);
      continue;
    }
    const forms = gold.entities.find((one) => one.id === goldId)?.forms ?? [];
    who.set(id, { label, function: fn, exact: forms.some((form) => sameName(form, label)) });
  }
  return { meeting, who, twice, place: meeting.place ? namesOf(extraction, meeting.place).names : [] };
};

const namesOf = (extraction: Extraction, id: string): { kind: Kind | null; names: string[] } => {
  const entity = extraction.entities.find((one) => one.id === id);
  if (!entity) return { kind: null, names: [id] };
  return {
    kind: entity.kind,
    names: [entity.name, ...entity.aliases, ...entity.mentions.map((mention) => mention.text)],
  };
};

/** The gold entity that names mean: by their best likeness, an alias counting a little less than the name. */
const identify = (kind: Kind | null, names: readonly string[], gold: GoldDocument): string | null => {
  let best: string | null = null;
  let top = KNOWN;
  for (const entity of gold.entities) {
    let alike = 0;
    names.forEach((name, at) => {
      for (const form of entity.forms) alike = Math.max(alike, likeness(name, form) * (at === 0 ? 1 : 0.9));
    });
    if (kind && (kind === "person") !== (entity.kind === "person")) alike *= 0.5;
    if (alike > top) {
      top = alike;
      best = entity.id;
    }
  }
  return best;
};

const ids = (part: GoldMeeting["participants"][number]): string[] => [
  part.entity,
  ...(part.alternatives ?? []),
];
const typesOf = (gold: GoldMeeting): string[] => gold.types ?? (gold.type ? [gold.type] : []);

/** Pairs gold and candidate meetings greedily by agreement of participants, then status, place, type and evidence. */
const align = (gold: GoldDocument, candidates: readonly Candidate[]): Map<number, number> => {
  const pairs: { gold: number; found: number; value: number }[] = [];
  gold.meetings.forEach((wanted, at) => {
    candidates.forEach((one, found) => {
      const agreement = participantF1(wanted, one);
      if (agreement < ALIGNED) return;
      const value =
        agreement +
        (wanted.statuses.includes(one.meeting.status) ? 0.1 : 0) +
        (placeAgrees(wanted, one) ? 0.1 : 0) +
        (overlap(wanted.evidence, one.meeting.evidence) ? 0.15 : 0) +
        (typesOf(wanted).includes(one.meeting.type) ? 0.12 : 0);
      pairs.push({ gold: at, found, value });
    });
  });
  const result = new Map<number, number>();
  const taken = new Set<number>();
  for (const pair of pairs.sort((a, b) => b.value - a.value)) {
    if (result.has(pair.gold) || taken.has(pair.found)) continue;
    result.set(pair.gold, pair.found);
    taken.add(pair.found);
  }
  return result;
};

const participantF1 = (wanted: GoldMeeting, one: Candidate): number => {
  const hit = wanted.participants.filter((part) => ids(part).some((id) => one.who.has(id)));
  if (!hit.length) return 0;
  const required = wanted.participants.filter((part) => part.required !== false).length;
  const right = required ? hit.filter((part) => part.required !== false).length : hit.length;
  const neutral = new Set([
    ...(wanted.neutral ?? []),
    ...hit.filter((part) => part.required === false).flatMap(ids),
  ]);
  const counted = [...one.who.keys()].filter((id) => !neutral.has(id)).length;
  const base = required || hit.length;
  return (2 * right) / (base + (required ? counted : Math.max(counted, hit.length)));
};

const placeAgrees = (wanted: GoldMeeting, one: Candidate): boolean =>
  wanted.places?.some((form) => one.place.some((name) => likeness(name, form) >= PLACE)) ?? false;

const overlap = (a: readonly Span[] = [], b: readonly Span[] = []): boolean =>
  a.some((x) => b.some((y) => x.start < y.end && y.start < x.end));

/** The same day, month or year as one that is right; finer than a right month is right, coarser is not. */
export const dateAgrees = (found: string | null | undefined, accepted: readonly string[]): boolean => {
  if (!found) return false;
  const plain = (date: string): string => date.replace(/[~?%]/gu, "");
  const day = plain(found);
  return accepted
    .map(plain)
    .some(
      (right) =>
        day === right ||
        (right.length >= 7 && day.startsWith(`${right}-`)) ||
        day.split("/")[0] === right.split("/")[0],
    );
};

const compare = (
  score: Score,
  wanted: GoldMeeting,
  one: Candidate,
  label: (id: string) => string,
): string[] => {
  const errors: string[] = [];
  const { ratios, participants } = score;
  const count = (name: RatioName, right: boolean, wrong: string): void => {
    ratios[name].all++;
    if (right) ratios[name].right++;
    else errors.push(`${wanted.id}: ${wrong}`);
  };
  const used = new Set(wanted.neutral ?? []);
  for (const part of wanted.participants) {
    const id = ids(part).find((candidateId) => one.who.has(candidateId));
    const who = id === undefined ? undefined : one.who.get(id);
    if (id === undefined || !who) {
      if (part.required === false) continue;
      participants.fn++;
      errors.push(`${wanted.id}: missed participant ${label(part.entity)}`);
      continue;
    }
    used.add(id);
    if (part.required === false) continue;
    participants.tp++;
    ratios.exactName.all++;
    if (who.exact) ratios.exactName.right++;
    if (part.functions) {
      ratios.function.all++;
      if (part.functions.some((fn) => fn === who.function)) ratios.function.right++;
    }
  }
  for (const [id, who] of one.who) {
    if (used.has(id)) continue;
    participants.fp++;
    errors.push(`${wanted.id}: extra participant ${who.label}`);
  }
  for (const twice of one.twice) {
    participants.fp++;
    errors.push(`${wanted.id}: participant twice: ${twice}`);
  }
  const { type, status, evidence, date } = one.meeting;
  const edtf = date?.edtf ?? null;
  if (typesOf(wanted).length)
    count("type", typesOf(wanted).includes(type), `type ${type}, not ${typesOf(wanted).join(" or ")}`);
  if (wanted.evidence?.length) count("evidence", overlap(wanted.evidence, evidence), "evidence elsewhere");
  if (wanted.dates === null && wanted.undated) count("undatedKept", !edtf, `date ${edtf} from nowhere`);
  if (!wanted.places?.length) count("unplacedKept", !one.place.length, `place ${one.place[0]} from nowhere`);
  count("status", wanted.statuses.includes(status), `status ${status}, not ${wanted.statuses.join(" or ")}`);
  if (wanted.dates?.length)
    count("date", dateAgrees(edtf, wanted.dates), `date ${edtf}, not ${wanted.dates.join(" or ")}`);
  if (wanted.places?.length)
    count("place", placeAgrees(wanted, one), `place ${one.place[0] ?? "none"}, not ${wanted.places.at(-1)}`);
  return errors;
};
