import type {
  AskAnswer,
  EntityAnswer,
  GraphAnswer,
  Listed,
  MeetingAnswer,
  PathItem,
  PathsAnswer,
} from "./contract.ts";
import { kindOf } from "./contract.ts";
import { answerMeetings } from "./panels/ask.ts";
import type { Resource, Resources } from "./resources.ts";
import type { Spotlight } from "./scene.ts";
import type { State } from "./state.ts";
import { answerOf, urls } from "./view.ts";
import { World } from "./world.ts";

/** Asks for what a state needs and gathers what was said into one world; each answer is taken in once. */
export class Knowledge {
  readonly world = new World();
  /** Everything that the state last asked for has been answered, or refused. */
  complete = false;
  readonly #absorbed = new WeakSet<object>();
  readonly #resources: Resources;

  constructor(resources: Resources) {
    this.#resources = resources;
  }

  /** Asks for what the state needs, takes in what has come, and returns what answers put into the picture. */
  gather(state: State): Spotlight {
    this.complete = true;
    for (const center of state.centers) {
      if (kindOf(center) === "place") this.#list(urls.meetingsAt(center));
      else {
        const graph = this.#graph(urls.graph(center));
        // The neighbourhood of a retired id is its heir's.
        if (graph && graph.nodes.length > 0 && !graph.nodes.some(({ key }) => key === center))
          this.#actor(center);
      }
    }
    for (const id of state.extra) this.#meeting(id);
    const { selection } = state;
    if (selection?.kind === "node" && kindOf(selection.id)) {
      this.#actor(selection.id);
      if (kindOf(selection.id) !== "place") this.#meetingsOf(selection.id);
    }
    // What each report said of the status stands in the meetings themselves.
    if (state.asKnown) {
      for (const center of state.centers) if (kindOf(center) !== "place") this.#meetingsOf(center);
      if (state.centers.length === 0) this.#list(urls.meetings());
    }
    const { lit, others } = this.#paths(state);
    const answer = this.#answer(state);
    const path = lit?.nodes ?? answer?.paths[0] ?? null;
    const answered = [...others, ...(answer ? this.#answered(answer) : [])];
    const nothingChosen = state.centers.length === 0 && state.extra.length === 0;
    const overview = nothingChosen && !path && answered.length === 0 ? this.#overview() : [];
    return { path, asked: answer?.asked.map(({ id }) => id) ?? [], meetings: answered, overview };
  }

  /** The newest meetings: what is shown to who has chosen nothing. */
  #overview(): readonly string[] {
    const graph = this.#graph(urls.overview());
    return graph?.nodes.map(({ key }) => key).filter((key) => key.startsWith("mtg:")) ?? [];
  }

  #answer(state: State): AskAnswer | null {
    if (state.panel !== "ask" || !state.question) return null;
    return answerOf(this.#read<AskAnswer>(urls.ask(state.question)));
  }

  #answered(answer: AskAnswer): string[] {
    this.#absorb(answer, () => {
      for (const actor of answer.entities) this.world.addActor(actor.id, actor.name, actor.kind);
      for (const actor of answer.asked) this.world.addActor(actor.id, actor.name);
      for (const meeting of answer.meetings) this.world.addMeeting(meeting);
    });
    // The surroundings of who was asked about bring the names in both languages and the reports, at one go.
    const [asked] = answer.asked.filter(({ id }) => kindOf(id) && kindOf(id) !== "place");
    if (asked) this.#graph(urls.graph(asked.id));
    const ids = answerMeetings(answer);
    for (const id of ids) if (!this.world.meetings.get(id)?.reports.length) this.#meeting(id);
    return ids;
  }

  /** The path that is lit, and the meetings of the other ones found: they stand beside it, dimmed. */
  #paths(state: State): { lit: PathItem | null; others: string[] } {
    if (!state.path.from || !state.path.to) return { lit: null, others: [] };
    const answer = answerOf(this.#read<PathsAnswer>(urls.paths(state)));
    const items = answer?.items ?? [];
    // An end that is on no path may be somebody else by now, or nobody.
    for (const end of [state.path.from, state.path.to])
      if (answer && !items[0]?.nodes.includes(end)) this.#actor(end);
    const others = items.flatMap(({ nodes }) => nodes.filter((id) => id.startsWith("mtg:")));
    for (const id of others) this.#meeting(id);
    return { lit: items[Math.min(state.path.lit, items.length - 1)] ?? null, others };
  }

  #graph(url: string): GraphAnswer | null {
    const graph = answerOf(this.#read<GraphAnswer>(url));
    if (graph) this.#absorb(graph, () => this.world.addGraph(graph));
    return graph;
  }

  #meetingsOf(actor: string): void {
    this.#list(urls.meetingsOf(actor));
  }

  #list(url: string): void {
    const list = answerOf(this.#read<Listed<MeetingAnswer>>(url));
    if (list)
      this.#absorb(list, () => {
        for (const meeting of list.items) this.world.addMeeting(meeting);
      });
  }

  #actor(id: string): void {
    const entity = answerOf(this.#read<EntityAnswer>(urls.entity(id)));
    if (entity) {
      const { name, kind, names, aliases } = entity;
      this.#absorb(entity, () => this.world.addActor(entity.id, name, kind, { names, aliases }));
    }
  }

  #meeting(id: string): void {
    const meeting = answerOf(this.#read<MeetingAnswer>(urls.meeting(id)));
    if (meeting) this.#absorb(meeting, () => this.world.addMeeting(meeting));
  }

  #read<T>(url: string): Resource<T> {
    const resource = this.#resources.read<T>(url);
    if (resource.state === "loading") this.complete = false;
    return resource;
  }

  #absorb(answer: object, take: () => void): void {
    if (this.#absorbed.has(answer)) return;
    this.#absorbed.add(answer);
    take();
  }
}
