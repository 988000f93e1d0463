import { type Article, extractor, GraphIndex, resolve } from "@liqa/graph";
import { ar } from "@liqa/graph/ar";

const article = (id: string, publishedAt: string, text: string): Article => ({ id, publishedAt, text });

export const articles = [
  article(
    "cairo",
    "2019-06-11",
    "شكري يستقبل جيفري\n\nاستقبل وزير الخارجية المصري سامح شكري في القاهرة، اليوم الثلاثاء، المبعوث الأمريكي جيمس جيفري.",
  ),
  article(
    "ankara",
    "2019-07-02",
    "التقى وزير الخارجية التركي مولود تشاووش أوغلو في أنقرة، الاثنين، المبعوث الأمريكي جيمس جيفري.",
  ),
  article(
    "plan",
    "2019-07-03",
    "من المقرر أن يلتقي وزير الخارجية المصري سامح شكري نظيره الروسي سيرغي لافروف في موسكو غدا.",
  ),
];

export const extract = extractor(ar);
export const facts = resolve(articles.map(extract));
export const index = GraphIndex.from(facts);
