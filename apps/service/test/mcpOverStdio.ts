import { serveMcpOverStdio } from "../src/index.ts";
import { sampleFacts } from "./fixture.ts";

/** The MCP server over the hand-written facts, as a program of its own. */
await serveMcpOverStdio({ facts: sampleFacts() });
