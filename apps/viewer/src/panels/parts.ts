import type { Evidence, Status } from "@liqa/graph";
import { type ArticleAnswer, kindOf, type MeetingSummary } from "../contract.ts";
import { glyph, h, type IconName, icon } from "../dom.ts";
import type { Resource } from "../resources.ts";
import { toneOf } from "../scene.ts";
import { sentencesAround } from "../sentence.ts";
import { answerOf, dateOf, failureText, nameGiven, nameOf, titleOf, urls, type View } from "../view.ts";
import type { Gathering } from "../world.ts";
import { marked } from "./marked.ts";

/** Pieces that several panels are made of. */
export function waiting(view: View, resource: Resource<unknown>): HTMLElement {
  const failure = failureText(view, resource);
  if (failure === null) return h("p", { class: "waiting", "aria-busy": "true" }, view.words.panel.loading);
  return h(
    "div",
    { class: "failure", role: "alert" },
    h("p", {}, failure),
    h(
      "button",
      { type: "button", class: "button", onclick: () => view.resources.retry() },
      view.words.errors.retry,
    ),
  );
}

export function actorLink(view: View, id: string, given?: string): HTMLElement {
  const name = nameOf(view, id, given);
  const kind = kindOf(id) ?? "meeting";
  return h(
    "button",
    {
      type: "button",
      class: "link actor-link",
      "data-focus": `actor ${id}`,
      "data-id": id,
      onclick: () => showActor(view, id),
    },
    glyph(kind),
    h("bdi", {}, name),
  );
}

/** Selects an actor; one that is not in the picture yet is brought in with its neighbourhood. */
export function showActor(view: View, id: string): void {
  const shown = view.scene.nodes.some((node) => node.id === id);
  if (shown) view.dispatch({ type: "select", selection: { kind: "node", id } });
  else view.dispatch({ type: "expand", id });
}

export function statusBadge(view: View, status: Status): HTMLElement {
  return h("span", { class: `badge status-${status}` }, view.words.statuses[status]);
}

/** Selects a meeting; one that is not in the picture yet is brought in. */
export function showMeeting(view: View, id: string): void {
  const shown = view.scene.nodes.some((node) => node.id === id);
  if (!shown) view.dispatch({ type: "showMeetings", ids: [id] });
  view.dispatch({ type: "select", selection: { kind: "node", id } });
}

/** The same for a meeting of which no more is known than the picture shows. */
export function gatheringRow(view: View, meeting: Gathering, without: string | null = null): HTMLElement {
  const { id, name, type, status, edtf, place, participants } = meeting;
  const named = (actor: string) => ({ id: actor, name: nameOf(view, actor) });
  return meetingRow(
    view,
    {
      ...{ id, name, type, status, articles: [] },
      date: { edtf },
      place: place ? named(place) : null,
      participants: participants.map((person) => ({ ...named(person.actor), function: person.function })),
    },
    without,
  );
}

/** One meeting in a list: what, when, where, who. */
export function meetingRow(view: View, meeting: MeetingSummary, without: string | null = null): HTMLElement {
  const others = meeting.participants.filter((participant) => participant.id !== without);
  const shown = others.slice(0, 4).map((person) => nameGiven(view, person));
  const more = others.length - shown.length;
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "row",
        "data-focus": `meeting ${meeting.id}`,
        "data-id": meeting.id,
        onclick: () => showMeeting(view, meeting.id),
      },
      glyph("meeting", toneOf(meeting.status)),
      h(
        "span",
        { class: "row-body" },
        h("span", { class: "row-title" }, h("bdi", {}, titleOf(view, meeting))),
        h("span", { class: "row-names" }, nameList(view, shown), more > 0 ? ` +${more}` : ""),
        h(
          "span",
          { class: "row-meta" },
          dateOf(view, meeting.date?.edtf),
          meeting.place ? h("bdi", {}, nameGiven(view, meeting.place)) : null,
          toneOf(meeting.status) === "solid" ? null : statusBadge(view, meeting.status),
        ),
      ),
    ),
  );
}

/** Names of both scripts in one line, each by itself: else commas and names change places. */
export function nameList({ words }: View, names: readonly string[]): (HTMLElement | string)[] {
  return names.flatMap((name, index) => [index ? words.listSeparator : "", h("bdi", {}, name)]);
}

/** Quotes with outlet and date of report, and the way into the whole article.
 * @param more what else may be done with the passages of one article
 */
export function evidenceList(
  view: View,
  evidence: readonly Evidence[],
  { numbered = false, more }: { numbered?: boolean; more?: (piece: Evidence) => HTMLElement | null } = {},
): HTMLElement {
  if (evidence.length === 0) return h("p", { class: "quiet" }, view.words.panel.noEvidence);
  const byArticle = new Map<string, Evidence[]>();
  for (const piece of evidence)
    byArticle.set(piece.article, [...(byArticle.get(piece.article) ?? []), piece]);
  const items = numbered
    ? evidence.map((piece, index) => evidenceItem(view, [piece], evidence, index + 1, null))
    : [...byArticle.values()].map((pieces) =>
        evidenceItem(view, pieces, pieces, null, more?.(pieces[0]!) ?? null),
      );
  return h("ol", { class: "evidence" }, items);
}

function evidenceItem(
  view: View,
  pieces: readonly Evidence[],
  all: readonly Evidence[],
  number: number | null,
  more: HTMLElement | null,
): HTMLElement {
  const first = pieces[0]!;
  const id = first.article;
  const others = all.filter((piece) => piece.article === id && piece.start !== first.start);
  const spans = [first, ...others].map(({ start, end }) => ({ start, end }));
  return h(
    "li",
    { class: "proof" },
    quotes(view, pieces),
    h(
      "p",
      { class: "proof-source" },
      number ? h("span", { class: "proof-number", id: `cite-${number}` }, number) : null,
      sourceLine(view, id),
      h(
        "button",
        {
          type: "button",
          class: "link",
          "data-focus": `read ${id} ${first.start}`,
          "data-read": id,
          onclick: () => view.dispatch({ type: "read", article: { id, spans } }),
        },
        icon("article"),
        view.words.panel.openArticle,
      ),
      more,
    ),
  );
}

/** The whole sentences with the proving words marked; the bare words until the article has come. */
function quotes(view: View, pieces: readonly Evidence[]): HTMLElement[] {
  const article = answerOf(view.resources.read<ArticleAnswer>(urls.article(pieces[0]!.article)));
  const lang = article?.language ?? "ar";
  if (!article)
    return unique(pieces.map((piece) => piece.quote)).map((quote) =>
      h("blockquote", { dir: "auto", lang }, quote),
    );
  return sentencesAround(article.text, pieces).map(({ start, end, marks }) => {
    const whole = marks.length === 1 && marks[0]!.start === start && marks[0]!.end === end;
    return h("blockquote", { dir: "auto", lang }, marked(article.text, start, end, whole ? [] : marks));
  });
}

/** Outlet and day of publication of an article. */
export function sourceLine(view: View, id: string): HTMLElement {
  const article = answerOf(view.resources.read<ArticleAnswer>(urls.article(id)));
  const { panel } = view.words;
  const outlet = article?.source ?? (article ? panel.unknownOutlet : "…");
  const day = article?.publishedAt?.slice(0, 10);
  return h(
    "span",
    { class: "source-line" },
    h("bdi", { class: "outlet" }, outlet),
    " · ",
    day ? panel.reported(dateOf(view, day)) : panel.unreported,
  );
}

export function iconButton(
  name: IconName,
  label: string,
  onclick: () => void,
  extra: Record<string, string | boolean> = {},
) {
  return h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": label,
      title: label,
      "data-focus": label,
      onclick,
      ...extra,
    },
    icon(name),
  );
}

export function action(name: IconName, label: string, onclick: () => void, primary = false): HTMLElement {
  return h(
    "button",
    { type: "button", class: primary ? "button primary" : "button", "data-focus": label, onclick },
    icon(name),
    label,
  );
}

/** What the reader has unfolded, remembered while the page lives: panels are made anew with every answer. */
const unfolded = new Set<string>();

/** A line with more beneath it, which is made when the reader wants to see it. */
export function unfolding(key: string, line: HTMLElement, content: () => HTMLElement): HTMLElement {
  const open = unfolded.has(key);
  const details = h("details", { open }, line, open ? content() : null);
  line.dataset.focus = key;
  details.addEventListener("toggle", () => {
    if (!details.open) unfolded.delete(key);
    else {
      unfolded.add(key);
      if (details.childElementCount === 1) details.append(content());
    }
  });
  return details;
}

/** A list that shows its first few and opens to all. */
export function foldedList(view: View, key: string, items: (() => HTMLElement)[], few = 6): HTMLElement {
  const open = unfolded.has(key) || items.length <= few + 1;
  const list = h(
    "ul",
    { class: "rows" },
    (open ? items : items.slice(0, few)).map((item) => item()),
  );
  if (items.length <= few + 1) return list;
  const { panel } = view.words;
  const wrapper = h("div", {}, list);
  wrapper.append(
    h(
      "button",
      {
        type: "button",
        class: "link fold",
        "data-focus": `fold ${key}`,
        onclick: () => {
          if (open) unfolded.delete(key);
          else unfolded.add(key);
          const next = foldedList(view, key, items, few);
          wrapper.replaceWith(next);
          next.querySelector<HTMLElement>(".fold")?.focus();
        },
      },
      open ? panel.showFewer : panel.showAll(items.length),
    ),
  );
  return wrapper;
}

export function section(title: string, ...content: (Node | null)[]): HTMLElement {
  return h("section", { class: "block" }, h("h3", {}, title), content);
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
