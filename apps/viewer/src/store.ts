import { type Action, reduce, type State } from "./state.ts";

const STEPS_KEPT = 100;

/** Looking at an article, in another language, or at time passing is not a step to take back. */
const PASSING: ReadonlySet<Action["type"]> = new Set(["read", "language", "restore", "play", "inherit"]);

/** Holds the one state, its past and its future. */
export class Store {
  #state: State;
  #past: State[] = [];
  #future: State[] = [];
  #listeners: ((state: State, how: "step" | "passing" | "restored") => void)[] = [];

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  dispatch(action: Action): void {
    if (action.type === "inherit") this.#inherit(action);
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    const passing = PASSING.has(action.type);
    if (!passing) {
      this.#past.push(this.#state);
      if (this.#past.length > STEPS_KEPT) this.#past.shift();
      this.#future = [];
    }
    this.#set(next, action.type === "restore" ? "restored" : passing ? "passing" : "step");
  }

  /** Going back must not lead to ids that are retired by now. */
  #inherit(action: Action): void {
    this.#past = this.#past.map((state) => reduce(state, action));
    this.#future = this.#future.map((state) => reduce(state, action));
  }

  undo(): void {
    const before = this.#past.pop();
    if (!before) return;
    this.#future.push(this.#state);
    this.#set({ ...before, lang: this.#state.lang }, "passing");
  }

  redo(): void {
    const after = this.#future.pop();
    if (!after) return;
    this.#past.push(this.#state);
    this.#set({ ...after, lang: this.#state.lang }, "passing");
  }

  subscribe(listener: (state: State, how: "step" | "passing" | "restored") => void): void {
    this.#listeners.push(listener);
  }

  #set(state: State, how: "step" | "passing" | "restored"): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state, how);
  }
}
