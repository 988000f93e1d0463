import { type Facts, type MeetingDate, parseEdtf } from "@liqa/graph";

/** A node as the table formats see it. */
export interface NodeRow {
  id: string;
  label: string;
  kind: string;
  nameAr: string;
  nameEn: string;
  qid: string;
  /** Meetings: type, status, EDTF date; empty for others. */
  type: string;
  status: string;
  date: string;
  /** First and last possible ISO day of a dated meeting. */
  start: string;
  end: string;
  sources: number;
}

/** An edge; `relation` is one of participated_in, represents, member_of, held_in, organized_by, part_of, reported_by. */
export interface EdgeRow {
  id: string;
  source: string;
  target: string;
  relation: string;
  function: string;
  date: string;
  start: string;
  end: string;
  /** Article and quote of the first piece of evidence. */
  article: string;
  quote: string;
}

/** Columns of both rows, in the order of the files. */
export const NODE_COLUMNS = ["kind", "nameAr", "nameEn", "qid", "type", "status", "date", "sources"] as const;
export const EDGE_COLUMNS = ["relation", "function", "date", "article", "quote"] as const;

const DAY = 86_400_000;

/** Days outside these years are the open end of an interval. */
const FARTHEST = 4_000 * 366;

const isoDay = (day: number): string =>
  Math.abs(day) < FARTHEST ? new Date(day * DAY).toISOString().slice(0, 10) : "";

interface When {
  date: string;
  start: string;
  end: string;
}

const UNDATED: When = { date: "", start: "", end: "" };

/** The days a date may mean. A date without a year means none: no timeline can show it. */
const when = (date: MeetingDate | null): When => {
  if (!date?.edtf) return UNDATED;
  const interval = parseEdtf(date.edtf);
  return interval
    ? { date: date.edtf, start: isoDay(interval.earliest), end: isoDay(interval.latest) }
    : { ...UNDATED, date: date.edtf };
};

export function* nodeRows(facts: Facts): Generator<NodeRow> {
  for (const { id, kind, name, names, qid, articles } of facts.entities) {
    yield {
      id,
      label: name,
      kind,
      nameAr: names.ar ?? "",
      nameEn: names.en ?? "",
      qid: qid ?? "",
      type: "",
      status: "",
      ...UNDATED,
      sources: articles.length,
    };
  }
  for (const meeting of facts.meetings) {
    yield {
      id: meeting.id,
      label: meeting.name ?? `${meeting.type} ${meeting.date?.edtf ?? ""}`.trim(),
      kind: "meeting",
      nameAr: meeting.name ?? "",
      nameEn: "",
      qid: "",
      type: meeting.type,
      status: meeting.status,
      ...when(meeting.date),
      sources: meeting.sources.length,
    };
  }
}

export function* edgeRows(facts: Facts): Generator<EdgeRow> {
  let number = 0;
  const known = new Set([...facts.entities, ...facts.meetings].map(({ id }) => id));
  const edge = (
    source: string,
    target: string,
    relation: string,
    evidence: { article: string; quote: string } | undefined,
    more: Partial<EdgeRow> = {},
  ): EdgeRow[] =>
    known.has(source) && known.has(target)
      ? [
          {
            id: `e${number++}`,
            source,
            target,
            relation,
            function: "",
            ...UNDATED,
            article: evidence?.article ?? "",
            quote: evidence?.quote ?? "",
            ...more,
          },
        ]
      : [];
  for (const { id, roles } of facts.entities) {
    for (const { represents, title, evidence } of roles) {
      if (represents) yield* edge(id, represents, "represents", evidence[0], { function: title });
    }
  }
  for (const meeting of facts.meetings) {
    const time = when(meeting.date);
    for (const { entity, function: fn, evidence } of meeting.participants) {
      yield* edge(entity, meeting.id, "participated_in", evidence[0], { function: fn, ...time });
    }
    if (meeting.place) yield* edge(meeting.id, meeting.place, "held_in", meeting.evidence[0], time);
    if (meeting.parent) yield* edge(meeting.id, meeting.parent, "part_of", meeting.evidence[0], time);
  }
  for (const { from, to, type, evidence } of facts.relations) yield* edge(from, to, type, evidence[0]);
}
