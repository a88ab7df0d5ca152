/** What reading yields: a value, or the reason why there is none; either way the reader goes on. */
import type { InputError } from "../errors";

export type Read<T> =
  | { ok: true; value: T; source: string; line?: number }
  | { ok: false; error: InputError };
