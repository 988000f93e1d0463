import { service } from "./api.ts";
import type { Resources } from "./resources.ts";
import { savedGraph } from "./saved/source.ts";

/** Stands beside the page on hosts without the service, and is then opened without asking. */
const BESIDE = "graph.json";

/** Decides who answers: the service, a graph named in the address, one beside the page, or a file the reader chose. */
export class Opening {
  readonly #resources: Resources;
  readonly #opened: () => void;
  #lookedBeside = false;

  /** @param opened called before the new source is asked anything */
  constructor(resources: Resources, opened: () => void) {
    this.#resources = resources;
    this.#opened = opened;
    resources.onChange(() => {
      if (resources.outage()?.kind === "absent") void this.#lookBeside();
    });
  }

  /** The graph that an address names; null is the service. */
  open(graph: string | File | null): void {
    this.#opened();
    this.#resources.use(graph === null ? service : savedGraph(graph));
  }

  /** Lets the reader choose a file. */
  choose(): void {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = "application/json,.json";
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) this.open(file);
    });
    input.click();
  }

  /** Files dropped anywhere on the page are opened. */
  listen(): void {
    addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
    addEventListener("drop", (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      this.open(file);
    });
  }

  async #lookBeside(): Promise<void> {
    if (this.#lookedBeside) return;
    this.#lookedBeside = true;
    const answer = await fetch(BESIDE, { method: "HEAD" }).catch(() => null);
    // A host that answers everything with its own page has no graph here.
    if (answer?.ok && /json/.test(answer.headers.get("content-type") ?? "")) this.open(BESIDE);
  }
}
