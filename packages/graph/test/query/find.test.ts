import { describe, expect, it } from "vitest";
import { type Entity, GraphIndex, type Kind, worldVocabulary } from "../../src/index.ts";
import { nameWords } from "../../src/world.ts";
import { entity, facts, meeting, proof } from "./arbitraryFacts.ts";

const named = (
  id: string,
  kind: Kind,
  ar: string,
  en: string | null = null,
  more: Partial<Entity> & { office?: readonly [title: string, represents: string, last?: string] } = {},
): Entity => {
  const { office, ...rest } = more;
  const roles = office
    ? [{ title: office[0], represents: office[1], first: null, last: office[2] ?? null, evidence: proof(ar) }]
    : [];
  return { ...entity(id, kind, roles), name: ar, names: { ar, en }, ...rest };
};

const index = GraphIndex.from(
  facts(
    [
      named("cty:eg", "country", "مصر", "Egypt"),
      named("cty:ru", "country", "روسيا", "Russia"),
      named("org:arab-league", "organization", "جامعة الدول العربية", "Arab League"),
      named("per:sameh-shoukry", "person", "سامح شكري", "Sameh Shoukry", {
        office: ["وزير الخارجية", "cty:eg", "2023"],
      }),
      named("per:nabil-fahmy", "person", "نبيل فهمي", null, { office: ["وزير الخارجية", "cty:eg", "2014"] }),
      named("per:sergey-lavrov", "person", "سيرغي لافروف", null, {
        aliases: ["سيرجي لافروف"],
        office: ["وزير الخارجية", "cty:ru"],
      }),
      named("per:bashar-jaafari", "person", "بشار الجعفري"),
      named("per:ibrahim-jaafari", "person", "إبراهيم الجعفري"),
      named("per:james-jeffrey", "person", "جيمس جيفري", "James Jeffrey"),
      named("per:adel-jubeir", "person", "عادل الجبير"),
      named("per:pedersen", "person", "غير بيدرسون", null, {
        office: ["المبعوث الأممي إلى سوريا", "org:un"],
      }),
      named("per:boris", "person", "بوريس بوغدانوف", null, {
        office: ["نائب وزير الخارجية", "cty:ru", "2024"],
      }),
      named("grp:ministers", "group", "وزراء خارجية مصر", null, {
        office: ["وزراء خارجية مصر", "cty:eg", "2024"],
      }),
    ],
    [meeting("mtg:1", ["per:ibrahim-jaafari", "cty:eg"])],
  ),
  {
    vocabulary: worldVocabulary(
      {
        countries: [
          { id: "eg", forms: ["مصر"], nisba: ["مصري"], nisbaPlural: ["مصريون"], en: ["Egypt", "Egyptian"] },
          { id: "ru", forms: ["روسيا"], nisba: ["روسي"], nisbaPlural: ["روس"], en: ["Russia", "Russian"] },
          { id: "sy", forms: ["سوريا"], nisba: ["سوري"], nisbaPlural: ["سوريون"], en: ["Syria", "Syrian"] },
        ],
        nameWords,
      },
      [["وزير الخارجية", "minister of foreign affairs"]],
    ),
  },
);

const ids = (query: string) => index.find(query).map(({ id }) => id);

describe("find", () => {
  it.each([
    ["سامح شكري", "per:sameh-shoukry", "as written"],
    ["سامِح شُكرى", "per:sameh-shoukry", "vowelled, ى for ي"],
    ["Sameh Shoukry", "per:sameh-shoukry", "the Latin name it has"],
    ["Sergei Lavrov", "per:sergey-lavrov", "a Latin name it has not"],
    ["adel al-jubeir", "per:adel-jubeir", "article, lower case, transliterated"],
    ["Pedersen", "per:pedersen", "a surname, transliterated"],
    ["لافرف", "per:sergey-lavrov", "a letter lost"],
    ["بدرسون", "per:pedersen", "a long vowel lost"],
    ["سيرجي لافروف", "per:sergey-lavrov", "an alias"],
    ["شكري سامح", "per:sameh-shoukry", "the wrong way round"],
    ["لافر", "per:sergey-lavrov", "the beginning"],
    ["الجامعة العربية", "org:arab-league", "some of the words"],
    ["وزير الخارجية المصري", "per:sameh-shoukry", "an office, the latest holder first"],
    [
      "Egyptian foreign minister",
      "per:sameh-shoukry",
      "an office in English, its country first; no group of ministers",
    ],
    ["the foreign minister of Russia", "per:sergey-lavrov", "the minister before his deputy"],
    ["Russian deputy foreign minister", "per:boris", "the deputy"],
    ["UN envoy to Syria", "per:pedersen", "the country of a title, which is not the one served"],
    ["Egyptian foreign minister", "per:sameh-shoukry", "the office in English"],
    ["russian minister of foreign affairs", "per:sergey-lavrov", "the office in other words"],
    ["مصر", "cty:eg", "a country before those who represent it"],
  ])("%s → %s (%s)", (query, expected) => {
    expect(ids(query)[0]).toBe(expected);
  });

  it("scores 1 for an exact name in any spelling, less for anything else", () => {
    expect(index.find("عادل الجبير")[0]!.score).toBe(1);
    expect(index.find("عادل جبير")[0]!.score).toBe(1);
    expect(index.find("الجبير")[0]!.score).toBeLessThan(1);
    expect(index.find("Lavrov")[0]!.score).toBeLessThan(1);
  });

  it("shows both of a name, who met more first, and whoever sounds alike after them", () => {
    const [one, two, three] = index.find("الجعفري");
    expect([one!.id, two!.id]).toEqual(["per:ibrahim-jaafari", "per:bashar-jaafari"]);
    expect(one!.score).toBe(two!.score);
    expect(three === undefined || three.score < two!.score).toBe(true);
  });

  it("does not mix holders of the same office of different countries", () => {
    expect(ids("وزير الخارجية الروسي")).toEqual(["per:sergey-lavrov", "per:boris"]);
  });

  it("keeps to a kind and a limit", () => {
    expect(index.find("مصر", { kind: "person" }).every(({ kind }) => kind === "person")).toBe(true);
    expect(index.find("وزير الخارجية", { limit: 1 })).toHaveLength(1);
  });

  it("finds nothing for nothing", () => {
    expect([ids(""), ids("  "), ids("؟؟"), ids("zzz qqq")]).toEqual([[], [], [], []]);
  });
});
