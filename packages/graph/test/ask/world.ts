import {
  type Entity,
  type EntityRole,
  type Evidence,
  type Facts,
  GraphIndex,
  type Kind,
  type Meeting,
  type MeetingFunction,
  type Proof,
  type Relation,
  type RelationType,
} from "../../src/index.ts";

/** A small world of diplomacy for questions to be asked about. Every fact has a passage of its own. */
const TEXTS: Record<string, string> = {
  "art:london": "المجموعة المصغرة تجتمع في لندن\nنص المقال الأول عن اجتماع لندن والاجتماعات المقررة بعده.",
  "art:astana": "انطلاق الجولة 14 من محادثات أستانا\nنص المقال الثاني عن أستانا.",
  "art:cairo": "مباحثات أمريكية مصرية في القاهرة\nنص المقال الثالث.",
};

let passages = 0;
const proof = (article: string): Proof => {
  const start = passages++ % 20;
  const quote = TEXTS[article]!.slice(start, start + 12);
  return [{ article, start, end: start + 12, quote } satisfies Evidence];
};

const entity = (
  id: string,
  kind: Kind,
  ar: string,
  en: string | null = null,
  represents: string | null = null,
  aliases: string[] = [],
  title = "المبعوث",
): Entity => {
  const roles: EntityRole[] = represents
    ? [
        { title, represents, first: null, last: null, evidence: proof("art:cairo") },
        { title, represents, first: null, last: null, evidence: proof("art:astana") },
        { title, represents, first: null, last: null, evidence: proof("art:london") },
      ]
    : [];
  return {
    id,
    kind,
    name: ar,
    names: { ar, en },
    aliases,
    qid: null,
    roles,
    articles: ["art:london"],
    evidence: proof("art:london"),
  };
};

const meeting = (
  id: string,
  article: string,
  participants: Record<string, MeetingFunction>,
  more: Partial<Meeting> & { edtf?: string },
): Meeting => {
  const { edtf, ...rest } = more;
  const status = more.status ?? "held";
  return {
    id,
    type: "bilateral",
    status,
    name: null,
    background: false,
    participants: Object.entries(participants).map(([who, fn]) => ({
      entity: who,
      function: fn,
      evidence: proof(article),
    })),
    place: null,
    date: edtf === undefined ? null : { edtf, text: edtf, inferred: false },
    topics: [],
    parent: null,
    statusHistory: [],
    accounts: [
      {
        article,
        source: null,
        reported: "2020-01-27",
        type: more.type ?? "bilateral",
        status,
        date: null,
        place: null,
        participants: Object.keys(participants),
      },
    ],
    sources: ["agency"],
    articles: [article],
    evidence: proof(article),
    rule: "test",
    confidence: 1,
    ...rest,
  };
};

const relation = (from: string, type: RelationType, to: string): Relation => ({
  from,
  type,
  to,
  evidence: proof("art:london"),
});

export const facts: Facts = {
  entities: [
    entity("per:shoukry", "person", "سامح شكري", "Sameh Shoukry", "cty:eg", [], "وزير الخارجية المصري"),
    entity("per:jeffrey", "person", "جيمس جيفري", "James Jeffrey", "cty:us"),
    entity("per:rayburn", "person", "جويل ريبيرن", "Joel Rayburn", "cty:us"),
    entity("per:hariri", "person", "نصر الحريري", "Nasr al-Hariri"),
    entity(
      "per:pedersen",
      "person",
      "غير بيدرسون",
      "Geir Pedersen",
      "org:un",
      [],
      "المبعوث الأممي إلى سوريا",
    ),
    entity("per:muallem", "person", "وليد المعلم", "Walid al-Moallem"),
    entity("per:onal", "person", "سيدات أونال", "Sedat Önal", "cty:tr"),
    entity("per:toma", "person", "أحمد طعمة", "Ahmad Tuma", "grp:opposition"),
    entity("per:jaafari", "person", "بشار الجعفري", "Bashar Jaafari"),
    entity("per:aside", "person", "رجل بعيد"),
    entity("per:constructor", "person", "كونستركتور", null),
    entity("cty:eg", "country", "مصر", "Egypt", null, ["Egyptian"]),
    entity("cty:us", "country", "الولايات المتحدة", "United States", null, ["US", "أمريكا"]),
    entity("cty:tr", "country", "تركيا", "Turkey"),
    entity("cty:ru", "country", "روسيا", "Russia"),
    entity("cty:jo", "country", "الأردن", "Jordan"),
    entity("cty:sy", "country", "سوريا", "Syria"),
    entity("org:un", "organization", "الأمم المتحدة", "United Nations"),
    entity("org:unsc", "organization", "مجلس الأمن الدولي", "UN Security Council", null, ["مجلس الأمن"]),
    entity("org:committee", "organization", "اللجنة الدستورية السورية", "Syrian Constitutional Committee"),
    entity("grp:opposition", "group", "المعارضة السورية", "Syrian opposition"),
    entity("grp:small-syria", "group", "المجموعة المصغرة حول سوريا", "Small Group on Syria", null, [
      "المجموعة المصغرة لدعم سوريا",
    ]),
    entity(
      "grp:small-coalition",
      "group",
      "المجموعة المصغرة للتحالف الدولي",
      "Small Group of the Global Coalition",
    ),
    entity("org:agency", "organization", "وكالة الأنباء", "News Agency"),
    entity("plc:london", "place", "لندن", "London"),
    entity("plc:copenhagen", "place", "كوبنهاغن", "Copenhagen"),
    entity("plc:astana", "place", "أستانا", "Astana", null, ["نور سلطان"]),
    entity("plc:cairo", "place", "القاهرة", "Cairo"),
    entity("plc:damascus", "place", "دمشق", "Damascus"),
    entity("plc:geneva", "place", "جنيف", "Geneva"),
  ].sort((a, b) => (a.id < b.id ? -1 : 1)),
  meetings: [
    meeting(
      "mtg:cairo",
      "art:cairo",
      { "per:shoukry": "host", "per:jeffrey": "guest", "cty:eg": "represented" },
      {
        place: "plc:cairo",
        edtf: "2019-06-11",
        topics: [{ text: "الوضع في إدلب", evidence: proof("art:cairo")[0] }],
      },
    ),
    meeting(
      "mtg:london",
      "art:london",
      {
        "grp:small-syria": "represented",
        "cty:eg": "represented",
        "cty:us": "represented",
        "per:jeffrey": "participant",
        "per:rayburn": "participant",
        "per:hariri": "participant",
      },
      { type: "multilateral", place: "plc:london", edtf: "2020-01-27" },
    ),
    meeting(
      "mtg:copenhagen",
      "art:london",
      { "grp:small-coalition": "represented", "per:jeffrey": "chair", "per:rayburn": "participant" },
      { type: "multilateral", status: "planned", place: "plc:copenhagen", edtf: "2020-01-29" },
    ),
    meeting(
      "mtg:damascus",
      "art:london",
      { "per:pedersen": "participant", "per:muallem": "participant" },
      { status: "planned", place: "plc:damascus", edtf: "2020-01-29" },
    ),
    meeting(
      "mtg:astana",
      "art:astana",
      {
        "cty:ru": "participant",
        "cty:jo": "observer",
        "grp:opposition": "participant",
        "per:toma": "delegation_head",
        "per:onal": "delegation_head",
        "per:jaafari": "delegation_head",
        "per:pedersen": "participant",
      },
      {
        type: "talks_round",
        status: "ongoing",
        name: "الجولة 14 من محادثات أستانا",
        place: "plc:astana",
        edtf: "2019-12-10/2019-12-11",
      },
    ),
    meeting(
      "mtg:committee",
      "art:astana",
      { "org:committee": "represented" },
      { type: "session", status: "failed", place: "plc:geneva", edtf: "2019-10-26" },
    ),
    meeting(
      "mtg:unsc",
      "art:london",
      { "org:unsc": "represented", "per:pedersen": "participant" },
      { type: "briefing", status: "planned", edtf: "2020-01-27/.." },
    ),
    meeting(
      "mtg:undated",
      "art:cairo",
      { "per:constructor": "participant", "per:aside": "participant" },
      { type: "call" },
    ),
    meeting(
      "mtg:call",
      "art:cairo",
      { "per:shoukry": "participant", "per:muallem": "participant" },
      {
        type: "call",
        status: "denied",
      },
    ),
  ].sort((a, b) => (a.id < b.id ? -1 : 1)),
  relations: [
    relation("cty:eg", "member_of", "grp:small-syria"),
    relation("cty:us", "member_of", "grp:small-syria"),
    relation("mtg:cairo", "reported_by", "org:agency"),
    relation("mtg:committee", "organized_by", "org:committee"),
  ],
  articles: Object.entries(TEXTS).map(([id, text]) => ({
    id,
    title: null,
    publishedAt: "2020-01-27",
    source: null,
    url: null,
    language: "ar",
    text,
  })),
  conflicts: [],
  redirects: {},
};

export const index = GraphIndex.from(facts);
