import "./hooks.ts";
import { service } from "./api.ts";
import type { EntityAnswer, GraphAnswer } from "./contract.ts";
import { h, mount } from "./dom.ts";
import { type Dictionary, dictionary } from "./i18n/index.ts";
import { Knowledge } from "./knowledge.ts";
import { Opening } from "./opening.ts";
import { closeMenus, isEmbedded, layOut, loadFonts, type Parts, remember } from "./page.ts";
import { articleView } from "./panels/article.ts";
import { Combobox } from "./panels/combobox.ts";
import { headerView } from "./panels/header.ts";
import { hoverCard } from "./panels/hover.ts";
import { listView } from "./panels/list.ts";
import { noticeView } from "./panels/notice.ts";
import { panelView } from "./panels/panel.ts";
import { shareMenu } from "./panels/share.ts";
import { startPage } from "./panels/start.ts";
import { timelineView } from "./panels/timeline.ts";
import { toldView } from "./panels/told.ts";
import { legendKey, legendView, toolsView } from "./panels/tools.ts";
import { Picture } from "./picture/picture.ts";
import { Resources } from "./resources.ts";
import { deriveScene, NOTHING, type Scene, type SceneNode, type Spotlight } from "./scene.ts";
import { isStart, type State } from "./state.ts";
import { Store } from "./store.ts";
import { fromQuery, toQuery } from "./url.ts";
import { Verdicts } from "./verdicts.ts";
import { entityIn, nameOf, urls, type View } from "./view.ts";

/** Wires state, answers and page together: whenever either changes, everything shown is derived again. */
export class App {
  readonly #store: Store;
  readonly #resources = new Resources(service);
  readonly #opening: Opening;
  #knowledge = new Knowledge(this.#resources);
  readonly #verdicts = new Verdicts(
    () => this.#schedule(),
    () => {
      this.#knowledge = new Knowledge(this.#resources);
      this.#resources.renew();
    },
  );
  readonly #parts: Parts;
  readonly #search: Combobox;
  readonly #ends: [Combobox, Combobox];
  #picture: Picture | null = null;
  #pictureFailed = false;
  #fonts = false;
  #scheduled = false;
  #version = 0;
  #scene: Scene = NOTHING;
  #sceneInputs: unknown[] = [];
  #drawn: unknown[] = [];

  constructor(root: HTMLElement) {
    this.#store = new Store(fromQuery(location.search, remember() ?? "ar"));
    const words = dictionary(this.#store.state.lang);
    this.#opening = new Opening(this.#resources, () => {
      this.#knowledge = new Knowledge(this.#resources);
    });
    this.#search = new Combobox(
      {
        id: "search",
        resources: this.#resources,
        label: (w) => w.search.label,
        placeholder: (w) => w.search.placeholder,
        onPick: (hit) => {
          this.#knowledge.world.addActor(hit.id, hit.name, hit.kind);
          this.#store.dispatch({ type: "open", id: hit.id });
        },
        onAsk: (question) => this.#store.dispatch({ type: "ask", question }),
      },
      words,
    );
    this.#ends = [this.#end("from", words), this.#end("to", words)];
    this.#parts = layOut(root);
    if (isEmbedded()) document.documentElement.classList.add("embedded");
  }

  start(): void {
    this.#store.subscribe((state, how) => {
      if (how !== "restored") history.replaceState(null, "", toQuery(state));
      if (how === "passing") remember(state.lang);
      this.#schedule();
    });
    this.#resources.onChange((url) => {
      this.#follow(url);
      this.#schedule();
    });
    addEventListener("popstate", () => {
      this.#store.dispatch({ type: "restore", state: fromQuery(location.search, this.#store.state.lang) });
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#picture?.retheme());
    new ResizeObserver(() => this.#picture?.resize()).observe(this.#parts.picture);
    document.addEventListener("keydown", (event) => this.#shortcut(event));
    document.addEventListener("click", (event) => closeMenus(event.target as Element));
    this.#parts.article.addEventListener("close", () => {
      delete this.#parts.article.dataset.shown;
      if (this.#store.state.article) this.#store.dispatch({ type: "read", article: null });
    });
    this.#parts.article.addEventListener("click", (event) => {
      if (event.target === this.#parts.article) this.#parts.article.close();
    });
    this.#opening.listen();
    const { graph } = this.#store.state;
    if (graph) this.#opening.open(graph);
    this.#openPicture();
    this.#render();
    void loadFonts().then(() => {
      this.#fonts = true;
      this.#picture?.useFonts();
      this.#schedule();
    });
  }

  #end(end: "from" | "to", words: Dictionary): Combobox {
    return new Combobox(
      {
        id: `path-${end}`,
        resources: this.#resources,
        label: (w) => w.path[end],
        placeholder: (w) => w.path.pick,
        onPick: (hit) => {
          this.#knowledge.world.addActor(hit.id, hit.name, hit.kind);
          this.#store.dispatch({ type: "path", choice: { [end]: hit.id } });
        },
      },
      words,
    );
  }

  #openPicture(): void {
    try {
      this.#picture = new Picture(this.#parts.picture, dictionary(this.#store.state.lang), {
        select: (selection) => this.#store.dispatch({ type: "select", selection }),
        expand: (id) => this.#store.dispatch({ type: "expand", id }),
        pin: (id, at) => this.#store.dispatch({ type: "pin", id, at }),
        hover: (node, at) => this.#hover(node, at),
        settled: () => {
          performance.mark("picture");
          this.#tellReady();
        },
      });
      const picture = this.#picture;
      window.liqa = {
        pixelOf: (id) => picture.pixelOf(id),
        positionOf: (id) => this.#positionOf(id),
        labels: () => picture.labels,
      };
    } catch {
      this.#pictureFailed = true;
    }
  }

  #positionOf(id: string): { x: number; y: number } | null {
    const drawn = this.#picture?.scene.nodes.some((node) => node.id === id);
    return (drawn && this.#picture?.layout.positions.get(id)) || null;
  }

  /** An answer about somebody who goes by another id now: what was chosen under the old one is theirs. */
  #follow(url: string): void {
    const id = entityIn(url);
    const entity = id === null ? null : this.#resources.peek<EntityAnswer>(url);
    if (id !== null && entity && entity.id !== id)
      this.#store.dispatch({ type: "inherit", id, heir: entity.id });
  }

  #schedule(): void {
    document.documentElement.dataset.ready = "false";
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Answers come in bursts: one drawing for all that arrive together.
    setTimeout(
      () => {
        this.#scheduled = false;
        this.#render();
      },
      this.#resources.pending > 0 ? 16 : 0,
    );
  }

  #view(): View {
    const spotlight = this.#knowledge.gather(this.#store.state);
    const { state } = this.#store;
    return {
      state,
      words: dictionary(state.lang),
      resources: this.#resources,
      world: this.#knowledge.world,
      scene: this.#sceneOf(state, spotlight),
      verdicts: this.#verdicts,
      dispatch: (action) => this.#store.dispatch(action),
      positionOf: (id) => this.#positionOf(id),
    };
  }

  /** The scene, derived anew only when something it depends on has changed. */
  #sceneOf(state: State, spotlight: Spotlight): Scene {
    const { lang, view, centers, extra, hidden, selection, period, asKnown, pins } = state;
    const { unheld, organizations, places } = state;
    const { world } = this.#knowledge;
    const inputs = [
      ...[lang, view, centers, extra, hidden, selection, period, asKnown, pins],
      ...[unheld, organizations, places, world, world.version],
      ...[spotlight.path, spotlight.asked.join(), spotlight.meetings.join(), spotlight.overview.join()],
    ];
    const same = this.#sceneInputs.length > 0 && inputs.every((input, i) => input === this.#sceneInputs[i]);
    if (!same) this.#scene = deriveScene(state, world, spotlight);
    this.#sceneInputs = inputs;
    return this.#scene;
  }

  #render(): void {
    const view = this.#view();
    const { state, words } = view;
    const root = document.documentElement;
    root.lang = state.lang;
    root.dir = words.dir;
    document.title = words.title;
    this.#parts.skip.textContent = words.skipToContent;
    for (const box of [this.#search, ...this.#ends]) box.relabel(words);
    this.#nameEnds(view);
    const signature = String(++this.#version);
    mount(
      this.#parts.header,
      "header",
      JSON.stringify([state.lang, state.surface, state.panel === "path", this.#resources.source.file]),
      () =>
        headerView({
          state,
          words,
          search: this.#search,
          file: this.#resources.source.file,
          closeFile: () => this.#opening.open(null),
          share: shareMenu({
            view: () => this.#view(),
            picture: () => this.#picture,
            openFile: () => this.#opening.choose(),
          }),
          dispatch: view.dispatch,
        }),
    );
    this.#renderStage(view, signature);
    this.#renderPanel(view, signature);
    this.#renderArticle(view, signature);
    this.#renderNotice(view);
    mount(this.#parts.told, "told", signature, () => toldView(view));
    this.#tellReady();
  }

  #nameEnds(view: View): void {
    const { from, to } = view.state.path;
    this.#ends[0].setText(from ? nameOf(view, from) : "");
    this.#ends[1].setText(to ? nameOf(view, to) : "");
  }

  #renderStage(view: View, signature: string): void {
    const { state, words, scene } = view;
    const start = isStart(state);
    const list = state.surface === "list" || this.#pictureFailed;
    const parts = this.#parts;
    parts.heading.hidden = start;
    parts.heading.textContent = words.title;
    parts.start.hidden = !start;
    parts.list.hidden = !list;
    parts.picture.hidden = list;
    parts.legend.hidden = list;
    parts.hover.hidden = true;
    parts.timeline.hidden = !scene.timeline.some((meeting) => meeting.edtf);
    document.documentElement.classList.toggle("at-start", start);
    if (start) mount(parts.start, "start", signature, () => startPage(view, () => this.#opening.choose()));
    if (list) mount(parts.list, "list", signature, () => listView(view, () => this.#schedule()));
    mount(parts.tools, "tools", `${signature}`, () => toolsView(this.#toolDeps(view)));
    if (!list) {
      const key = legendKey(scene);
      const shown = JSON.stringify([state.lang, state.view, state.groups, state.pins, key]);
      mount(parts.legend, "legend", shown, () => legendView(words, state, key));
    }
    if (!parts.timeline.hidden) mount(parts.timeline, "timeline", signature, () => timelineView(view));
    this.#renderRemarks(view, list);
    parts.picture.setAttribute(
      "aria-label",
      words.picture.describe(words.counts.nodes(scene.nodes.length), words.counts.links(scene.edges.length)),
    );
    if (!list) this.#draw(view);
  }

  /** What has to be said about the picture as a whole. */
  #renderRemarks({ state, words, scene }: View, list: boolean): void {
    const drawn = state.centers.length ? state.centers.map(urls.graph) : [urls.overview()];
    const truncated = (url: string) => this.#resources.peek<GraphAnswer>(url)?.attributes?.truncated;
    const cut = !list && state.extra.length === 0 && drawn.some(truncated);
    const empty = scene.nodes.length === 0 && this.#resources.pending === 0 && !isStart(state);
    const signature = JSON.stringify([empty, cut, state.lang, this.#pictureFailed]);
    mount(this.#parts.empty, "empty", signature, () => [
      empty ? h("p", { class: "empty" }, words.picture.empty) : null,
      this.#pictureFailed ? h("p", { class: "cut", role: "status" }, words.errors.webgl) : null,
      cut ? h("p", { class: "cut", role: "status" }, words.picture.cut) : null,
    ]);
  }

  #draw(view: View): void {
    const { state, scene, words } = view;
    if (!this.#picture) return;
    // Laid out once all of it is there: else where things stand would depend on what came first.
    if (!this.#knowledge.complete && !this.#picture.shows(scene)) return;
    const drawing = [scene, state.size, state.pins, state.groups];
    if (drawing.every((input, index) => input === this.#drawn[index])) return;
    this.#drawn = drawing;
    this.#picture.update(scene, words, state);
  }

  #hover(node: SceneNode | null, { x, y }: { x: number; y: number }): void {
    const { hover } = this.#parts;
    hover.hidden = node === null;
    if (!node) return;
    hover.replaceChildren(...hoverCard(this.#view(), node).filter((part) => part !== null));
    const { offsetWidth, offsetHeight } = this.#parts.picture;
    hover.style.left = `${Math.min(Math.max(x - hover.offsetWidth / 2, 8), offsetWidth - hover.offsetWidth - 8)}px`;
    const above = y - hover.offsetHeight - 22;
    hover.style.top = `${above > 8 ? above : Math.min(y + 22, offsetHeight - hover.offsetHeight - 8)}px`;
  }

  #toolDeps({ state, words, dispatch }: View) {
    return {
      state,
      words,
      dispatch,
      canUndo: this.#store.canUndo,
      canRedo: this.#store.canRedo,
      undo: () => this.#store.undo(),
      redo: () => this.#store.redo(),
      zoom: (factor: number) => this.#picture?.zoom(factor),
      fit: () => this.#picture?.fit(),
      rearrange: () => this.#picture?.rearrange(),
    };
  }

  #renderPanel(view: View, signature: string): void {
    const { state, words } = view;
    const { panel } = this.#parts;
    panel.hidden = state.panel === "none";
    const { classList } = document.documentElement;
    classList.toggle("with-panel", state.panel !== "none");
    classList.toggle("with-paths", state.panel === "path");
    panel.setAttribute("aria-label", words.panel.label);
    if (panel.hidden) return;
    const place = JSON.stringify([state.panel, state.selection, state.question]);
    mount(panel, place, signature, () => panelView(view, this.#ends));
  }

  #renderArticle(view: View, signature: string): void {
    const dialog = this.#parts.article;
    const reading = view.state.article;
    dialog.setAttribute("aria-label", view.words.article.label);
    if (!reading) {
      if (dialog.open) dialog.close();
      return;
    }
    const place = `article ${reading.id}`;
    const changed = mount(this.#parts.articleBody, place, signature, () =>
      articleView(view, reading, () => dialog.close()),
    );
    if (!dialog.open) dialog.showModal();
    const mark = dialog.querySelector("mark");
    if (changed && mark && dialog.dataset.shown !== place) {
      dialog.dataset.shown = place;
      mark.scrollIntoView({ block: "center" });
    }
  }

  #renderNotice(view: View): void {
    const failure = this.#resources.outage();
    mount(
      this.#parts.notice,
      "notice",
      JSON.stringify([failure?.kind, failure?.detail, view.state.lang]),
      () => noticeView(view, () => this.#opening.choose()),
    );
  }

  #shortcut(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
      event.preventDefault();
      if (event.shiftKey) this.#store.redo();
      else this.#store.undo();
    } else if (event.key === "/" && !typing) {
      event.preventDefault();
      this.#search.input.focus();
    } else if (event.key === "Escape" && !this.#store.state.article) closeMenus(null);
  }

  /** For tests and for print: everything asked has been answered and drawn. */
  #tellReady(): void {
    const busy =
      this.#scheduled ||
      this.#resources.pending > 0 ||
      !this.#fonts ||
      this.#picture?.layout.running === true;
    document.documentElement.dataset.ready = String(!busy);
  }
}
