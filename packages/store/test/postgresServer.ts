import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the programs of an installed PostgreSQL lie: in Debian's folder, newest first, or on the PATH. */
const programs = (): string | undefined => {
  const debian = "/usr/lib/postgresql";
  const folders = existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, "bin"))
    : [];
  return [...folders, ...(process.env.PATH ?? "").split(":")].find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl")),
  );
};

export const hasPostgres = programs() !== undefined;

/** A real server of its own in a new folder, reached through a socket in it: no port that another could hold. */
export class PostgresServer {
  readonly #folder: string;
  readonly #identity: { uid?: number; gid?: number };
  #databases = 0;

  private constructor(folder: string, identity: { uid?: number; gid?: number }) {
    this.#folder = folder;
    this.#identity = identity;
  }

  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), "liqa-pg-"));
    // The server refuses to run as root.
    const identity: { uid?: number; gid?: number } =
      process.getuid?.() === 0 ? await identityOf("postgres") : {};
    if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid!);
    const server = new PostgresServer(folder, identity);
    await server.#run("initdb", ["-D", server.#data, "-U", "liqa", "-A", "trust", "-E", "UTF8", "--no-sync"]);
    await server.up();
    return server;
  }

  get #data(): string {
    return join(this.#folder, "data");
  }

  /** The address of a new, empty database. */
  async database(): Promise<string> {
    const name = `test${++this.#databases}`;
    await this.#run("createdb", ["-h", this.#folder, "-U", "liqa", name]);
    return `postgresql://liqa@localhost/${name}?host=${encodeURIComponent(this.#folder)}`;
  }

  async up(): Promise<void> {
    const options = `-c listen_addresses='' -c unix_socket_directories='${this.#folder}' -c fsync=off -c shared_buffers=16MB`;
    const log = join(this.#folder, "log");
    await this.#run("pg_ctl", ["-D", this.#data, "-l", log, "-o", options, "-w", "start"]);
  }

  /** `immediate` is a crash: connections are cut, nothing is put in order. */
  async down(mode: "fast" | "immediate" = "fast"): Promise<void> {
    await this.#run("pg_ctl", ["-D", this.#data, "-m", mode, "-w", "stop"]);
  }

  async remove(): Promise<void> {
    await this.down("immediate").catch(() => {});
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(program: string, args: string[]): Promise<void> {
    return run(join(programs()!, program), args, this.#identity);
  }
}

const run = (
  program: string,
  args: string[],
  identity: { uid?: number; gid?: number } = {},
  seen: (text: string) => void = () => {},
): Promise<void> =>
  new Promise((done, fail) => {
    const child = spawn(program, args, {
      ...identity,
      cwd: "/",
      // The server inherits what pg_ctl holds: its output goes to a file, not to a pipe that would never end.
      stdio: program.endsWith("pg_ctl") ? "ignore" : ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH ?? "", LC_ALL: "C" },
    });
    let said = "";
    child.stdout?.on("data", (text) => seen(String(text)));
    child.stderr?.on("data", (text) => {
      said += text;
    });
    child.on("error", fail);
    child.on("exit", (code) =>
      code === 0 ? done() : fail(new Error(`${program} ${args[0]}: ${said || code}`)),
    );
  });

const identityOf = async (user: string): Promise<{ uid: number; gid: number }> => {
  const ask = async (flag: string): Promise<number> => {
    let answer = "";
    await run("id", [flag, user], {}, (text) => {
      answer += text;
    });
    return Number(answer);
  };
  return { uid: await ask("-u"), gid: await ask("-g") };
};
