import type { Conflict } from "../facts.ts";
import { Clusters } from "./clusters.ts";
import { slug } from "./ids.ts";
import type { Judgement, Verdict } from "./judgements.ts";
import type { WorldIndex } from "./world.ts";

/** The node id of a name that says nothing by itself, as long as nobody explains it. */
export const openId = (key: string): string => `per:${slug(key)}`;

/**
 * Who is whom while it is being found out: records (and, behind them, one member for each row of the world) in
 * clusters, with the reasons for joining them.
 */
export class Identity {
  readonly clusters: Clusters;
  readonly decisions: Judgement[] = [];
  readonly conflicts: Conflict[] = [];
  readonly #worldMember = new Map<string, number>();
  /** By root; a hole where nothing is known. */
  readonly #knownOf: (string | undefined)[];

  constructor(records: number, world: WorldIndex) {
    this.clusters = new Clusters(records + world.actors.size);
    this.#knownOf = new Array(records + world.actors.size);
    let member = records;
    for (const id of world.actors.keys()) {
      this.#worldMember.set(id, member);
      this.#knownOf[member] = id;
      member++;
    }
  }

  /** The member that stands for a row of the world. */
  worldMember(id: string): number {
    const member = this.#worldMember.get(id);
    if (member === undefined) throw new Error(`${id} is not in the world`);
    return member;
  }

  /** The row of the world the cluster belongs to, or null. */
  knownOf(member: number): string | null {
    return this.#knownOf[this.clusters.find(member)] ?? null;
  }

  /** True as long as nothing joined the record. */
  isAlone(record: number): boolean {
    return this.clusters.size(record) === 1;
  }

  /** Whether joining breaks no judgement and does not declare two rows of the world one. */
  mayUnite(one: number, other: number): boolean {
    const [a, b] = [this.knownOf(one), this.knownOf(other)];
    return (a === null || b === null || a === b) && this.clusters.mayUnite(one, other);
  }

  /** Joins two clusters unless {@link mayUnite} forbids it. */
  unite(one: number, other: number): boolean {
    return this.mayUnite(one, other) && this.uniteByJudgement(one, other);
  }

  /** Joins two clusters even if they are two rows of the world; only another judgement can forbid it. */
  uniteByJudgement(one: number, other: number): boolean {
    const [a, b] = [this.knownOf(one), this.knownOf(other)];
    if (!this.clusters.unite(one, other)) return false;
    if (a === null && b === null) return true;
    const known = a === null || (b !== null && b < a) ? b : a;
    this.#knownOf[this.clusters.find(one)] = known!;
    return true;
  }

  decide(left: string, right: string, verdict: Verdict, score: number, reasons: string[]): void {
    if (left === right) return;
    const [one, other] = left < right ? [left, right] : [right, left];
    this.decisions.push({
      left: one,
      right: other,
      verdict,
      score: Math.round(score * 1000) / 1000,
      reasons,
      who: "liqa",
      when: "",
    });
  }
}
