import type {
  AskAnswer,
  EntityAnswer,
  GraphAnswer,
  MeetingAnswer,
  PathItem,
  PathsAnswer,
} from "./contract.ts";
import { kindOf } from "./contract.ts";
import { answerMeetings } from "./panels/ask.ts";
import type { Resources } from "./resources.ts";
import type { Scene, Spotlight } from "./scene.ts";
import type { State } from "./state.ts";
import { answerOf, urls } from "./view.ts";
import { World } from "./world.ts";

/** Actors of a picture whose pages are read for their other name. */
const NAMED = 80;

/** Asks the service for what a state needs and gathers what it said into one world; each answer is taken in once. */
export class Knowledge {
  readonly world = new World();
  readonly #absorbed = new WeakSet<object>();
  readonly #resources: Resources;

  constructor(resources: Resources) {
    this.#resources = resources;
  }

  /** Asks for what the state needs, takes in what has come, and returns what answers put into the picture. */
  gather(state: State): Spotlight {
    for (const center of state.centers) {
      const graph = answerOf(this.#resources.read<GraphAnswer>(urls.graph(center)));
      if (graph) this.#absorb(graph, () => this.world.addGraph(graph));
    }
    for (const id of state.extra) this.#meeting(id);
    if (state.selection?.kind === "node" && kindOf(state.selection.id)) this.#actor(state.selection.id);
    return { path: this.#litPath(state), meetings: this.#answered(state) };
  }

  #answered(state: State): string[] {
    if (state.panel !== "ask" || !state.question) return [];
    const answer = answerOf(this.#resources.read<AskAnswer>(urls.ask(state.question)));
    if (!answer) return [];
    this.#absorb(answer, () => {
      for (const actor of answer.entities) this.world.addActor(actor.id, actor.name, actor.kind);
      for (const actor of answer.asked) this.world.addActor(actor.id, actor.name);
      for (const meeting of answer.meetings) this.world.addMeeting(meeting);
    });
    const ids = answerMeetings(answer);
    for (const id of ids) if (!this.world.meetings.has(id)) this.#meeting(id);
    return ids;
  }

  #litPath(state: State): PathItem | null {
    if (!state.path.from || !state.path.to) return null;
    const paths = answerOf(this.#resources.read<PathsAnswer>(urls.paths(state)));
    for (const item of paths?.items ?? [])
      for (const id of item.nodes) if (id.startsWith("mtg:")) this.#meeting(id);
    return paths?.items[Math.min(state.path.lit, paths.items.length - 1)] ?? null;
  }

  /** Names in Latin letters for what is drawn, where the subgraph did not bring them. */
  latinNames(scene: Scene): void {
    const without = scene.nodes.filter((node) => kindOf(node.id) && !this.world.actors.get(node.id)?.latin);
    for (const node of without.slice(0, NAMED)) this.#actor(node.id);
  }

  #actor(id: string): void {
    const entity = answerOf(this.#resources.read<EntityAnswer>(urls.entity(id)));
    if (entity)
      this.#absorb(entity, () => this.world.addActor(entity.id, entity.name, entity.kind, entity.names.en));
  }

  #meeting(id: string): void {
    const meeting = answerOf(this.#resources.read<MeetingAnswer>(urls.meeting(id)));
    if (meeting) this.#absorb(meeting, () => this.world.addMeeting(meeting));
  }

  #absorb(answer: object, take: () => void): void {
    if (this.#absorbed.has(answer)) return;
    this.#absorbed.add(answer);
    take();
  }
}
