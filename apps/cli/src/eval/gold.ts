import { readFileSync } from "node:fs";
import type { Kind, MeetingFunction, MeetingType, Span, Status } from "@liqa/graph";

/** What a careful reader found in one article. Fields as data/gold/README.md describes them. */
export interface GoldDocument {
  id: string;
  entities: { id: string; kind: Kind; forms: string[] }[];
  meetings: GoldMeeting[];
  /** Holds no meeting at all. */
  negative?: boolean;
}

export interface GoldMeeting {
  id: string;
  type?: MeetingType;
  /** All types that are right, when there are several. */
  types?: MeetingType[];
  /** `core` must be found; others cost nothing when missed and nothing when found. */
  tier: "core" | "secondary" | "marginal";
  statuses: Status[];
  participants: GoldParticipant[];
  /** Entities that may stand among the participants or not. */
  neutral?: string[];
  places: string[] | null;
  dates: string[] | null;
  undated?: boolean;
  evidence?: Span[];
}

export interface GoldParticipant {
  entity: string;
  alternatives?: string[];
  functions?: MeetingFunction[];
  required?: boolean;
}

export const readGold = (file: string): GoldDocument[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as GoldDocument);
