import type { AskAnswer } from "../contract.ts";
import { glyph, h } from "../dom.ts";
import { answerOf, urls, type View } from "../view.ts";
import { action, actorLink, evidenceList, foldedList, meetingRow, section, waiting } from "./parts.ts";

/** A question in words and its answer, every claim with its citation. */
export function askPanel(view: View, question: string): HTMLElement {
  const { words } = view;
  const resource = view.resources.read<AskAnswer>(urls.ask(question));
  const answer = answerOf(resource);
  return h(
    "div",
    { class: "ask-panel" },
    h("p", { class: "kicker" }, words.ask.title),
    h("h2", { dir: "auto" }, question),
    answer
      ? [
          answer.ambiguous.map(({ name, candidates }) =>
            h(
              "div",
              { class: "ambiguous" },
              h("p", {}, words.ask.ambiguous(name)),
              h(
                "ul",
                { class: "chips" },
                candidates.map((candidate) => h("li", {}, actorLink(view, candidate.id, candidate.name))),
              ),
            ),
          ),
          h(
            "div",
            { class: "answer-text", dir: "auto" },
            answer.text.split("\n").map((line) => h("p", { dir: "auto" }, cited(line))),
          ),
          answer.entities.length
            ? section(
                words.ask.found,
                h(
                  "ul",
                  { class: "chips" },
                  answer.entities.map((entity) => h("li", {}, actorLink(view, entity.id, entity.name))),
                ),
              )
            : null,
          answer.paths.length
            ? section(
                words.ask.paths,
                h(
                  "ol",
                  { class: "rows" },
                  answer.paths.map((nodes) => pathLine(view, answer, nodes)),
                ),
              )
            : null,
          answer.meetings.length
            ? section(
                words.ask.meetings,
                foldedList(
                  view,
                  `ask ${question}`,
                  answer.meetings.map((meeting) => () => meetingRow(view, meeting)),
                  5,
                ),
              )
            : null,
          answer.evidence.length
            ? section(words.ask.evidence, evidenceList(view, answer.evidence, { numbered: true }))
            : null,
        ]
      : waiting(view, resource),
  );
}

/** Turns the marks [1], [2] of the text into ways to the numbered evidence. */
function cited(line: string): (string | HTMLElement)[] {
  return line.split(/(\[\d+\])/).map((part) => {
    const number = /^\[(\d+)\]$/.exec(part)?.[1];
    if (!number) return part;
    const show = () => document.getElementById(`cite-${number}`)?.scrollIntoView({ block: "center" });
    return h("button", { type: "button", class: "link cite", onclick: show }, part);
  });
}

/** The meetings that an answer rests on: they are drawn beside it. */
export function answerMeetings(answer: AskAnswer): string[] {
  const onPaths = answer.paths.flat().filter((id) => id.startsWith("mtg:"));
  return [...new Set([...answer.meetings.map((meeting) => meeting.id), ...onPaths])];
}

function pathLine(view: View, answer: AskAnswer, nodes: string[]): HTMLElement {
  const names = new Map([...answer.asked, ...answer.entities].map((named) => [named.id, named.name]));
  const [from, to] = [nodes[0], nodes.at(-1)];
  return h(
    "li",
    { class: "path-line" },
    nodes.map((id) =>
      id.startsWith("mtg:")
        ? h("span", { class: "path-step" }, glyph("meeting"))
        : actorLink(view, id, names.get(id)),
    ),
    from && to
      ? action("path", view.words.path.title, () => view.dispatch({ type: "path", choice: { from, to } }))
      : null,
  );
}
