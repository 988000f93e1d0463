import type { Entity, Evidence, Facts, Kind, Meeting, Status } from "@liqa/graph";
import type { About } from "./about.ts";
import { daysOf } from "./days.ts";

/** Names of namespaces. Our own are URNs: they name things and promise no address. */
export const PREFIXES = {
  id: "urn:liqa:id:",
  liqa: "urn:liqa:term:",
  schema: "https://schema.org/",
  prov: "http://www.w3.org/ns/prov#",
  oa: "http://www.w3.org/ns/oa#",
  dcterms: "http://purl.org/dc/terms/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  edtf: "http://id.loc.gov/datatypes/edtf/",
} as const;

export type Value =
  | { readonly "@id": string }
  | { readonly "@value": string; readonly "@language": string }
  | { readonly "@value": string; readonly "@type": string }
  | { readonly "@value": string };

/** A node of flattened JSON-LD; names are `prefix:local`. */
export interface LinkedNode {
  readonly "@id": string;
  readonly "@type": readonly string[];
  readonly values: readonly (readonly [predicate: string, value: Value])[];
}

type Pair = LinkedNode["values"][number];

const TYPES: { readonly [K in Kind]: readonly string[] } = {
  person: ["schema:Person"],
  country: ["schema:Country"],
  organization: ["schema:Organization"],
  group: ["schema:Organization", "liqa:group"],
  place: ["schema:Place"],
};

/** schema.org's words for a status, where it has one. */
const EVENT_STATUS: { readonly [S in Status]?: string } = {
  held: "schema:EventScheduled",
  ongoing: "schema:EventScheduled",
  planned: "schema:EventScheduled",
  postponed: "schema:EventPostponed",
  cancelled: "schema:EventCancelled",
};

const RELATIONS = {
  represents: "liqa:represents",
  member_of: "schema:memberOf",
  organized_by: "schema:organizer",
  part_of: "schema:superEvent",
  reported_by: "schema:subjectOf",
} as const;

/** Half a surrogate pair is no character: RDF cannot hold it. */
const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, "\ufffd");

const idOf = (id: string): string => `id:${encodeURIComponent(wellFormed(id))}`;
const link = (to: string): Value => ({ "@id": to });
const text = (value: string): Value => ({ "@value": wellFormed(value) });
const inLanguage = (value: string, language: string): Value => ({
  "@value": wellFormed(value),
  "@language": language,
});
const typed = (value: string | number | boolean, type: string): Value => ({
  "@value": wellFormed(String(value)),
  "@type": type,
});

/** As XML Schema wants it: `9.8E-1`. */
const canonicalDouble = (value: number): string => value.toExponential(15).replace(/(\d)0*e\+?/u, "$1E");

const ISO_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/u;

const dated = (value: string): Value =>
  ISO_DAY.test(value)
    ? typed(value, "xsd:date")
    : ISO_TIME.test(value)
      ? typed(value, "xsd:dateTime")
      : text(value);

/**
 * The graph as linked data: schema.org for people, bodies and meetings, PROV-O for where it comes from, Web
 * Annotation for the passage that proves each fact. Every node has an address, so that nothing needs renaming.
 */
export function* linkedData(facts: Facts, about: About): Generator<LinkedNode> {
  yield* datasetNodes(about);
  for (const { id, title, publishedAt, source, url, language, text: body } of facts.articles) {
    const values: Pair[] = [
      ["dcterms:identifier", text(id)],
      ["schema:articleBody", text(body)],
    ];
    if (title !== null) values.push(["schema:headline", text(title)]);
    if (publishedAt !== null) values.push(["schema:datePublished", dated(publishedAt)]);
    if (source !== null) values.push(["dcterms:publisher", text(source)]);
    if (url !== null) values.push(["schema:url", typed(url, "xsd:anyURI")]);
    if (language !== null) values.push(["schema:inLanguage", text(language)]);
    yield { "@id": idOf(id), "@type": ["schema:NewsArticle", "prov:Entity"], values };
  }
  for (const entity of facts.entities) yield* entityNodes(entity);
  for (const meeting of facts.meetings) yield* meetingNodes(meeting);
  for (const [at, { from, type, to, evidence }] of facts.relations.entries()) {
    const id = `liqa:relation-${at}`;
    yield { "@id": idOf(from), "@type": [], values: [[RELATIONS[type], link(idOf(to))]] };
    yield {
      "@id": id,
      "@type": ["rdf:Statement"],
      values: [
        ["rdf:subject", link(idOf(from))],
        ["rdf:predicate", link(RELATIONS[type])],
        ["rdf:object", link(idOf(to))],
        ...derived(evidence),
      ],
    };
    yield* annotations(id, evidence);
  }
}

function* datasetNodes(about: About): Generator<LinkedNode> {
  const id = `liqa:dataset-${about.checksum.replace(":", "-")}`;
  const agent = `liqa:software-${encodeURIComponent(about.generator)}`;
  yield {
    "@id": id,
    "@type": ["schema:Dataset", "prov:Entity"],
    values: [
      ["liqa:checksum", text(about.checksum)],
      ["liqa:extractor", text(about.extractor)],
      ["prov:wasAttributedTo", link(agent)],
      ...about.sources.map((source): Pair => ["dcterms:source", text(source)]),
    ],
  };
  yield {
    "@id": agent,
    "@type": ["prov:SoftwareAgent"],
    values: [["schema:name", text(about.generator)]],
  };
}

function* entityNodes({
  id,
  kind,
  name,
  names,
  aliases,
  qid,
  roles,
  evidence,
}: Entity): Generator<LinkedNode> {
  const node = idOf(id);
  const values: Pair[] = [["dcterms:identifier", text(id)]];
  if (names.ar !== null) values.push(["schema:name", inLanguage(names.ar, "ar")]);
  if (names.en !== null) values.push(["schema:name", inLanguage(names.en, "en")]);
  if (name !== names.ar && name !== names.en) values.push(["schema:name", text(name)]);
  for (const alias of aliases) values.push(["schema:alternateName", text(alias)]);
  if (qid !== null && /^Q\d+$/u.test(qid))
    values.push(["schema:sameAs", link(`http://www.wikidata.org/entity/${qid}`)]);
  for (const at of roles.keys()) values.push(["liqa:office", link(`${node}/office-${at}`)]);
  yield { "@id": node, "@type": TYPES[kind], values: [...values, ...derived(evidence)] };
  yield* annotations(node, evidence);
  for (const [at, { title, represents, first, last, evidence: proof }] of roles.entries()) {
    const office = `${node}/office-${at}`;
    const more: Pair[] = [["schema:roleName", text(title)]];
    if (represents !== null) more.push(["liqa:represents", link(idOf(represents))]);
    if (first !== null) more.push(["liqa:firstReport", typed(first, "edtf:EDTF")]);
    if (last !== null) more.push(["liqa:lastReport", typed(last, "edtf:EDTF")]);
    yield { "@id": office, "@type": ["schema:OrganizationRole"], values: [...more, ...derived(proof)] };
    yield* annotations(office, proof);
  }
}

function* meetingNodes(meeting: Meeting): Generator<LinkedNode> {
  const { id, type, status, name, date, place, parent, topics, participants, evidence } = meeting;
  const node = idOf(id);
  const { start, end } = daysOf(date);
  const values: Pair[] = [
    ["dcterms:identifier", text(id)],
    ["liqa:meetingType", text(type)],
    ["liqa:status", text(status)],
    ["liqa:rule", text(meeting.rule)],
    ["liqa:confidence", typed(canonicalDouble(meeting.confidence), "xsd:double")],
    ["liqa:background", typed(meeting.background, "xsd:boolean")],
  ];
  const eventStatus = EVENT_STATUS[status];
  if (eventStatus !== undefined) values.push(["schema:eventStatus", link(eventStatus)]);
  if (name !== null) values.push(["schema:name", text(name)]);
  if (date?.edtf) values.push(["dcterms:date", typed(date.edtf, "edtf:EDTF")]);
  if (start) values.push(["schema:startDate", typed(start, "xsd:date")]);
  if (end) values.push(["schema:endDate", typed(end, "xsd:date")]);
  if (place !== null) values.push(["schema:location", link(idOf(place))]);
  if (parent !== null) values.push(["schema:superEvent", link(idOf(parent))]);
  for (const topic of topics) values.push(["schema:about", text(topic.text)]);
  for (const [at, { entity }] of participants.entries()) {
    values.push(["schema:attendee", link(idOf(entity))], ["liqa:participation", link(`${node}/by-${at}`)]);
  }
  yield { "@id": node, "@type": ["schema:Event"], values: [...values, ...derived(evidence)] };
  yield* annotations(node, evidence);
  for (const [at, { entity, function: fn, evidence: proof }] of participants.entries()) {
    const participation = `${node}/by-${at}`;
    yield {
      "@id": participation,
      "@type": ["schema:Role"],
      values: [["schema:roleName", text(fn)], ["schema:attendee", link(idOf(entity))], ...derived(proof)],
    };
    yield* annotations(participation, proof);
  }
}

const derived = (evidence: readonly Evidence[]): Pair[] =>
  [...new Set(evidence.map(({ article }) => article))].map((article) => [
    "prov:wasDerivedFrom",
    link(idOf(article)),
  ]);

/** The passages that prove a node, quoted and by their position. */
function* annotations(node: string, evidence: readonly Evidence[]): Generator<LinkedNode> {
  for (const [at, { article, start, end, quote }] of evidence.entries()) {
    const annotation = `${node}/proof-${at}`;
    const [target, words, position] = ["target", "quote", "position"].map(
      (part) => `${annotation}/${part}`,
    ) as [string, string, string];
    yield {
      "@id": annotation,
      "@type": ["oa:Annotation"],
      values: [
        ["oa:hasBody", link(node)],
        ["oa:hasTarget", link(target)],
        ["oa:motivatedBy", link("oa:identifying")],
      ],
    };
    yield {
      "@id": target,
      "@type": ["oa:SpecificResource"],
      values: [
        ["oa:hasSource", link(idOf(article))],
        ["oa:hasSelector", link(words)],
        ["oa:hasSelector", link(position)],
      ],
    };
    yield { "@id": words, "@type": ["oa:TextQuoteSelector"], values: [["oa:exact", text(quote)]] };
    yield {
      "@id": position,
      "@type": ["oa:TextPositionSelector"],
      values: [
        ["oa:start", typed(start, "xsd:nonNegativeInteger")],
        ["oa:end", typed(end, "xsd:nonNegativeInteger")],
      ],
    };
  }
}
