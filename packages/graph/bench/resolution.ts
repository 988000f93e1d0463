/**
 * Resolution of made-up articles at three sizes: CPU time and memory, and whether they grow in line.
 *
 *   node bench/resolution.ts [mentions of the largest size, default 1000000]
 */

import { dayNumber, edtfDay } from "../src/edtf.ts";
import * as world from "../src/generated/world.ts";
import type { ExtractedEntity, ExtractedMeeting, Extraction, MeetingType } from "../src/index.ts";
import { resolve } from "../src/index.ts";
import { seeded } from "../src/measures/random.ts";

const GIVEN =
  "محمد أحمد علي حسن سامح سيرغي سيرجي جون خالد فيصل ناصر يوسف إبراهيم جيمس نورة ليلى كارل أنطونيو".split(" ");
const SYLLABLES = "با دي رو سن كي لو مار فا تو نير غا جو شل هان زي كو بر ست ول مي".split(" ");
const TITLES = ["وزير الخارجية", "رئيس الوزراء", "المبعوث الخاص", "وزير الدفاع"];
const TYPES: readonly MeetingType[] = ["bilateral", "bilateral", "call", "visit", "multilateral"];
const FIRST_DAY = dayNumber(2005, 1, 1);
const DAYS = 7305;
/** Actors an article names, and how often each. */
const ACTORS = 5;
const MENTIONS = 2;
/** Articles that tell of one meeting, on average. */
const TELLINGS = 3;

interface Person {
  name: string;
  surname: string;
  country: number;
  title: string;
}

/** One outlet in ten spells a name its own way: a vowel dropped, or غ for ج. */
const respell = (name: string): string => {
  const at = name.lastIndexOf("ج");
  if (at > 0) return `${name.slice(0, at)}غ${name.slice(at + 1)}`;
  const vowel = name.lastIndexOf("ي");
  return vowel > name.length - 4 && vowel > 0 ? name.slice(0, vowel) + name.slice(vowel + 1) : name;
};

/** Articles that name about `mentions` mentions together; the same for the same number. */
const articles = (mentions: number): Extraction[] => {
  const random = seeded(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const countries = world.countries.map(({ short, forms }) => short || forms[0]!);
  const count = Math.round(mentions / (ACTORS * MENTIONS));
  const people = Array.from({ length: Math.ceil(count / 3) }, (): Person => {
    const surname = `${pick(SYLLABLES)}${pick(SYLLABLES)}${pick(SYLLABLES)}${pick(SYLLABLES)}`;
    return {
      name: `${pick(GIVEN)} ${surname}`,
      surname,
      country: Math.floor(random() ** 2 * countries.length),
      title: pick(TITLES),
    };
  });
  // A few are in all the papers.
  const someone = (): Person => people[Math.floor(random() ** 3 * people.length)]!;

  const events = Array.from({ length: Math.ceil(count / TELLINGS) }, () => ({
    who: [someone(), someone()],
    day: FIRST_DAY + Math.floor(random() * DAYS),
    place: pick(world.places).forms[0]!,
    type: pick(TYPES),
  }));
  return Array.from({ length: count }, (_, number): Extraction => {
    const event = pick(events);
    const day = event.day + Math.floor(random() * 3);
    let text = "";
    const write = (words: string): { start: number; end: number; text: string } => {
      const start = text.length;
      text += `${words} `;
      return { start, end: start + words.length, text: words };
    };
    const entities: ExtractedEntity[] = [];
    const add = (entity: Omit<ExtractedEntity, "id" | "mentions" | "aliases">): string => {
      const id = `e${entities.length}`;
      const written = Array.from({ length: MENTIONS }, () => write(entity.name));
      entities.push({ id, aliases: [], mentions: written, ...entity });
      return id;
    };
    const seats = event.who.map(({ name, surname, country, title }) => {
      const of = add({ kind: "country", name: countries[country]!, roles: [] });
      const shown = random() < 0.1 ? respell(name) : random() < 0.05 ? surname : name;
      return add({ kind: "person", name: shown, roles: [{ title, represents: of, ...write(title) }] });
    });
    const place = add({ kind: "place", name: event.place, roles: [] });
    const meeting: ExtractedMeeting = {
      id: "m1",
      type: event.type,
      status: random() < 0.8 ? "held" : "planned",
      name: null,
      background: random() < 0.1,
      participants: seats.map((entity) => ({
        entity,
        function: "participant",
        evidence: [{ start: 0, end: 20 }],
      })),
      place: random() < 0.5 ? place : null,
      date: random() < 0.6 ? { edtf: edtfDay(event.day), text: "", start: 0, end: 0, inferred: false } : null,
      topics: [],
      parent: null,
      evidence: [{ start: 0, end: 40 }],
      rule: "bench",
      confidence: 0.9,
    };
    return {
      article: { id: `a${number}`, text, publishedAt: edtfDay(day), source: `outlet-${number % 40}` },
      entities,
      meetings: [meeting],
      relations: [],
      warnings: [],
    };
  });
};

const largest = Number(process.argv[2] ?? 1_000_000);
resolve(articles(1000));
let previous: number | null = null;
for (const mentions of [largest / 16, largest / 4, largest]) {
  const corpus = articles(mentions);
  const before = process.memoryUsage().heapUsed;
  const start = process.cpuUsage();
  const facts = resolve(corpus);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  const megabytes = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  const growth = previous === null ? "" : `, ${(seconds / previous).toFixed(1)} × the time of a quarter`;
  console.log(
    `${mentions} mentions, ${corpus.length} articles → ${facts.entities.length} entities, ` +
      `${facts.meetings.length} meetings: ${seconds.toFixed(1)} s of CPU, ${Math.round(mentions / seconds)} a second, ` +
      `${Math.round(megabytes)} MB of heap${growth}`,
  );
  previous = seconds;
}
