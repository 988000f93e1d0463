import type { Entity, Facts, Meeting, Participant } from "@liqa/graph";
import { type About, inARow } from "./about.ts";
import { spreadsheetLine } from "./csv.ts";
import { daysOf } from "./days.ts";
import { finder } from "./find.ts";
import type { Cell } from "./rows.ts";

const COLUMNS = [
  ...["event_id", "event_date", "earliest", "latest"],
  ...["actor1", "actor1_name", "actor1_country", "actor1_kind"],
  ...["actor2", "actor2_name", "actor2_country", "actor2_kind"],
  ...["cameo", "plover", "plover_mode", "place", "place_name", "place_country"],
  ...["status", "confidence", "sources", "outlet", "article", "url", "quote", "dataset"],
];

type Mode = "" | "visit" | "third-party" | "multilateral" | "phone";

/**
 * Events as political scientists count them: one row for each two who took part in a meeting that was held or is
 * ongoing, coded CONSULT in PLOVER with its mode and 040–046 in CAMEO; who visited whom is told from both sides.
 * Countries are ISO 3166-1 alpha-2. Persons who were only represented met nobody and have no row.
 * @see https://github.com/openeventdata/PLOVER
 */
export function* writeEvents(facts: Facts, about: About): Generator<string> {
  const entity = finder(facts.entities);
  const article = finder(facts.articles);
  const dataset = inARow(about);
  yield spreadsheetLine(COLUMNS);
  for (const meeting of facts.meetings) {
    if (meeting.status !== "held" && meeting.status !== "ongoing") continue;
    const there = meeting.participants.flatMap((participant) => {
      const who = entity(participant.entity);
      if (!who || (who.kind === "person" && participant.function === "represented")) return [];
      return [{ participant, who, country: countryOf(who, meeting) }];
    });
    const place = meeting.place === null ? undefined : entity(meeting.place);
    const placeCountry = place ? countryOf(place, meeting) : null;
    const { start, end } = daysOf(meeting.date);
    const told = [
      ...[place?.id ?? null, place?.name ?? null, placeCountry],
      ...[meeting.status, meeting.confidence, meeting.sources.length],
    ];
    for (const [at, one] of there.entries()) {
      for (const other of there.slice(at + 1)) {
        const codes = code(meeting, one, other, placeCountry, there.length > 2);
        for (const { cameo, mode, from, to } of codes) {
          const [proof] = from.participant.evidence;
          const report = article(proof.article);
          yield spreadsheetLine([
            ...[meeting.id, meeting.date?.edtf ?? null, start || null, end || null],
            ...actor(from),
            ...actor(to),
            ...[cameo, "CONSULT", mode || null],
            ...told,
            ...[report?.source ?? null, proof.article, report?.url ?? null, proof.quote, dataset],
          ]);
        }
      }
    }
  }
}

interface Attendee {
  readonly participant: Participant;
  readonly who: Entity;
  readonly country: string | null;
}

const actor = ({ who, country }: Attendee): Cell[] => [who.id, who.name, country, who.kind];

const ISO_COUNTRY = /^cty:([a-z]{2})$/u;

const isoOf = (id: string | null): string | null => {
  const code = id === null ? undefined : ISO_COUNTRY.exec(id)?.[1];
  return code === undefined ? null : code.toUpperCase();
};

/** The state somebody is or speaks for: by the office told in the meeting's own articles, else by any office. */
const countryOf = ({ id, roles }: Entity, { articles }: Meeting): string | null => {
  const own = isoOf(id);
  if (own !== null) return own;
  const told = roles.find(
    ({ represents, evidence }) =>
      isoOf(represents) !== null && evidence.some(({ article }) => articles.includes(article)),
  );
  return isoOf((told ?? roles.find(({ represents }) => isoOf(represents) !== null))?.represents ?? null);
};

interface Coded {
  readonly cameo: string;
  readonly mode: Mode;
  readonly from: Attendee;
  readonly to: Attendee;
}

const code = (
  { type }: Meeting,
  one: Attendee,
  other: Attendee,
  placeCountry: string | null,
  many: boolean,
): Coded[] => {
  const functions = [one.participant.function, other.participant.function];
  const multilateral: Mode = many ? "multilateral" : "";
  const coded = (cameo: string, mode: Mode, from = one, to = other): Coded => ({ cameo, mode, from, to });
  if (type === "call") return [coded("041", "phone")];
  if (functions.includes("mediator")) {
    return functions[0] === "mediator"
      ? [coded("045", multilateral)]
      : [coded("045", multilateral, other, one)];
  }
  if (functions.includes("host") && functions.includes("guest")) {
    const [host, guest] = functions[0] === "host" ? [one, other] : [other, one];
    return [coded("042", "visit", guest, host), coded("043", "visit", host, guest)];
  }
  if (type === "talks_round") return [coded("046", multilateral)];
  const abroad = (country: string | null): boolean => country !== null && country !== placeCountry;
  if (!many && placeCountry !== null && abroad(one.country) && abroad(other.country))
    return [coded("044", "third-party")];
  return [coded("040", multilateral)];
};
