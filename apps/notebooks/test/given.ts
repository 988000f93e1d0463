/** What the examples of the documentation take as given; `packages/graph/src/index.ts` tells its readers so. */
import { type Article, extractor, GraphIndex, resolve } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";

export const articles: readonly Article[] = [
  {
    id: "cairo",
    publishedAt: "2019-06-11",
    source: "الأهرام",
    text: "استقبل وزير الخارجية المصري سامح شكري في القاهرة، اليوم الثلاثاء، المبعوث الأمريكي جيمس جيفري.",
  },
  {
    id: "ankara",
    publishedAt: "2019-07-02",
    source: "الأناضول",
    text: "التقى وزير الخارجية التركي مولود تشاووش أوغلو في أنقرة، الاثنين، المبعوث الأمريكي جيمس جيفري.",
  },
  {
    id: "plan",
    publishedAt: "2019-07-03",
    source: "الأهرام",
    text: "من المقرر أن يلتقي وزير الخارجية المصري سامح شكري نظيره الروسي سيرغي لافروف في موسكو غدا.",
  },
];
export const extractions = articles.map(extractor(ar));
export const facts = resolve(extractions);
export const index = GraphIndex.from(facts);
