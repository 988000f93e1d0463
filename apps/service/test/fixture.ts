import type {
  Entity,
  EntityRole,
  Evidence,
  FactArticle,
  Facts,
  Kind,
  Meeting,
  MeetingFunction,
  MeetingType,
  Proof,
  Status,
} from "@liqa/graph";

/**
 * A small resolved graph written by hand: two outlets on one meeting, a planned, a denied and an undated meeting, a
 * visit, a summit with a meeting on its sidelines, a minister who sent his deputy, a retired id, hostile ids, and an
 * article whose text looks like markup.
 */

const TEXTS: Record<string, { source: string; publishedAt: string; text: string }> = {
  "cairo/2019-03-04": {
    source: "وكالة النيل",
    publishedAt: "2019-03-04",
    text: "شكري يبحث مع جيفري الملف السوري\nالتقى وزير الخارجية المصري سامح شكري في القاهرة، اليوم الاثنين، المبعوث الأمريكي جيمس جيفري، وبحثا الملف السوري.",
  },
  "daily-1": {
    source: "صحيفة الأفق",
    publishedAt: "2019-03-05",
    text: "استقبل سامح شكري أمس في القاهرة المبعوث الأمريكي إلى سوريا جيمس جيفري.\nومن المقرر أن يزور جيفري عمّان ويلتقي أيمن الصفدي الأسبوع المقبل.",
  },
  "daily-2": {
    source: "صحيفة الأفق",
    publishedAt: "2019-04-12",
    text: "اجتمع أيمن الصفدي بغير بيدرسون في جنيف يوم 11 أبريل 2019.\nونفى متحدث أن يكون بيدرسون قد التقى وليد المعلم.",
  },
  "summit-1": {
    source: "وكالة الخليج",
    publishedAt: "2020-01-20",
    text: "عُقدت في برلين في 19 يناير 2020 قمة بشأن ليبيا بحضور سامح شكري وأيمن الصفدي وغسان سلامة وممثل عن عادل الجبير.\nوعلى هامش القمة التقى سامح شكري غسان سلامة.",
  },
  "visit-1": {
    source: "وكالة الخليج",
    publishedAt: "2018-06-02",
    text: "زار جيفري مصر في عام 2018.\nوسبق أن التقى غسان سلامة وعادل الجبير.",
  },
  "hostile-1": {
    source: "<b>مصدر</b>",
    publishedAt: "2021-05-01",
    text: "<script>alert(1)</script> التقى __proto__ constructor في مدينة <img src=x onerror=alert(2)> يوم 30 أبريل 2021.",
  },
};

function quote(article: string, words: string): Evidence {
  const start = TEXTS[article]!.text.indexOf(words);
  if (start < 0) throw new Error(`«${words}» is not in ${article}`);
  return { article, start, end: start + words.length, quote: words };
}

/** The first passage of every article that says one of these words. */
function mentions(...words: string[]): Proof {
  const found = Object.keys(TEXTS).flatMap((article) => {
    const word = words.find((candidate) => TEXTS[article]!.text.includes(candidate));
    return word === undefined ? [] : [quote(article, word)];
  });
  const [first, ...rest] = found;
  if (first === undefined) throw new Error(`nobody says ${words.join(" or ")}`);
  return [first, ...rest];
}

function entity(
  id: string,
  kind: Kind,
  ar: string | null,
  en: string | null,
  words: string[],
  more: { aliases?: string[]; roles?: EntityRole[] } = {},
): Entity {
  const evidence = mentions(...words);
  return {
    id,
    kind,
    name: ar ?? en ?? id,
    names: { ar, en },
    aliases: more.aliases ?? [],
    qid: null,
    roles: more.roles ?? [],
    articles: [...new Set(evidence.map((piece) => piece.article))].sort(),
    evidence,
  };
}

interface MeetingNotes {
  type: MeetingType;
  status?: Status;
  name?: string;
  who: Record<string, MeetingFunction>;
  place?: string;
  date?: string;
  parent?: string;
  topic?: [string, string];
  proof: [[article: string, words: string], ...[article: string, words: string][]];
}

function meeting(id: string, notes: MeetingNotes): Meeting {
  const [first, ...rest] = notes.proof.map(([article, words]) => quote(article, words)) as [
    Evidence,
    ...Evidence[],
  ];
  const evidence: Proof = [first, ...rest];
  const articles = [...new Set(evidence.map((piece) => piece.article))].sort();
  const status = notes.status ?? "held";
  const date = notes.date === undefined ? null : { edtf: notes.date, text: notes.date, inferred: false };
  return {
    id,
    type: notes.type,
    status,
    name: notes.name ?? null,
    background: false,
    participants: Object.entries(notes.who)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([who, role]) => ({ entity: who, function: role, evidence })),
    place: notes.place ?? null,
    date,
    topics: notes.topic ? [{ text: notes.topic[1], evidence: quote(...notes.topic) }] : [],
    parent: notes.parent ?? null,
    statusHistory: articles.map((article) => ({
      status,
      reported: TEXTS[article]!.publishedAt,
      article,
    })),
    accounts: articles.map((article) => ({
      article,
      source: TEXTS[article]!.source,
      reported: TEXTS[article]!.publishedAt,
      type: notes.type,
      status,
      date,
      place: notes.place ?? null,
      participants: Object.keys(notes.who).sort(),
    })),
    sources: [...new Set(articles.map((article) => TEXTS[article]!.source))].sort(),
    articles,
    evidence,
    rule: "hand",
    confidence: 0.9,
  };
}

const byId = <T extends { id: string }>(list: T[]): T[] => list.sort((a, b) => (a.id < b.id ? -1 : 1));

export function sampleFacts(): Facts {
  const articles: FactArticle[] = Object.entries(TEXTS).map(([id, article]) => ({
    id,
    title: null,
    url: null,
    language: "ar",
    ...article,
  }));
  const entities = [
    entity("per:sameh-shoukry", "person", "سامح شكري", "Sameh Shoukry", ["سامح شكري", "شكري"], {
      aliases: ["شكري"],
      roles: [
        {
          title: "وزير الخارجية المصري",
          represents: "cty:egypt",
          first: "2019-03-04",
          last: "2019-03-04",
          evidence: [quote("cairo/2019-03-04", "وزير الخارجية المصري")],
        },
      ],
    }),
    entity("per:james-jeffrey", "person", "جيمس جيفري", "James Jeffrey", ["جيمس جيفري", "جيفري"], {
      aliases: ["جيفري"],
    }),
    entity("per:ayman-safadi", "person", "أيمن الصفدي", "Ayman Safadi", ["أيمن الصفدي"]),
    entity("per:geir-pedersen", "person", "غير بيدرسون", "Geir Pedersen", ["غير بيدرسون", "بيدرسون"]),
    entity("per:walid-muallem", "person", "وليد المعلم", "Walid Muallem", ["وليد المعلم"]),
    entity("per:ghassan-salame", "person", "غسان سلامة", "Ghassan Salamé", ["غسان سلامة"]),
    entity("per:عادل-الجبير", "person", "عادل الجبير", null, ["عادل الجبير"]),
    entity("cty:egypt", "country", "مصر", "Egypt", ["مصر", "المصري"]),
    entity("plc:cairo", "place", "القاهرة", "Cairo", ["القاهرة"]),
    entity("plc:geneva", "place", "جنيف", "Geneva", ["جنيف"]),
    entity("plc:berlin", "place", "برلين", "Berlin", ["برلين"]),
    entity("per:__proto__", "person", "__proto__", null, ["__proto__"]),
    entity("per:constructor", "person", "constructor", null, ["constructor"]),
  ];
  const meetings = [
    meeting("mtg:2019-03-04-bilateral-a1", {
      type: "bilateral",
      who: { "per:sameh-shoukry": "host", "per:james-jeffrey": "guest" },
      place: "plc:cairo",
      date: "2019-03-04",
      topic: ["cairo/2019-03-04", "الملف السوري"],
      proof: [
        ["cairo/2019-03-04", "التقى وزير الخارجية المصري سامح شكري في القاهرة"],
        ["daily-1", "استقبل سامح شكري أمس في القاهرة المبعوث الأمريكي إلى سوريا جيمس جيفري"],
      ],
    }),
    meeting("mtg:2019-03-bilateral-b2", {
      type: "bilateral",
      status: "planned",
      who: { "per:james-jeffrey": "participant", "per:ayman-safadi": "participant" },
      date: "2019-03",
      proof: [["daily-1", "ومن المقرر أن يزور جيفري عمّان ويلتقي أيمن الصفدي الأسبوع المقبل"]],
    }),
    meeting("mtg:2019-04-11-bilateral-c3", {
      type: "bilateral",
      who: { "per:ayman-safadi": "participant", "per:geir-pedersen": "participant" },
      place: "plc:geneva",
      date: "2019-04-11",
      proof: [["daily-2", "اجتمع أيمن الصفدي بغير بيدرسون في جنيف"]],
    }),
    meeting("mtg:undated-bilateral-d4", {
      type: "bilateral",
      status: "denied",
      who: { "per:geir-pedersen": "participant", "per:walid-muallem": "participant" },
      proof: [["daily-2", "ونفى متحدث أن يكون بيدرسون قد التقى وليد المعلم"]],
    }),
    meeting("mtg:2020-01-19-summit-e5", {
      type: "summit",
      name: "قمة برلين بشأن ليبيا",
      who: {
        "per:sameh-shoukry": "participant",
        "per:ayman-safadi": "participant",
        "per:ghassan-salame": "participant",
        "per:عادل-الجبير": "represented",
      },
      place: "plc:berlin",
      date: "2020-01-19",
      proof: [["summit-1", "عُقدت في برلين في 19 يناير 2020 قمة بشأن ليبيا"]],
    }),
    meeting("mtg:2020-01-19-bilateral-f6", {
      type: "bilateral",
      who: { "per:sameh-shoukry": "participant", "per:ghassan-salame": "participant" },
      place: "plc:berlin",
      date: "2020-01-19",
      parent: "mtg:2020-01-19-summit-e5",
      proof: [["summit-1", "وعلى هامش القمة التقى سامح شكري غسان سلامة"]],
    }),
    meeting("mtg:2018-visit-g7", {
      type: "visit",
      who: { "cty:egypt": "host", "per:james-jeffrey": "guest" },
      place: "cty:egypt",
      date: "2018",
      proof: [["visit-1", "زار جيفري مصر في عام 2018"]],
    }),
    meeting("mtg:undated-multilateral-h8", {
      type: "multilateral",
      who: {
        "per:james-jeffrey": "participant",
        "per:ghassan-salame": "participant",
        "per:عادل-الجبير": "participant",
      },
      proof: [["visit-1", "وسبق أن التقى غسان سلامة وعادل الجبير"]],
    }),
    meeting("mtg:2021-04-30-bilateral-i9", {
      type: "bilateral",
      who: { "per:__proto__": "participant", "per:constructor": "participant" },
      date: "2021-04-30",
      proof: [["hostile-1", "التقى __proto__ constructor"]],
    }),
  ];
  return {
    entities: byId(entities),
    meetings: byId(meetings),
    relations: [
      {
        from: "per:sameh-shoukry",
        type: "member_of",
        to: "cty:egypt",
        evidence: [quote("cairo/2019-03-04", "وزير الخارجية المصري سامح شكري")],
      },
    ],
    articles: byId(articles),
    conflicts: [],
    redirects: {
      "per:shoukri": "per:sameh-shoukry",
      "mtg:2019-03-04-bilateral-zz": "mtg:2019-03-04-bilateral-a1",
    },
  };
}
