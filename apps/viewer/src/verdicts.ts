import type { Verdict } from "@liqa/graph";
import type { Lang } from "./i18n/index.ts";

/** The service's key, for this session only: never in the address, gone with the tab. */
const KEY = "liqa.key";
/** Milliseconds between two looks at whether the graph has taken a verdict in, and looks before giving up. */
const LOOK = 400;
const LOOKS = 150;

/** What a reader said of two actors, or of an actor and one article's mention; named as they were called then. */
export interface Judged {
  left: string;
  right: string;
  verdict: Verdict;
  names: readonly [string, string];
  /** `right` is what one article says in a passage. */
  mention: boolean;
}

/** `kept`: written, the graph not built yet; `shown`: the graph has it; `late`: it takes longer than one waits. */
export interface Told {
  judged: Judged;
  stage: "kept" | "shown" | "late";
  /** Why taking it back failed. */
  failed: string | null;
}

export type Outcome = "done" | "no key" | "refused" | { why: string };

/** Writes verdicts to the service and tells when its graph shows them; the last one can be taken back. */
export class Verdicts {
  #told: Told | null = null;
  /** Where storage is forbidden the key lives as long as the page. */
  #key = "";
  readonly #onChange: () => void;
  readonly #onShown: () => void;

  /** @param onShown the service answers from another graph now: what was asked before is out of date */
  constructor(onChange: () => void, onShown: () => void) {
    this.#onChange = onChange;
    this.#onShown = onShown;
  }

  get told(): Told | null {
    return this.#told;
  }

  dismiss(): void {
    this.#tell(null);
  }

  /** Writes with the session's key, or with one that is given and kept from then on if the service takes it. */
  async write(judged: Judged, lang: Lang, given: string | null = null): Promise<Outcome> {
    const key = given ?? this.#session();
    if (key === "") return "no key";
    const { left, right, verdict } = judged;
    let response: Response;
    try {
      response = await fetch("api/judgements", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${key}`,
          "accept-language": lang,
        },
        body: JSON.stringify({ left, right, verdict }),
      });
    } catch {
      return { why: "" };
    }
    if (response.status === 401) {
      this.#session("");
      return "refused";
    }
    if (!response.ok) {
      const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
      return { why: problem.detail ?? problem.title ?? `${response.status} ${response.statusText}` };
    }
    this.#session(key);
    const { revision } = (await response.json()) as { revision: number };
    this.#tell({ judged, stage: "kept", failed: null });
    void this.#follow(judged, revision);
    return "done";
  }

  /** The pair goes back to what the rules make of it. */
  async undo(lang: Lang): Promise<void> {
    const told = this.#told;
    if (!told) return;
    const outcome = await this.write({ ...told.judged, verdict: "unsure" }, lang);
    if (outcome !== "done") this.#tell({ ...told, failed: typeof outcome === "string" ? "" : outcome.why });
  }

  /** Looks until the service answers from a graph that knows the verdict. */
  async #follow(judged: Judged, revision: number): Promise<void> {
    for (let look = 0; look < LOOKS; look++) {
      await new Promise((done) => setTimeout(done, LOOK));
      if (this.#told?.judged !== judged) return;
      const ready = (await fetch("readyz")
        .then((response) => response.json())
        .catch(() => ({}))) as { revision?: number };
      if ((ready.revision ?? -1) < revision) continue;
      this.#tell({ judged, stage: "shown", failed: null });
      this.#onShown();
      return;
    }
    this.#tell({ judged, stage: "late", failed: null });
  }

  /** Reads the session's key, or keeps one; empty: there is none. */
  #session(value?: string): string {
    if (value !== undefined) this.#key = value;
    try {
      if (value !== undefined) sessionStorage.setItem(KEY, value);
      return sessionStorage.getItem(KEY) ?? "";
    } catch {
      return this.#key;
    }
  }

  #tell(told: Told | null): void {
    this.#told = told;
    this.#onChange();
  }
}
