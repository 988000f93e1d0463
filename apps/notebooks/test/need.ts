import type { TestContext } from "vitest";
import { programs } from "../programs.ts";

/** The program's path. Without it the test is skipped by name, which under CI is a failure. */
export const need = (name: keyof typeof programs, context: TestContext): string =>
  programs[name] ?? context.skip(`no ${name} on this machine; .ci/run installs it`);
