import { parseEdtf } from "../edtf.ts";
import type { MeetingFunction, Status } from "../extraction.ts";
import type {
  Account,
  Conflict,
  Evidence,
  Meeting,
  MeetingDate,
  Participant,
  StatusReport,
  Topic,
} from "../facts.ts";
import type { CopyFinder } from "./copies.ts";
import { type Corpus, proof, quote, reportedOn } from "./corpus.ts";
import { byCode, meetingId } from "./ids.ts";
import type { Telling } from "./tellings.ts";

/** What writing a meeting down needs to know of the rest. */
export interface Ledger {
  corpus: Corpus;
  copies: CopyFinder;
  /** Final id of an article's own entity, or null. */
  idOf: (article: number, local: string) => string | null;
}

/** The most frequent value; a tie goes to the one that comes first by `order`. */
const majority = <T>(values: readonly T[], order: (one: T, other: T) => number): T | null => {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: T | null = null;
  let most = 0;
  for (const [value, count] of counts)
    if (count > most || (count === most && order(value, best as T) < 0)) [best, most] = [value, count];
  return best;
};

const rank =
  <T>(list: readonly T[]) =>
  (one: T, other: T): number =>
    list.indexOf(one) - list.indexOf(other);

/** By day of report, undated reports first, then by article: the order in which the story was told. */
const inOrderOfReport =
  (corpus: Corpus) =>
  (one: Telling, other: Telling): number =>
    (corpus.days[one.record.article] ?? Number.NEGATIVE_INFINITY) -
      (corpus.days[other.record.article] ?? Number.NEGATIVE_INFINITY) ||
    one.record.article - other.record.article ||
    one.record.index - other.record.index;

/**
 * The status all reports leave: once it took place no earlier or later report undoes that (a denial stays visible as
 * a conflict); else the latest report decides, and on one day the stronger word.
 */
const finalStatus = (history: readonly StatusReport[]): Status => {
  if (history.some(({ status }) => status === "held")) return "held";
  if (history.some(({ status }) => status === "ongoing")) return "ongoing";
  const last = history.at(-1)!.reported;
  const strongest: readonly Status[] = [
    "failed",
    "cancelled",
    "denied",
    "postponed",
    "planned",
    "called_for",
  ];
  const latest = history.filter(({ reported }) => reported === last).map(({ status }) => status);
  return latest.sort(rank(strongest))[0]!;
};

const REFUSALS: readonly Status[] = ["denied", "cancelled", "failed"];

const dateOf = ({ record }: Telling): MeetingDate | null => {
  const { date } = record.meeting;
  return date ? { edtf: date.edtf, text: date.text, inferred: date.inferred } : null;
};

const width = (edtf: string): number => {
  const interval = parseEdtf(edtf);
  return interval ? interval.latest - interval.earliest : Number.POSITIVE_INFINITY;
};

/** The most precise date, stated before inferred, then the one most accounts give. */
const bestDate = (tellings: readonly Telling[]): MeetingDate | null => {
  const dates = tellings.map(dateOf).filter((date) => date !== null);
  const known = dates.filter(({ edtf }) => edtf !== null);
  if (known.length === 0) return dates[0] ?? null;
  const votes = new Map<string, number>();
  for (const { edtf } of known) votes.set(edtf!, (votes.get(edtf!) ?? 0) + 1);
  return known.reduce((best, date) => {
    const order =
      width(date.edtf!) - width(best.edtf!) ||
      votes.get(best.edtf!)! - votes.get(date.edtf!)! ||
      Number(date.inferred) - Number(best.inferred) ||
      byCode(date.edtf!, best.edtf!);
    return order < 0 ? date : best;
  });
};

/** Functions from the most to the least telling; among equally frequent ones the first is kept. */
const TELLING_FIRST: readonly MeetingFunction[] = [
  "chair",
  "delegation_head",
  "mediator",
  "host",
  "guest",
  "observer",
  "participant",
  "represented",
];

const participantsOf = (
  tellings: readonly Telling[],
  ledger: Ledger,
  conflicts: Conflict[],
): Participant[] => {
  const seats = new Map<string, { functions: MeetingFunction[]; evidence: Evidence[] }>();
  for (const { record } of tellings)
    for (const { entity, function: role, evidence } of record.meeting.participants) {
      const id = ledger.idOf(record.article, entity);
      if (id === null) {
        conflicts.push({
          code: "reference_broken",
          message: `Meeting ${record.meeting.id} names a participant ${entity} that its article does not list.`,
          ids: [ledger.corpus.extractions[record.article]!.article.id],
        });
        continue;
      }
      const seat = seats.get(id) ?? { functions: [], evidence: [] };
      seats.set(id, seat);
      seat.functions.push(role);
      const own = quote(ledger.corpus, record.article, evidence);
      seat.evidence.push(
        ...(own.length > 0 ? own : quote(ledger.corpus, record.article, record.meeting.evidence)),
      );
    }
  const participants: Participant[] = [];
  for (const [entity, { functions, evidence }] of [...seats].sort(([one], [other]) => byCode(one, other))) {
    const proven = proof(evidence);
    if (proven)
      participants.push({ entity, function: majority(functions, rank(TELLING_FIRST))!, evidence: proven });
  }
  return participants;
};

const accountOf = (telling: Telling, ledger: Ledger): Account => {
  const { article, meeting } = telling.record;
  const { id, source } = ledger.corpus.extractions[article]!.article;
  const participants = meeting.participants
    .map(({ entity }) => ledger.idOf(article, entity))
    .filter((participant) => participant !== null);
  return {
    article: id,
    source: source ?? null,
    reported: reportedOn(ledger.corpus, article),
    type: meeting.type,
    status: meeting.status,
    date: dateOf(telling),
    place: meeting.place === null ? null : ledger.idOf(article, meeting.place),
    participants: [...new Set(participants)].sort(byCode),
  };
};

/** The outlet; an article without one speaks for itself. */
const outlet = (article: number, corpus: Corpus): string => {
  const { source, url, id } = corpus.extractions[article]!.article;
  const host = /^[a-z]+:\/\/(?:www\.)?([^/:?#]+)/iu.exec(url ?? "")?.[1]?.toLowerCase();
  return source || host || id;
};

/** Writes one meeting down from all its tellings; null when none of them has a quote to show. `parent` stays open. */
export const writeMeeting = (
  cluster: readonly Telling[],
  ledger: Ledger,
): { meeting: Meeting | null; conflicts: Conflict[] } => {
  const { corpus } = ledger;
  const conflicts: Conflict[] = [];
  const tellings = [...cluster].sort(inOrderOfReport(corpus));
  const evidence = proof(
    tellings.flatMap(({ record }) => quote(corpus, record.article, record.meeting.evidence)),
  );
  const participants = participantsOf(tellings, ledger, conflicts);
  if (!evidence || participants.length === 0) {
    const first = tellings[0]!.record;
    conflicts.push({
      code: "no_evidence",
      message: `Meeting ${first.meeting.id} has no passage or participant to show for it and was left out.`,
      ids: [corpus.extractions[first.article]!.article.id],
    });
    return { meeting: null, conflicts };
  }
  const accounts = tellings.map((telling) => accountOf(telling, ledger));
  const statusHistory = accounts.map(({ status, reported, article }) => ({ status, reported, article }));
  const status = finalStatus(statusHistory);
  const type = majority(
    tellings.map((telling) => telling.type),
    (one, other) => byTelling(tellings, one) - byTelling(tellings, other),
  )!;
  const date = bestDate(tellings);
  const id = meetingId(date?.edtf ?? null, type, tellings[0]!.hash);
  const places = accounts.map(({ place }) => place).filter((place) => place !== null);
  const articles = [...new Set(tellings.map(({ record }) => record.article))];
  const best = tellings.reduce((one, other) =>
    other.record.meeting.confidence > one.record.meeting.confidence ? other : one,
  ).record.meeting;
  reportDisagreements(id, status, accounts, conflicts);
  const meeting: Meeting = {
    id,
    type,
    status,
    name: majority(
      tellings.map(({ record }) => record.meeting.name).filter((name) => name !== null),
      (one, other) => other.length - one.length || byCode(one, other),
    ),
    background: tellings.every(({ record }) => record.meeting.background),
    participants,
    place: majority(
      places,
      (one, other) => Number(isCountry(one)) - Number(isCountry(other)) || byCode(one, other),
    ),
    date,
    topics: topicsOf(tellings, corpus),
    parent: null,
    statusHistory,
    accounts,
    sources: [...new Set(ledger.copies.originals(articles).map((article) => outlet(article, corpus)))].sort(
      byCode,
    ),
    articles: articles.map((article) => corpus.extractions[article]!.article.id).sort(byCode),
    evidence,
    rule: best.rule,
    confidence: best.confidence,
  };
  return { meeting, conflicts };
};

const isCountry = (id: string): boolean => id.startsWith("cty:");

/** Among equally frequent types, the one of the account with most participants. */
const byTelling = (tellings: readonly Telling[], type: Telling["type"]): number =>
  -Math.max(...tellings.filter((telling) => telling.type === type).map(({ seats }) => seats.length));

const topicsOf = (tellings: readonly Telling[], corpus: Corpus): Topic[] => {
  const topics = new Map<string, Topic>();
  for (const { record } of tellings)
    for (const topic of record.meeting.topics) {
      const [evidence] = quote(corpus, record.article, [topic]);
      if (evidence && !topics.has(topic.text)) topics.set(topic.text, { text: topic.text, evidence });
    }
  return [...topics.values()].sort((one, other) => byCode(one.text, other.text));
};

const reportDisagreements = (
  id: string,
  status: Status,
  accounts: readonly Account[],
  conflicts: Conflict[],
): void => {
  const say = (code: string, message: string): void => {
    conflicts.push({ code, message, ids: [id] });
  };
  const refused = accounts.filter((account) => REFUSALS.includes(account.status));
  if ((status === "held" || status === "ongoing") && refused.length > 0)
    say("status_conflict", `Reported as ${status}, but ${refused[0]!.article} says ${refused[0]!.status}.`);
  const dated = accounts.flatMap(({ date, article }) => {
    const interval = date?.edtf ? parseEdtf(date.edtf) : null;
    return interval ? [{ article, edtf: date!.edtf!, ...interval }] : [];
  });
  const [first] = dated;
  const other = dated.find(({ earliest, latest }) => earliest > first!.latest || latest < first!.earliest);
  if (first && other)
    say("date_conflict", `${first.article} dates it ${first.edtf}, ${other.article} ${other.edtf}.`);
};
