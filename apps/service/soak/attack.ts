import { connect, type Socket } from "node:net";
import { type Malformed, malformed, seeded } from "./malformed.ts";

export interface Attack {
  url: string;
  /** An API key that the service knows. */
  key: string;
  requests: number;
  seed: number;
  connections: number;
  /** Connections that send one byte now and then, all the while. */
  slow: number;
}

export interface Damage {
  /** How many answers of each status; `none`: the connection was closed without one. */
  statuses: Record<string, number>;
  /** What must not be: each with the request that brought it about. */
  faults: string[];
}

/** What no answer may hold: our insides, or a file from outside the viewer's folder. */
const LEAK = /node_modules|\bat (?:\S+ \()?(?:file:|\/)\S+:\d+|root:x:|OUTSIDE THE FOLDER/;
/** Milliseconds that an answer may take. */
const PATIENCE = 30_000;

/** Sends malformed requests, and looks at every answer. */
export async function attack({ url, key, requests, seed, connections, slow }: Attack): Promise<Damage> {
  const { hostname, port } = new URL(url);
  const random = seeded(seed);
  const damage: Damage = { statuses: {}, faults: [] };
  let sent = 0;
  const tricklers = Array.from({ length: slow }, () => trickle(() => connect(Number(port), hostname)));
  const run = async () => {
    while (sent < requests && damage.faults.length < 20) {
      const number = sent++;
      const request = malformed(random, key);
      const answer = await exchange(connect(Number(port), hostname), request);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      const name = status ?? (answer === "" ? "none" : "garbled");
      damage.statuses[name] = (damage.statuses[name] ?? 0) + 1;
      const wrong =
        answer === TIMED_OUT
          ? "no answer in time"
          : Number(status ?? 0) >= 500
            ? `status ${status}`
            : LEAK.test(answer)
              ? "a leak"
              : name === "none" && !request.unfinished
                ? "no answer"
                : undefined;
      if (wrong !== undefined) {
        const shown = JSON.stringify(request.bytes.toString("latin1").slice(0, 300));
        damage.faults.push(`request ${number}: ${wrong}: ${shown} -> ${answer.slice(0, 600)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, run));
  for (const stop of tricklers) stop();
  return damage;
}

const TIMED_OUT = "(timed out)";

/** What comes back until the connection is closed. */
function exchange(socket: Socket, { bytes, unfinished }: Malformed): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const timer = setTimeout(
      () => {
        if (!unfinished) answer = TIMED_OUT;
        socket.destroy();
      },
      unfinished ? 100 : PATIENCE,
    );
    socket.setNoDelay(true);
    socket.on("data", (data) => {
      // The beginning of an answer tells whether it is one of ours; exports may be long.
      if (answer.length < 20_000) answer += data.toString("latin1");
    });
    // The service hangs up on whoever goes on sending after an answer.
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(answer);
    });
    socket.write(bytes);
  });
}

/** A client that never gets to the end of its request; @returns how to stop it */
function trickle(open: () => Socket): () => void {
  let stopped = false;
  let socket: Socket;
  const begin = () => {
    socket = open();
    socket.on("error", () => {});
    socket.write("GET /api/meetings HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    const timer = setInterval(() => socket.write("x"), 500);
    socket.on("close", () => {
      clearInterval(timer);
      if (!stopped) begin();
    });
  };
  begin();
  return () => {
    stopped = true;
    socket.destroy();
  };
}
