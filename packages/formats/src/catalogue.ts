/**
 * The list of formats alone, for menus: it brings no writer along.
 *
 * @example
 * ```ts
 * import { FORMATS } from "@liqa/formats/catalogue";
 *
 * FORMATS.gexf.mediaType; // → "application/gexf+xml"
 * ```
 *
 * @module @liqa/formats/catalogue
 */
/** What a person or a program needs to know of a format to choose it; the writers are elsewhere. */
export interface Format {
  /** Short, for a menu. */
  readonly title: { readonly ar: string; readonly en: string };
  /** Who reads it, in half a line. */
  readonly use: { readonly ar: string; readonly en: string };
  readonly mediaType: string;
  /** What a download is called. */
  readonly filename: string;
}

/** Every format that Liqa writes, by the name that `liqa export --format` and `/api/export?format=` take. */
export const FORMATS = {
  gexf: {
    title: { ar: "GEXF بخط زمني", en: "GEXF with time" },
    use: { ar: "جيفي وخطه الزمني", en: "Gephi and its timeline" },
    mediaType: "application/gexf+xml",
    filename: "liqa.gexf",
  },
  "gexf-static": {
    title: { ar: "GEXF بلا زمن", en: "GEXF without time" },
    use: { ar: "برامج تقرأ GEXF ولا تعرف الزمن", en: "programs that read GEXF but no time" },
    mediaType: "application/gexf+xml",
    filename: "liqa-static.gexf",
  },
  graphml: {
    title: { ar: "GraphML", en: "GraphML" },
    use: { ar: "NetworkX وigraph وyEd وCytoscape", en: "NetworkX, igraph, yEd, Cytoscape" },
    mediaType: "application/graphml+xml",
    filename: "liqa.graphml",
  },
  csv: {
    title: { ar: "جدول الروابط CSV", en: "CSV of edges" },
    use: { ar: "روابط جيفي والجداول", en: "Gephi's edge table, spreadsheets" },
    mediaType: "text/csv",
    filename: "liqa.csv",
  },
  "csv-nodes": {
    title: { ar: "جدول العُقد CSV", en: "CSV of nodes" },
    use: { ar: "عُقد جيفي والجداول", en: "Gephi's node table, spreadsheets" },
    mediaType: "text/csv",
    filename: "liqa-nodes.csv",
  },
  json: {
    title: { ar: "JSON لـ graphology", en: "graphology JSON" },
    use: { ar: "Gephi Lite وsigma وgraphology", en: "Gephi Lite, sigma, graphology" },
    mediaType: "application/json",
    filename: "liqa.json",
  },
  liqa: {
    title: { ar: "ملف لقاء الكامل", en: "Liqa graph file" },
    use: { ar: "كل ما نعرفه، يقرؤه لقاء من جديد", en: "everything, for Liqa to read again" },
    mediaType: "application/json",
    filename: "liqa-graph.json",
  },
  parquet: {
    title: { ar: "جداول Parquet", en: "Parquet tables" },
    use: { ar: "pandas وDuckDB وPolars وR", en: "pandas, DuckDB, Polars, R" },
    mediaType: "application/zip",
    filename: "liqa-parquet.zip",
  },
  datapackage: {
    title: { ar: "جداول CSV", en: "CSV tables" },
    use: { ar: "الجداول نفسها لأي برنامج", en: "the same tables for any program" },
    mediaType: "application/zip",
    filename: "liqa-tables.zip",
  },
  ftm: {
    title: { ar: "FollowTheMoney", en: "FollowTheMoney" },
    use: { ar: "Aleph وOpenAleph", en: "Aleph, OpenAleph" },
    mediaType: "application/x-ndjson",
    filename: "liqa.ftm.jsonl",
  },
  jsonld: {
    title: { ar: "JSON-LD", en: "JSON-LD" },
    use: { ar: "البيانات المترابطة", en: "linked data: schema.org, PROV-O, Web Annotation" },
    mediaType: "application/ld+json",
    filename: "liqa.jsonld",
  },
  ntriples: {
    title: { ar: "N-Triples", en: "N-Triples" },
    use: { ar: "مخازن RDF", en: "triple stores" },
    mediaType: "application/n-triples",
    filename: "liqa.nt",
  },
  cypher: {
    title: { ar: "Cypher", en: "Cypher" },
    use: { ar: "Neo4j وMemgraph", en: "Neo4j, Memgraph" },
    mediaType: "application/x-cypher-query",
    filename: "liqa.cypher",
  },
  neo4j: {
    title: { ar: "CSV لـ neo4j-admin", en: "neo4j-admin CSV" },
    use: { ar: "استيراد كبير إلى Neo4j", en: "bulk import into Neo4j" },
    mediaType: "application/zip",
    filename: "liqa-neo4j.zip",
  },
  events: {
    title: { ar: "أحداث CAMEO وPLOVER", en: "CAMEO/PLOVER events" },
    use: { ar: "المقارنة مع GDELT وPOLECAT", en: "comparing with GDELT and POLECAT" },
    mediaType: "text/csv",
    filename: "liqa-events.csv",
  },
  openrefine: {
    title: { ar: "CSV لـ OpenRefine", en: "OpenRefine CSV" },
    use: { ar: "تنقيح الأسماء ومطابقتها", en: "cleaning names and matching them" },
    mediaType: "text/csv",
    filename: "liqa-names.csv",
  },
} as const satisfies { readonly [name: string]: Format };

/** One of {@link FORMAT_NAMES}. */
export type FormatName = keyof typeof FORMATS;

/** In the order of the catalogue. */
export const FORMAT_NAMES = Object.keys(FORMATS) as [FormatName, ...FormatName[]];
