import type { Explanation } from "@liqa/graph";
import { frameLines, meetingLines, type Piece, piecesOf } from "./pieces.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);

const STYLE = `
body { font: 16px/1.8 "Noto Naskh Arabic", "Amiri", serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.2rem; }
.en { font: 14px/1.5 system-ui, sans-serif; direction: ltr; text-align: left; }
.legend mark { margin-right: .5rem; }
mark { color: inherit; border-radius: 3px; padding: 0 2px; }
.person { background: #cdeccd; } .country { background: #ffedb3; } .organization { background: #cfe0ff; }
.group { background: #c9f0f0; } .place { background: #f3d3f3; } .date { background: #e4e4e4; border-bottom: 2px solid #777; }
.made { background: #1b1b1b; color: #fff; } .none { background: none; border-bottom: 2px dashed #b00020; }
ol.sentences > li { margin-bottom: 1rem; }
ul.frames { list-style: none; padding: 0; margin: .2rem 0 0; }
ul.frames li.no { color: #8a0018; }
table { border-collapse: collapse; margin: .3rem 0 1rem; } td { padding: 0 .8rem 0 0; vertical-align: top; }
`;

const LOOKS = ["person", "country", "organization", "group", "place", "date", "made", "none"] as const;
const CALLED: Readonly<Record<string, string>> = { made: "tells of a meeting", none: "might, but does not" };

const marked = ({ text, look, note }: Piece): string =>
  look === "plain" ? escaped(text) : `<mark class="${look}" title="${escaped(note)}">${escaped(text)}</mark>`;

/** One article as a section of a page; what each mark was read as stands in its tooltip. */
export const articleSection = (text: string, explanation: Explanation): string => {
  const { article } = explanation.extraction;
  const sentences = explanation.sentences.map(({ start, end }, at) => {
    const frames = frameLines(text, explanation, at).map(
      ({ made, word, reading, result }) =>
        `<li class="${made ? "yes" : "no"}">${made ? "+" : "−"} <bdi>${escaped(word)}</bdi> <code><bdi>${escaped(reading)}</bdi></code>: ${escaped(result)}</li>`,
    );
    const list = frames.length > 0 ? `<ul class="frames en">${frames.join("")}</ul>` : "";
    return `<li>${piecesOf(text, explanation, start, end).map(marked).join("")}${list}</li>`;
  });
  const meetings = meetingLines(explanation).map(({ id, head, details }) => {
    const rows = details.map(
      ([what, value]) => `<tr><td>${escaped(what)}</td><td><bdi>${escaped(value)}</bdi></td></tr>`,
    );
    return `<h3>${id}: ${escaped(head)}</h3><table>${rows.join("")}</table>`;
  });
  return `<section>
<h1 class="en">${escaped(article.id)}${article.publishedAt ? `, published ${escaped(article.publishedAt)}` : ""}</h1>
<ol class="sentences">${sentences.join("\n")}</ol>
<div class="en">${meetings.length > 0 ? meetings.join("\n") : "<p>No meeting.</p>"}</div>
</section>`;
};

/** A page that needs nothing but itself. */
export const pageOf = (sections: readonly string[]): string => `<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>liqa explain</title><style>${STYLE}</style></head>
<body>
<p class="legend en">${LOOKS.map((look) => `<mark class="${look}">${CALLED[look] ?? look}</mark>`).join("")}</p>
${sections.join("\n<hr>\n")}
</body>
</html>
`;
