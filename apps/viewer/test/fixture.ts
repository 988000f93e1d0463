import { readFileSync } from "node:fs";

/** Answers the documented API from a handful of facts written by hand, simply and without speed: for tests only. */
type Json = Record<string, unknown>;
interface Row {
  entities: [string, string, string, string[], string?, string?][];
  articles: { id: string; source: string; publishedAt: string; text: string }[];
  meetings: string[][];
}

const raw = JSON.parse(readFileSync(new URL("./facts.json", import.meta.url), "utf8")) as Row;
const articles = new Map(raw.articles.map((article) => [article.id, article]));
const names = new Map(raw.entities.map(([id, name]) => [id, name]));
const kinds: Json = { per: "person", cty: "country", org: "organization", grp: "group", plc: "place" };
const latin = new Map(raw.entities.map(([id, , name]) => [id, name]));
const both = (id: string) => ({ ar: names.get(id) ?? null, en: latin.get(id) ?? null });
const ref = (id: string) => ({ id, kind: kinds[id.slice(0, 3)], name: names.get(id) ?? id });

function evidenceOf(article: string, quote: string) {
  const start = articles.get(article)!.text.indexOf(quote);
  if (start < 0) throw new Error(`quote is not in ${article}: ${quote}`);
  return { article, start, end: start + quote.length, quote };
}

const meetings = raw.meetings.map(([id, name, type, status, edtf, place, people, ...proofs]) => {
  const evidence = proofs.map((proof) => evidenceOf(...(proof.split("|") as [string, string])));
  const date = edtf ? { edtf, text: edtf, inferred: false } : null;
  const told = evidence.map(({ article }) => articles.get(article)!);
  return {
    id: id!,
    name,
    type,
    status,
    date,
    place: place ? { id: place, name: names.get(place), names: both(place) } : null,
    participants: people!.split(" ").map((entry) => {
      const [prefix, slug, role] = entry.split(":");
      const who = `${prefix}:${slug}`;
      return { ...ref(who), names: both(who), function: role, evidence: evidence.slice(0, 1) };
    }),
    articles: told.map((article) => article.id),
    background: false,
    topics: [],
    parent: null,
    statusHistory: told.map((article, i) => ({
      status: i === 0 && told.length > 1 ? "planned" : status,
      reported: article.publishedAt,
      article: article.id,
    })),
    accounts: told.map((article, i) => ({
      article: article.id,
      source: article.source,
      reported: article.publishedAt,
      type,
      status: i === 0 && told.length > 1 ? "ongoing" : status,
      date,
      place: place ? { id: place, name: names.get(place) } : null,
      participants: [],
    })),
    sources: told.map((article) => article.source),
    evidence,
    rule: "fixture",
    confidence: 1,
  };
});

const happened = (meeting: (typeof meetings)[number]) =>
  meeting.status === "held" || meeting.status === "ongoing";
const has = (meeting: (typeof meetings)[number], id: string) => meeting.participants.some((p) => p.id === id);
const met = (meeting: (typeof meetings)[number]) =>
  meeting.participants.filter((p) => !(p.function === "represented" && p.kind === "person"));

function neighbours(id: string) {
  const found = new Map<string, typeof meetings>();
  for (const meeting of meetings.filter((m) => happened(m) && has(m, id)))
    for (const { id: other } of met(meeting))
      if (other !== id) found.set(other, [...(found.get(other) ?? []), meeting]);
  return [...found]
    .map(([other, list]) => {
      const dates = list
        .map((m) => m.date?.edtf)
        .filter((d) => d !== undefined)
        .sort();
      return {
        entity: ref(other),
        count: list.length,
        first: dates[0] ?? null,
        last: dates.at(-1) ?? null,
        sources: new Set(list.flatMap((m) => m.sources)).size,
        meetings: list.map((m) => m.id),
      };
    })
    .sort((a, b) => b.count - a.count);
}

function path(from: string, to: string, most: number) {
  const before = new Map<string, { actor: string; meeting: string }>([[from, { actor: "", meeting: "" }]]);
  const queue = [from];
  for (const actor of queue)
    for (const meeting of meetings.filter(
      (m) => happened(m) && has(m, actor) && m.participants.length <= most,
    ))
      for (const { id } of met(meeting))
        if (!before.has(id)) {
          before.set(id, { actor, meeting: meeting.id });
          queue.push(id);
        }
  if (!before.has(to)) return null;
  const nodes = [to];
  for (let at = to; at !== from; ) {
    const step = before.get(at)!;
    nodes.unshift(step.actor, step.meeting);
    at = step.actor;
  }
  return nodes;
}

function pathAnswer(query: URLSearchParams) {
  const [from, to] = [query.get("from")!, query.get("to")!];
  const none = (reason: string) => ({
    items: [],
    nextCursor: null,
    budget: { expanded: 9, exhausted: false },
    reason,
  });
  if (!names.has(from) || !names.has(to)) return none("unknown_entity");
  if (from === to) return none("same_entity");
  const nodes = path(from, to, Number(query.get("maxAttendance") ?? 99));
  if (!nodes) return none("no_path");
  if (query.get("timeRespecting") && from === "per:nasr-al-hariri") return none("not_in_time");
  const hops = [];
  for (let i = 0; i + 2 < nodes.length; i += 2) {
    const meeting = meetings.find((m) => m.id === nodes[i + 1])!;
    const weak = !nodes[i]!.startsWith("per:") || !nodes[i + 2]!.startsWith("per:");
    hops.push({
      from: nodes[i],
      meeting: meeting.id,
      to: nodes[i + 2],
      date: meeting.date?.edtf ?? null,
      place: meeting.place?.id ?? null,
      weak,
      evidence: meeting.evidence,
    });
  }
  const actors = nodes.filter((id) => !id.startsWith("mtg:"));
  const sentence = {
    ar: `${actors.map((id) => names.get(id)).join(" التقى ")} [1].`,
    en: `${actors.map((id) => raw.entities.find((e) => e[0] === id)![2]).join(" met ")} [1].`,
  };
  return {
    items: [{ nodes, hops, certain: true, sentence }],
    nextCursor: null,
    budget: { expanded: 9, exhausted: false },
  };
}

function subgraph(center: string | null) {
  const near = meetings.filter((m) => center === null || has(m, center));
  const actors = new Set([
    ...(center === null ? [] : [center]),
    ...near.flatMap((m) => m.participants.map((p) => p.id)),
  ]);
  const edges: Json[] = [];
  for (const m of near) {
    for (const p of m.participants)
      edges.push({
        source: p.id,
        target: m.id,
        attributes: { relation: "participated_in", function: p.function },
      });
    if (m.place) {
      actors.add(m.place.id);
      edges.push({ source: m.id, target: m.place.id, attributes: { relation: "held_in" } });
    }
    for (const article of m.articles)
      edges.push({
        source: m.id,
        target: article,
        attributes: { relation: "reported_by", evidence: m.evidence },
      });
  }
  for (const [id, , , , , body] of raw.entities)
    if (body && actors.has(id)) {
      actors.add(body);
      const evidence = meetings.find((m) => has(m, id))?.evidence.slice(0, 1) ?? [];
      edges.push({
        source: id,
        target: body,
        attributes: { relation: "represents", title: "صفة", evidence },
      });
    }
  const told = new Set(near.flatMap((m) => m.articles));
  return {
    options: { type: "undirected", multi: true, allowSelfLoops: false },
    attributes: {},
    nodes: [
      ...[...actors].map((id) => ({
        key: id,
        attributes: {
          kind: kinds[id.slice(0, 3)],
          label: names.get(id),
          nameAr: names.get(id),
          nameEn: latin.get(id),
          aliases: [],
        },
      })),
      ...[...told].map((id) => {
        const { text: _, ...paper } = articles.get(id)!;
        return { key: id, attributes: { kind: "article", label: id, ...paper } };
      }),
      ...near.map((m) => ({
        key: m.id,
        attributes: {
          kind: "meeting",
          type: m.type,
          status: m.status,
          name: m.name,
          date: m.date?.edtf ?? null,
        },
      })),
    ],
    edges,
  };
}

function ask(question: string) {
  const asked = raw.entities.filter(([, name, latin]) => question.includes(name) || question.includes(latin));
  const persons = asked.filter(([id]) => id.startsWith("per:")).map(([id]) => id);
  const place = asked.find(([id]) => id.startsWith("plc:"))?.[0];
  const base = { question, asked: asked.map(([id, name]) => ({ id, name })), ambiguous: [] as Json[] };
  const nodes = persons.length > 1 ? path(persons[0]!, persons[1]!, 99) : null;
  const found = nodes
    ? meetings.filter((m) => nodes.includes(m.id))
    : meetings.filter((m) =>
        persons[0] ? has(m, persons[0]) : place !== undefined && m.place?.id === place,
      );
  const others = nodes
    ? nodes.filter((id) => names.has(id) && !persons.includes(id))
    : [...new Set(found.filter(happened).flatMap((m) => m.participants.map((p) => p.id)))].filter(
        (id) => !persons.includes(id),
      );
  const text = found.length
    ? `${persons.map((id) => names.get(id)).join(" و") || names.get(place ?? "")}: ${others.map((id) => names.get(id)).join("، ")} [1].`
    : "لا شيء عن ذلك في هذه المقالات.";
  return {
    ...base,
    intent: nodes ? "path" : persons.length ? "who_met" : "meetings_in",
    entities: others.map(ref),
    meetings: found,
    paths: nodes ? [nodes] : [],
    text,
    evidence: found.flatMap((m) => m.evidence).slice(0, 6),
  };
}

function search(query: string) {
  const fold = (text: string) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[أإآ]/g, "ا")
      .replace(/ة/g, "ه")
      .replace(/ى/g, "ي");
  const wanted = fold(query);
  return raw.entities
    .map(([id, name, latin, aliases]) => {
      const all = [name, latin, ...aliases];
      const hit = all.some((text) => fold(text) === wanted)
        ? 1
        : all.some((text) => fold(text).includes(wanted))
          ? 0.6
          : 0;
      return { ...ref(id), aliases: [latin, ...aliases], score: hit };
    })
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score);
}

function entity(id: string) {
  const row = raw.entities.find((e) => e[0] === id);
  if (!row) return null;
  const [, name, latin, aliases, title, body] = row;
  const mine = meetings.filter((m) => has(m, id));
  const proof = mine[0]?.evidence ?? [];
  return {
    ...ref(id),
    names: { ar: name, en: latin },
    aliases: [name, ...aliases],
    qid: null,
    roles: title
      ? [
          {
            title,
            represents: body,
            first: mine[0]?.date?.edtf ?? null,
            last: mine.at(-1)?.date?.edtf ?? null,
            evidence: proof,
          },
        ]
      : [],
    relations: [],
    counts: {
      meetings: mine.filter(happened).length,
      contacts: neighbours(id).length,
      articles: new Set(mine.flatMap((m) => m.articles)).size,
    },
    articles: [...new Set(mine.flatMap((m) => m.articles))],
    evidence: proof,
  };
}

/** The answer to a path and query of the API, or null for what does not exist. */
export function fixtureAnswer(url: URL): unknown {
  const [, , what, id, more] = url.pathname.split("/").map(decodeURIComponent);
  const query = url.searchParams;
  const listed = (items: unknown[]) => ({ items, nextCursor: null });
  if (what === "search") return listed(search(query.get("q") ?? "").slice(0, 8));
  if (what === "meetings" && id) return meetings.find((m) => m.id === id) ?? null;
  if (what === "meetings") {
    const [who, where] = [query.get("participant"), query.get("place")];
    return listed(meetings.filter((m) => (!who || has(m, who)) && (!where || m.place?.id === where)));
  }
  if (what === "articles") {
    const article = articles.get(id ?? "");
    return article ? { title: null, url: null, language: "ar", spans: [], ...article } : null;
  }
  if (what === "entities") return more === "neighbours" ? listed(neighbours(id!)) : entity(id!);
  if (what === "paths") return pathAnswer(query);
  if (what === "graph") return subgraph(query.get("center"));
  if (what === "ask") return ask(query.get("q")!);
  return null;
}
