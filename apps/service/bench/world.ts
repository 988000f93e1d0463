import type { Entity, Facts, Meeting, Proof } from "@liqa/graph";

/**
 * A made-up graph with the shape of the real one: a few actors in very many meetings (Zipf), mostly meetings of two,
 * some of up to forty, dates over twenty years. Seeded, so that two runs ask the same.
 */
export function madeUpFacts(actors: number, meetings: number): Facts {
  let state = 1;
  const random = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const actor = () => Math.min(actors - 1, Math.floor(actors * random() ** 3));
  const proof: Proof = [{ article: "a", start: 0, end: 5, quote: "التقى" }];
  const id = (i: number) => `per:p${String(i).padStart(7, "0")}`;
  const entities: Entity[] = Array.from({ length: actors }, (_, i) => ({
    id: id(i),
    kind: "person",
    name: `شخص ${i}`,
    names: { ar: `شخص ${i}`, en: `Person ${i}` },
    aliases: [],
    qid: null,
    roles: [],
    articles: ["a"],
    evidence: proof,
  }));
  const list: Meeting[] = Array.from({ length: meetings }, (_, i) => {
    const dice = random();
    const size = dice < 0.7 ? 2 : dice < 0.95 ? 3 + Math.floor(8 * random()) : 10 + Math.floor(31 * random());
    const who = new Set<number>();
    while (who.size < size) who.add(actor());
    const day = new Date(Date.UTC(2000, 0, 1) + Math.floor(random() * 20 * 365.25) * 86_400_000);
    const edtf = day.toISOString().slice(0, 10);
    return {
      id: `mtg:${String(i).padStart(8, "0")}`,
      type: size === 2 ? "bilateral" : "multilateral",
      status: "held",
      name: null,
      background: false,
      participants: [...who]
        .sort((a, b) => a - b)
        .map((one) => ({ entity: id(one), function: "participant", evidence: proof })),
      place: null,
      date: { edtf, text: edtf, inferred: false },
      topics: [],
      parent: null,
      statusHistory: [],
      accounts: [],
      sources: ["s"],
      articles: ["a"],
      evidence: proof,
      rule: "made-up",
      confidence: 1,
    };
  });
  return {
    entities,
    meetings: list,
    relations: [],
    articles: [
      { id: "a", title: null, publishedAt: null, source: "s", url: null, language: "ar", text: "التقى" },
    ],
    conflicts: [],
    redirects: {},
  };
}
