// Owns the shape of the log. What is logged is what happened and the ids it happened to: never a key, never a person's
// or a model's words. Where lines go is the shells' matter.

type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
