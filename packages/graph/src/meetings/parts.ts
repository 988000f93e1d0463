import type { MeetingFunction } from "../extraction.ts";
import type { Actor } from "../mentions/actors.ts";
import { DELEGATES } from "../mentions/groups.ts";
import type { Clause } from "./clause.ts";
import type { Part } from "./telling.ts";

/** Offices whose holders speak for others and are not met by what they tell. */
const MOUTHPIECES = new Set(["spokesperson"]);

/** Verbs whose object is the delegation somebody leads. */
export const HEADS = new Set(["preside", "head", "lead"]);

/** A capital that acts means its government: «نفت طهران», «محادثات مع واشنطن». Null for other places. */
export const governmentIn = (clause: Clause, { entry }: Actor): Actor | null => {
  const { language } = clause.scan;
  const iso = entry?.country;
  const state = iso && language.capital(iso)?.id === entry.id ? language.country(iso) : undefined;
  return state ? clause.known(state) : null;
};

/** The actors that one telling places in a meeting, each once. */
export class Parts {
  readonly list: Part[] = [];
  /** «الجانبان», «الوزراء»: those already spoken of took part; who they are is told elsewhere. */
  anaphoric = false;
  readonly #clause: Clause;

  constructor(clause: Clause) {
    this.#clause = clause;
  }

  add(mention: number, fn: MeetingFunction): void {
    const actor = this.#clause.actor(mention);
    const { start, end, titles, form, from, to, affiliations } = this.#clause.mention(mention);
    if (!actor || actor.entry?.type === "media") return;
    if (actor.kind === "place") {
      const state = governmentIn(this.#clause, actor);
      if (state) this.addActor(state.index, fn, start, end);
      return;
    }
    // «الوفد المكون من فلان وفلان»: whom the delegation is made of.
    const members = form === "group" ? this.#clause.scan.role(to, "members") : null;
    const named = members && this.#clause.listAt(members.to);
    if (named) this.addList(named.mentions, fn);
    const vague = form === "group" && affiliations.length === 0 && to - from === 1;
    if (vague && this.#clause.principalAt(to) < 0) {
      this.anaphoric ||= !named;
      return;
    }
    if (this.#clause.scan.role(from - 1, "profession") && titles.length === 0) return;
    // «اتصل بشقيق فلان»: it is the brother who was called.
    if (this.#clause.scan.role(from - 1, "kin")) return;
    if (titles.some((title) => MOUTHPIECES.has(title.level)) && fn !== "host") return;
    this.addActor(actor.index, fn, start, end);
    if (form === "group") this.#addHead(to);
  }

  /** «وفد … برئاسة فلان», «وفد … يترأسه فلان»: who leads the delegation that ends at a token. */
  #addHead(to: number): void {
    const { scan } = this.#clause;
    const chair = scan.role(to, "chair");
    const leads = this.#clause
      .verbAt(to)
      ?.values.some(({ light, form }) => light && HEADS.has(light.id) && form.object);
    const head = chair ? chair.to : leads ? to + 1 : -1;
    const mention = head < 0 ? -1 : this.#clause.startingAt(head);
    if (mention < 0 || this.#clause.mention(mention).kind !== "person") return;
    const { start, end } = this.#clause.mention(mention);
    const actor = this.#clause.actor(mention);
    if (actor) this.addActor(actor.index, "delegation_head", start, end);
  }

  addList(mentions: readonly number[], fn: MeetingFunction): void {
    for (const [at, mention] of mentions.entries()) {
      // «وفود الدول الضامنة: إيران وروسيا»: those named behind the colon are the group.
      if (this.#sumsUp(mention, mentions[at + 1])) continue;
      // «ممثلين عن مصر وفرنسا»: the states of a list are there through delegates, each for itself.
      const { head, number, affiliations } = this.#clause.mention(mention);
      const delegates = DELEGATES.has(head ?? "") && (head !== "delegation" || number !== "one");
      const state = delegates && mentions.length > 1 ? affiliations[0] : undefined;
      const actor = state?.entry ? this.#clause.known(state.entry) : null;
      if (state && actor && actor.kind !== "place")
        this.addActor(actor.index, "represented", state.start, state.end);
      else this.add(mention, fn);
      const principal = this.#clause.principalAt(this.#clause.mention(mention).to);
      const who = principal >= 0 ? this.#clause.mention(principal) : null;
      const represented = who ? this.#clause.actor(principal) : null;
      if (who && represented) this.addActor(represented.index, "represented", who.start, who.end);
    }
  }

  #sumsUp(mention: number, next: number | undefined): boolean {
    const { form, to } = this.#clause.mention(mention);
    return form === "group" && next !== undefined && this.#clause.scan.isMark(to, ":");
  }

  addActor(actor: number, fn: MeetingFunction, start: number, end: number): void {
    if (!this.list.some((part) => part.actor === actor)) this.list.push({ actor, function: fn, start, end });
  }
}
