import { createHash } from "node:crypto";
import type { Language } from "./language.ts";
import { PROBLEMS, type ProblemCode } from "./problems.ts";

type Json = Record<string, unknown>;

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 3rem; border-bottom: 1px solid; } h3 { margin-top: 2rem; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
h3 code { font-size: 1em; } table { border-collapse: collapse; width: 100%; }
td, th { text-align: start; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid #8884; }
pre { overflow: auto; padding: 0.75rem; background: #8881; } summary { cursor: pointer; }
`;

/** For the Content-Security-Policy of the page: its one style, by hash, and nothing else. */
export const DOCS_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

const WORDS = {
  en: {
    title: "Liqa over HTTP",
    parameters: "Parameters",
    answers: "Answers",
    schemas: "Shapes",
    problems: "Refusals",
    required: "required",
    machine: "For machines",
  },
  ar: {
    title: "لقاء عبر HTTP",
    parameters: "المعاملات",
    answers: "الأجوبة",
    schemas: "الأشكال",
    problems: "حالات الرفض",
    required: "مطلوب",
    machine: "للآلات",
  },
} as const satisfies Record<Language, Record<string, string>>;

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: unknown): string =>
  String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** One page without script, font or image from anywhere: the OpenAPI document for people. */
export function docsPage(document: Json, language: Language): string {
  const words = WORDS[language];
  const info = document.info as Json;
  const paths = document.paths as Record<string, Record<string, Json>>;
  const { schemas } = document.components as { schemas: Record<string, unknown> };
  const parts: string[] = [];
  for (const [address, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods))
      parts.push(operationPart(address, method, operation, words));
  }
  parts.push(`<h2>${words.problems}</h2><table>`);
  for (const [code, { status, title }] of Object.entries(PROBLEMS) as [
    ProblemCode,
    (typeof PROBLEMS)[ProblemCode],
  ][]) {
    parts.push(
      `<tr id="${code}"><td><code>${status}</code><td><code>${code}</code><td>${escaped(title[language])}</tr>`,
    );
  }
  parts.push(`</table><h2>${words.schemas}</h2>`);
  for (const [id, schema] of Object.entries(schemas)) {
    parts.push(
      `<details id="schema-${escaped(id)}"><summary><code>${escaped(id)}</code></summary><pre dir="ltr"><code>${escaped(JSON.stringify(schema, null, 2))}</code></pre></details>`,
    );
  }
  return `<!doctype html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title><style>${STYLE}</style>
<h1>${words.title} <small>${escaped(info.version)}</small></h1>
<p>${escaped(info.summary)}. ${words.machine}: <a href="/openapi.json">openapi.json</a></p>
${parts.join("\n")}
</html>
`;
}

function operationPart(
  address: string,
  method: string,
  operation: Json,
  words: (typeof WORDS)[Language],
): string {
  const parameters = operation.parameters as Json[];
  const responses = operation.responses as Record<string, Json>;
  const rows = parameters.map(
    (parameter) =>
      `<tr><td><code>${escaped(parameter.name)}</code><td>${escaped(typeName(parameter.schema as Json))}${parameter.required ? `, ${words.required}` : ""}<td>${escaped(parameter.description ?? "")}</tr>`,
  );
  const answers = Object.entries(responses).map(
    ([status, response]) =>
      `<tr><td><code>${status}</code><td>${escaped(response.description)}<td>${shapeLinks(response)}</tr>`,
  );
  return `<h3 id="${escaped(operation.operationId)}"><code dir="ltr">${method.toUpperCase()} ${escaped(address)}</code></h3>
<p>${escaped(operation.summary)}</p>
${rows.length === 0 ? "" : `<h4>${words.parameters}</h4><table>${rows.join("")}</table>`}
<h4>${words.answers}</h4><table>${answers.join("")}</table>`;
}

function typeName(schema: Json): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(" | ");
  if (schema.type === "array") return `${typeName(schema.items as Json)}, …`;
  if (schema.type === "integer") return `${schema.minimum}–${schema.maximum}`;
  return String(schema.type);
}

function shapeLinks(response: Json): string {
  const ids = [...JSON.stringify(response).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
    (match) => match[1]!,
  );
  return [...new Set(ids)].map((id) => `<a href="#schema-${id}">${id}</a>`).join(", ");
}
