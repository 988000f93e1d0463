export type StoreFault =
  /** The path or address leads to nothing that can be opened. */
  | "absent"
  /** A file or database of something else. */
  | "foreign"
  /** Made by a later Liqa. */
  | "newer"
  /** Another process writes and does not end. */
  | "locked"
  /** No room left on the disk. */
  | "full"
  /** No right to write there. */
  | "read-only"
  /** The file does not hold what was written into it. */
  | "damaged"
  /** The server does not answer, or refuses the login. */
  | "unreachable"
  /** What was to be stored cannot be. */
  | "invalid";

/** The store could not do as asked. Nothing of a refused write is kept. The message says what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.fault = fault;
  }
}
