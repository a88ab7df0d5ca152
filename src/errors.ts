/** The errors that the library throws on purpose. */

/** What was asked for cannot be: an option out of range, options that do not go together, too few notices. */
export class UsageError extends RangeError {
  override readonly name = "UsageError";
}

/** A model file that cannot be used: truncated, of another version, tampered with, or no model at all. */
export class ModelFormatError extends Error {
  override readonly name = "ModelFormatError";

  constructor(
    /** The field at fault, as a path (`weights.data`), or "" for the file as a whole. */
    readonly field: string,
    problem: string,
  ) {
    super(`model${field && ` field "${field}"`}: ${problem}`);
  }
}

/** A file that cannot be written. */
export class OutputError extends Error {
  override readonly name = "OutputError";

  constructor(
    readonly problem: string,
    readonly target: string,
  ) {
    super(`${target}: cannot be written: ${problem}`);
  }
}

/** A source or one of its records that cannot be read. */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(
    readonly problem: string,
    /** The file or stream, as the user named it. */
    readonly source: string,
    readonly where: {
      line?: number | undefined;
      id?: string | undefined;
      /** The record itself, so that it can be mended: the line of JSON Lines, the row of CSV, that of a sheet as JSON. Bytes that
       * are no text stand in it as U+FFFD; of a long one it is the beginning, a million characters. */
      raw?: string | undefined;
    } = {},
  ) {
    super(`${[source, where.line, where.id].filter((part) => part !== undefined).join(":")}: ${problem}`);
  }
}

/** An address of the web that cannot be fetched, or must not be. */
export class FetchError extends InputError {
  constructor(
    problem: string,
    source: string,
    /** Whether it may be had another time: the server is busy or out of order, or the network is. */
    readonly isPassing: boolean,
  ) {
    super(problem, source);
  }
}
