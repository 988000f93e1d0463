import type { FromServer, ToServer } from "./cluster.ts";
import { Listener } from "./listener.ts";
import { createLogger } from "./log.ts";
import { addUp } from "./metrics.ts";

/** One of the processes behind `Cluster`. */

const say = (message: FromServer) => {
  if (process.connected) process.send!(message);
};

let listener: Listener | undefined;
let publishing: Promise<void> = Promise.resolve();
const swapping = new Map<number, () => void>();
let collections = 0;
const collecting = new Map<number, (all: object[][]) => void>();

// A terminal sends Ctrl-C to the whole group: the first process says when it is time.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
process.once("disconnect", () => void end());

process.on("message", (message: ToServer) => {
  switch (message.kind) {
    case "start":
      listener = new Listener(message.settings, {
        logger: createLogger(message.level),
        changed: () => say({ kind: "changed" }),
        allMetrics: async () => addUp(await collect()),
      });
      break;
    case "publish": {
      const { id, path, version, revision } = message;
      const ready = () =>
        new Promise<void>((resolve) => {
          swapping.set(id, resolve);
          say({ kind: "loaded", id });
        });
      publishing = listener!.publish({ path, version, revision }, ready).then(
        () => say({ kind: "published", id }),
        (error: Error) => say({ kind: "published", id, error: error.message }),
      );
      break;
    }
    case "swap":
      swapping.get(message.id)?.();
      swapping.delete(message.id);
      break;
    case "listen":
      void publishing
        .then(() => listener!.listen())
        .then(
          (url) => say({ kind: "listening", url }),
          (error: NodeJS.ErrnoException) =>
            say({ kind: "refused", code: error.code ?? "", message: error.message }),
        );
      break;
    case "collect":
      void listener!.metrics.values().then((values) => say({ kind: "metrics", id: message.id, values }));
      break;
    case "collected":
      collecting.get(message.id)?.(message.all);
      collecting.delete(message.id);
      break;
    case "close":
      void end();
  }
});

function collect(): Promise<object[][]> {
  // Unlike that of any other process, so that the answers of two collections do not mix.
  const id = process.pid * 1e6 + ++collections;
  return new Promise((resolve) => {
    collecting.set(id, resolve);
    say({ kind: "collect", id });
  });
}

async function end(): Promise<void> {
  await listener?.close();
  process.exit(0);
}
