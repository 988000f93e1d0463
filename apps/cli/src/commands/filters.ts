import {
  type Filter,
  type GraphIndex,
  MEETING_TYPES,
  type MeetingType,
  STATUSES,
  type Status,
} from "@liqa/graph";
import { type Command, InvalidArgumentError } from "commander";
import { findActor } from "../graph.ts";

export interface FilterOptions {
  since?: string;
  until?: string;
  undated?: boolean;
  type?: MeetingType[];
  status?: Status[];
  place?: string;
  organization?: string;
  minSources?: number;
  maxAttendance?: number;
  limit?: number;
}

const listOf =
  <T extends string>(allowed: readonly T[]) =>
  (value: string): T[] =>
    value.split(",").map((word) => {
      const found = allowed.find((one) => one === word.trim());
      if (!found) throw new InvalidArgumentError(`use one or more of ${allowed.join(", ")}`);
      return found;
    });

export const wholeNumber = (value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("use a whole number from 1");
  return number;
};

/** The filters that every query takes, as options of a command. */
export const addFilters = (command: Command, { limit = true } = {}): Command => {
  command
    .option("--since <edtf>", "only meetings from then on, e.g. 2019 or 2020-01-27")
    .option("--until <edtf>", "only meetings up to then")
    .option("--undated", "with a period: undated meetings too")
    .option("--type <types>", `only these types: ${MEETING_TYPES.join(", ")}`, listOf(MEETING_TYPES))
    .option(
      "--status <statuses>",
      `only these: ${STATUSES.join(", ")} (default held,ongoing)`,
      listOf(STATUSES),
    )
    .option("--place <name>", "only meetings there; of a country, in its towns too")
    .option("--organization <name>", "only meetings of this country or body, or of its people")
    .option("--min-sources <n>", "only meetings that so many independent sources report", wholeNumber)
    .option("--max-attendance <n>", "leave out meetings with more participants", wholeNumber);
  return limit ? command.option("--limit <n>", "rows to show (default 50)", wholeNumber) : command;
};

/**
 * The options as a filter; place and organization are names or ids.
 * @throws InputError when a name means nobody here, or several
 */
export const toFilter = (options: FilterOptions, index: GraphIndex): Filter => {
  const { since, until, undated, type, status, place, organization, minSources, maxAttendance } = options;
  return {
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    ...(undated ? { undated } : {}),
    ...(type ? { type } : {}),
    ...(status ? { status } : {}),
    ...(place ? { place: findActor(index, place) } : {}),
    ...(organization ? { organization: findActor(index, organization) } : {}),
    ...(minSources ? { minSources } : {}),
    ...(maxAttendance ? { maxAttendance } : {}),
  };
};
