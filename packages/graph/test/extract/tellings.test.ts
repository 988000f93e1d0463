import { describe, expect, it } from "vitest";
import { ar } from "../../src/ar/index.ts";
import { extractor } from "../../src/extract.ts";
import { goldTable } from "../goldTable.ts";

const extract = extractor(ar);

/** Each meeting as the table writes it: `type status: participant + participant @ place`. */
const meetingsIn = (text: string): string[] => {
  const { entities, meetings } = extract({ id: "a", text, publishedAt: "2020-06-10" });
  const name = (id: string): string => entities.find((entity) => entity.id === id)!.name;
  return meetings.map(({ type, status, participants, place }) => {
    const who = participants.map(({ entity }) => name(entity)).sort();
    return `${type} ${status}: ${who.join(" + ")}${place ? ` @ ${name(place)}` : ""}`;
  });
};

const inOrder = (meeting: string): string => {
  const [, head, who, place = ""] = /^(\S+ \S+: )(.*?)( @ .*)?$/u.exec(meeting)!;
  return head + who!.split(" + ").sort().join(" + ") + place;
};

const rows = goldTable("tellings", "id", "text", "meetings", "note").map((row) => ({
  ...row,
  meetings: row.meetings ? row.meetings.split(" | ") : [],
}));

describe("meetings of data/gold/tellings.tsv", () => {
  it.each(rows.filter((row) => !row.note.startsWith("open:")))("$id $text", ({ text, meetings }) => {
    expect(meetingsIn(text).sort()).toEqual(meetings.map(inOrder).sort());
  });

  it("have ids of their own, and sentences that tell of no meeting are among them", () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter((row) => row.meetings.length === 0).length).toBeGreaterThan(rows.length / 10);
  });
});
