/**
 * A partition that only grows coarser, with pairs that must stay apart. The root of a cluster is its smallest
 * member, so the outcome does not depend on the order of agreeing unions.
 */
export class Clusters {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;
  readonly #apart = new Map<number, Set<number>>();

  constructor(size: number) {
    this.#parent = new Int32Array(size);
    this.#size = new Int32Array(size).fill(1);
    for (let member = 0; member < size; member++) this.#parent[member] = member;
  }

  /** The smallest member of the cluster. */
  find(member: number): number {
    let root = member;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    for (let at = member; at !== root; ) {
      const next = this.#parent[at]!;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }

  /** How many members the cluster has. */
  size(member: number): number {
    return this.#size[this.find(member)]!;
  }

  same(one: number, other: number): boolean {
    return this.find(one) === this.find(other);
  }

  /** False when the two clusters must stay apart. */
  mayUnite(one: number, other: number): boolean {
    return !this.#apart.get(this.find(one))?.has(this.find(other));
  }

  /** Keeps the two clusters apart from now on. @returns false when they are one already. */
  separate(one: number, other: number): boolean {
    const [a, b] = [this.find(one), this.find(other)];
    if (a === b) return false;
    this.#enemies(a).add(b);
    this.#enemies(b).add(a);
    return true;
  }

  /** @returns false, and does nothing, when the two must stay apart. */
  unite(one: number, other: number): boolean {
    const [a, b] = [this.find(one), this.find(other)];
    if (a === b) return true;
    if (this.#apart.get(a)?.has(b)) return false;
    const [root, child] = a < b ? [a, b] : [b, a];
    this.#parent[child] = root;
    this.#size[root]! += this.#size[child]!;
    const moved = this.#apart.get(child);
    if (moved) {
      this.#apart.delete(child);
      for (const enemy of moved) {
        const back = this.#enemies(enemy);
        back.delete(child);
        back.add(root);
        this.#enemies(root).add(enemy);
      }
    }
    return true;
  }

  #enemies(root: number): Set<number> {
    const known = this.#apart.get(root);
    if (known) return known;
    const fresh = new Set<number>();
    this.#apart.set(root, fresh);
    return fresh;
  }
}
