// Owns Migration: one step from a database to the next version of its shape.

export interface Migration {
  /** The `user_version` of a database after it. Counted from 1, without gaps. */
  readonly version: number
  /** Run in one transaction with the change of `user_version`. Never changed once it has been published. */
  readonly sql: string
}
