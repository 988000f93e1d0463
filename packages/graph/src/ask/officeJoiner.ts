import type { Token } from "../text/tokens.ts";
import { linkOf, type QuestionWords } from "./grammar.ts";
import type { Names } from "./names.ts";
import type { Segment } from "./readQuestion.ts";

/** Joins the words of an office in a question to the one whom it means. */
export class OfficeJoiner {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #words: QuestionWords;
  readonly #names: Names;

  constructor(text: string, tokens: readonly Token[], words: QuestionWords, names: Names) {
    this.#text = text;
    this.#tokens = tokens;
    this.#words = words;
    this.#names = names;
  }

  /**
   * «الرئيس الروسي فلاديمير بوتين» is one name, and so is «وزير الخارجية المصري» without a name behind it: an office
   * with its country belongs to the person it stands beside, else to whoever holds it.
   */
  join(read: readonly Segment[]): Segment[] {
    const segments = this.#distribute(read);
    const found: Segment[] = [];
    for (let at = 0; at < segments.length; ) {
      let end = at;
      // «المبعوث الأمريكي وزير الخارجية المصري» are two: behind whom the first serves, the next title is another's.
      let served = false;
      while (end < segments.length && (end === at || touches(segments[end]!)) && isOffice(segments[end]!)) {
        if (served && isTitle(segments[end]!)) break;
        served ||= !this.#words.describesBefore && isKnownBody(segments[end]!);
        end++;
      }
      while (end > at && !isHead(segments[end - 1]!)) end--;
      const office = segments.slice(at, end);
      const begins = office[0] !== undefined && (this.#words.describesBefore || isTitle(office[0]));
      if (!begins || !office.some((one) => isTitle(one))) {
        found.push(segments[at]!);
        at++;
        continue;
      }
      const { holder, to } = this.#holder(segments, at, end);
      const next = segments[to];
      const beside =
        next?.kind === "name" && next.link === "" && !next.office && next.ids.length > 0 ? next : null;
      const before = found.at(-1);
      if (beside && isOfPerson(beside) && (!holder || holder.ids.some((id) => beside.ids.includes(id)))) {
        const titled = beside.to - beside.from === 1 ? this.#titled(office, beside.text) : [];
        const ids = titled.length > 0 ? titled : beside.ids;
        found.push({ ...beside, ids, link: segments[at]!.link || beside.link });
        at = to + 1;
      } else if (holder) {
        // «سامح شكري وزير الخارجية المصري»: he has been named.
        const named = before?.kind === "name" && holder.ids.some((id) => before.ids.includes(id));
        if (!named || segments[at]!.link !== "") found.push(holder);
        at = to;
      } else {
        found.push(...(office.some(isBody) ? [this.#unheld(office)] : office));
        at = end;
      }
    }
    return found;
  }

  /**
   * «وزيري خارجية السعودية وإيران», "the Saudi and Iranian foreign ministers": the office of each. As long as the
   * holder of one of them is not known, the states themselves are meant; without states, holders of the office.
   */
  #distribute(segments: readonly Segment[]): Segment[] {
    const at = segments.findIndex((one) => titleOfSeveral(one) !== undefined);
    const plural = segments[at];
    const title = plural && titleOfSeveral(plural);
    if (plural === undefined || title === undefined) return [...segments];
    let to = at + 1;
    while (to < segments.length && isListed(segments[to]!)) to++;
    while (to > at + 1 && segments[to - 1]!.kind !== "name") to--;
    let from = at;
    if (this.#words.describesBefore && to === at + 1) {
      while (from > 0 && isListed(segments[from - 1]!)) from--;
      while (from < at && segments[from]!.kind !== "name") from++;
    }
    const bodies = segments.slice(from, to).filter((one) => one.kind === "name");
    // "Which Egyptian ministers …": of one state.
    if (bodies.length < 2) return [...segments];
    const link = from === at ? plural.link : bodies[0]!.link;
    const held = bodies.map((body, index) => {
      const text = body.link === "" ? body.text : this.#unglued(body, [body.text]);
      const ids = this.#names.holders(`${title} ${text}`);
      return {
        ...body,
        text: (this.#words.describesBefore
          ? [text, this.#textOf(plural)]
          : [this.#textOf(plural), text]
        ).join(" "),
        link: index === 0 ? link : "and",
        ...(ids.length > 0 ? { ids, office: true } : {}),
      };
    });
    const known = held.every(({ office }) => office);
    const parties = known ? held : bodies.map((body, index) => ({ ...body, link: held[index]!.link }));
    return [...segments.slice(0, from), ...parties, ...this.#distribute(segments.slice(to))];
  }

  #textOf({ from, to }: Pick<Segment, "from" | "to">): string {
    return this.#text.slice(this.#tokens[from]!.start, this.#tokens[to - 1]!.end);
  }

  /** Those called by one word who have the title before it. */
  #titled(office: readonly Segment[], name: string): string[] {
    const titles = office.filter(isTitle);
    const [first, last] = [titles[0]!, titles.at(-1)!];
    const words = this.#tokens.slice(first.from, last.to).map(({ word }) => word.key);
    return this.#names.titled(name, words.join(" "));
  }

  /** An office that nobody here is known to hold; it must not be taken for the country that it serves. */
  #unheld(office: readonly Segment[]): Segment {
    const [{ from, link }, { to }] = [office[0]!, office.at(-1)!];
    const text = this.#textOf({ from, to });
    return { kind: "name", from, to, text, ids: [], link };
  }

  /** The longest stretch of an office that somebody holds. */
  #holder(
    segments: readonly Segment[],
    at: number,
    end: number,
  ): { holder: Extract<Segment, { kind: "name" }> | null; to: number } {
    for (let to = end; to > at; to--) {
      const [first, last] = [segments[at]!, segments[to - 1]!];
      // «زيارة وزير الخارجية إلى سوريا»: where he goes is none of his office; whom he serves always is.
      if (to < end && !isDirection(segments[to]!)) continue;
      const bare = to === at + 1 && first.kind !== "name" && last.to - first.from < 2;
      const next = segments[to];
      const isNamed = next?.kind === "name" && next.link === "";
      if (!isHead(last) || (bare && (isNamed || !this.#isDefinite(segments, at)))) continue;
      const words = this.#tokens.slice(first.from, last.to).map(({ word }, index) => {
        const cue = segments.slice(at, to).find(({ from }) => from === first.from + index);
        if (cue?.kind === "cue" && cue.cue.role !== "title") return "";
        // «للجامعة العربية»: of the League.
        const glued = index > 0 && cue?.kind === "name" && cue.link !== "";
        const bare = glued
          ? word.readings.find(({ proclitic }) => linkOf(this.#words, proclitic) === cue.link)
          : null;
        return bare?.key ?? word.written;
      });
      const text = this.#textOf({ from: first.from, to: last.to });
      const { link } = first;
      // «المبعوث الأممي | إلى سوريا»: somebody else's longer title does not make him whom the rest is cut off from.
      const cut = to < segments.length && isDirection(segments[to]!);
      const ids = this.#names.holders(link === "" ? words.join(" ") : this.#unglued(first, words), cut);
      const known = first.kind === "name" && first.office ? first.ids : [];
      if (ids.length > 0 || (to === at + 1 && known.length > 0)) {
        const holder = {
          kind: "name" as const,
          from: first.from,
          to: last.to,
          text,
          ids: ids.length > 0 ? ids : known,
          link,
          office: true,
        };
        return { holder, to };
      }
    }
    return { holder: null, to: end };
  }

  /** «البابا», "the pope": no office whoever holds it, but the one whom everybody knows. */
  #isDefinite(segments: readonly Segment[], at: number): boolean {
    if (!this.#words.describesBefore)
      return this.#tokens[segments[at]!.from]!.word.readings.some(({ definite }) => definite);
    const before = segments[at - 1];
    return before?.kind === "cue" && before.cue.value === "the";
  }

  /** Without the particle before the first word: «بوزير الخارجية». */
  #unglued({ from }: Segment, words: readonly string[]): string {
    const { readings } = this.#tokens[from]!.word;
    const cut = readings.find(({ skip, proclitic }) => skip > 0 && linkOf(this.#words, proclitic) !== "");
    return [words[0]!.slice(cut?.skip ?? 0), ...words.slice(1)].join(" ");
  }
}

const isDirection = (segment: Segment): boolean =>
  segment.kind === "cue" && segment.cue.role === "link" && segment.cue.value === "to";

/** «وزيرا خارجية»: what one of them is called. */
const titleOfSeveral = (segment: Segment): string | undefined =>
  segment.kind === "cue"
    ? [segment.cue, ...segment.also].find(({ role }) => role === "holders")?.value
    : undefined;

/** One of the states or bodies of a list: "of | Egypt | and | Turkey". */
const isListed = (segment: Segment): boolean =>
  (segment.kind === "cue" && segment.cue.role === "link" && ["of", "and"].includes(segment.cue.value)) ||
  (segment.kind === "cue" && segment.cue.role === "noise" && segment.cue.value === "the") ||
  (segment.kind === "mark" && /^[,،]$/u.test(segment.text)) ||
  (segment.kind === "name" &&
    segment.ids.length > 0 &&
    ["", "of", "and"].includes(segment.link) &&
    segment.ids.every((id) => /^(?:cty|org):/u.test(id)));

const isBody = (segment: Segment): boolean => segment.kind === "name" && !segment.office;

const isKnownBody = (segment: Segment): boolean =>
  segment.kind === "name" && !segment.office && segment.ids.length > 0;

const isTitle = (segment: Segment): boolean =>
  segment.kind === "cue" ? segment.cue.role === "title" : segment.kind === "name" && segment.office === true;

/** What an office is made of: its title, whom it serves, and the small words between. */
const isOffice = (segment: Segment): boolean =>
  isTitle(segment) ||
  (segment.kind === "cue" && segment.cue.role === "link" && ["of", "to"].includes(segment.cue.value)) ||
  (segment.kind === "cue" &&
    segment.cue.role === "noise" &&
    ["the", "qualifier"].includes(segment.cue.value)) ||
  (segment.kind === "mark" && /^['’]$/u.test(segment.text)) ||
  (segment.kind === "name" && !segment.head && !isOfPerson(segment));

/** Where an office may end: not in «of». */
const isHead = (segment: Segment): boolean => isTitle(segment) || segment.kind === "name";

const isOfPerson = (segment: Segment): boolean =>
  segment.kind === "name" && segment.ids.length > 0 && segment.ids.every((id) => id.startsWith("per:"));

/** Goes on what stands before it: nothing but «of» is glued to it. */
const touches = ({ link }: Segment): boolean => link === "" || link === "of";
