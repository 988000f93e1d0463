import {
  absent,
  attendedBoth,
  delegationHeads,
  didAttend,
  functionIn,
  participants,
  withFunction,
} from "./answers/attendance.ts";
import {
  byStatus,
  count,
  founded,
  hosted,
  listMeetings,
  notTold,
  topics,
  visitors,
  whenWhere,
  why,
} from "./answers/meetings.ts";
import { about, isMember, members, represents } from "./answers/offices.ts";
import { path } from "./answers/paths.ts";
import { contacts, didMeet, whoMet } from "./answers/people.ts";
import { plannedAt, sources, toldBy } from "./answers/sources.ts";
import type { Context } from "./context.ts";

/** How each intent of the tables is answered. */
export const ANSWERS: Readonly<Record<string, (context: Context) => void>> = {
  absent,
  hosted,
  not_told: notTold,
  why,
  is_member: isMember,
  function: functionIn,
  did_attend: didAttend,
  planned_at: plannedAt,
  path,
  sources,
  told_by: toldBy,
  members,
  represents,
  observers: withFunction("observer"),
  mediators: withFunction("mediator"),
  chairs: withFunction("chair"),
  hosts: withFunction("host"),
  delegation_heads: delegationHeads,
  contacts,
  attended_both: attendedBoth,
  count,
  founded,
  when_where: whenWhere,
  topics,
  did_meet: didMeet,
  participants,
  status: byStatus,
  who_met: whoMet,
  visitors,
  pairs: listMeetings,
  meetings: listMeetings,
  about,
};
