/**
 * A made-up world of meetings for benchmarks, the same for the same numbers: actors of Zipf activity in countries of
 * Zipf size with careers of 3 to 15 years; of the meetings 70 % are of two, 25 % of 3–10 and 5 % of 10–40; a quarter
 * crosses borders and three in ten of the meetings of two repeat an earlier pair. Dates lie within twenty years.
 */
import { dayNumber } from "../src/edtf.ts";
import { KINDS, MEETING_TYPES } from "../src/extraction.ts";
import { seeded } from "../src/measures/random.ts";
import type { Columns } from "../src/query/adjacency.ts";

export interface WorldSize {
  actors: number;
  meetings: number;
  /** Share of actors that are states or bodies. */
  bodies?: number;
  seed?: number;
}

export const FIRST_DAY = dayNumber(2000, 1, 1);
export const DAYS = 7305;
const COUNTRIES = 200;
const YEAR = 365;

/** Draws from a list by weight, through its running sums. */
const draw = (sums: Float64Array, random: () => number): number => {
  const wanted = random() * sums[sums.length - 1]!;
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

const runningSums = (weights: readonly number[]): Float64Array => {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (const [at, weight] of weights.entries()) sums[at] = sum += weight;
  return sums;
};

export const generate = ({ actors, meetings, bodies = 0, seed = 1 }: WorldSize): Columns => {
  const random = seeded(seed);
  const countrySums = runningSums(Array.from({ length: COUNTRIES }, (_, rank) => 1 / (rank + 3)));
  const members: number[][] = Array.from({ length: COUNTRIES }, () => []);
  const countryOf = new Int32Array(actors);
  const from = new Int32Array(actors);
  const to = new Int32Array(actors);
  const kinds = new Uint8Array(actors).fill(KINDS.indexOf("person"));
  // Rank decides activity and is spread over the numbers, so that order of ids says nothing about it.
  const rank = new Int32Array(actors);
  for (let actor = 0; actor < actors; actor++) {
    const other = Math.floor(random() * (actor + 1));
    rank[actor] = rank[other]!;
    rank[other] = actor;
  }
  for (let actor = 0; actor < actors; actor++) {
    countryOf[actor] = draw(countrySums, random);
    members[countryOf[actor]!]!.push(actor);
    const length = (3 + 12 * random()) * YEAR;
    from[actor] = Math.floor(random() * (DAYS + length) - length);
    to[actor] = Math.floor(from[actor]! + length);
    if (random() < bodies) {
      kinds[actor] = KINDS.indexOf(random() < 0.3 ? "country" : "organization");
      [from[actor], to[actor]] = [0, DAYS];
    }
  }
  const activity = members.map((list) => runningSums(list.map((actor) => (rank[actor]! + 13) ** -0.75)));
  const inOffice = (country: number, day: number): number => {
    const list = members[country]!;
    for (let attempt = 0; ; attempt++) {
      const actor = list[draw(activity[country]!, random)]!;
      if ((from[actor]! <= day && day <= to[actor]!) || attempt === 20) return actor;
    }
  };
  const anyCountry = (): number => {
    for (;;) {
      const country = draw(countrySums, random);
      if (members[country]!.length > 0) return country;
    }
  };

  const earliest = new Int32Array(meetings);
  const types = new Uint8Array(meetings);
  const offsets = new Int32Array(meetings + 1);
  const sources = new Uint16Array(meetings);
  const participants: number[] = [];
  const pairs: number[] = [];
  for (let meeting = 0; meeting < meetings; meeting++) {
    const day = Math.floor(random() * DAYS);
    earliest[meeting] = FIRST_DAY + day;
    sources[meeting] = 1 + Math.floor(4 * random() ** 3);
    const sort = random();
    const start = participants.length;
    if (sort < 0.7) {
      types[meeting] = MEETING_TYPES.indexOf(random() < 0.2 ? "call" : "bilateral");
      if (pairs.length > 0 && random() < 0.3) {
        const earlier = 2 * Math.floor((random() * pairs.length) / 2);
        participants.push(pairs[earlier]!, pairs[earlier + 1]!);
      }
    } else types[meeting] = MEETING_TYPES.indexOf(sort < 0.95 ? "multilateral" : "summit");
    const size =
      sort < 0.7
        ? 2
        : sort < 0.95
          ? 3 + Math.floor(8 * random() ** 1.9)
          : 10 + Math.floor(31 * random() ** 1.9);
    const home = anyCountry();
    const crosses = random() < 0.25;
    for (let attempt = 0; participants.length - start < size && attempt < 4 * size; attempt++) {
      const country = crosses && participants.length > start ? anyCountry() : home;
      const actor = inOffice(country, day);
      if (!participants.includes(actor, start)) participants.push(actor);
    }
    if (sort < 0.7 && participants.length - start === 2)
      pairs.push(participants[start]!, participants[start + 1]!);
    offsets[meeting + 1] = participants.length;
  }
  return {
    kinds,
    earliest,
    latest: earliest.slice(),
    types,
    statuses: new Uint8Array(meetings),
    sources,
    places: new Int32Array(meetings).fill(-1),
    offsets,
    actors: Int32Array.from(participants),
    functions: new Uint8Array(participants.length).fill(3),
  };
};
