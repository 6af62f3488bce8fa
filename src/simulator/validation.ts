// Owns the tests that untrusted members of a request are put to.

export type Members = Readonly<Record<string, unknown>>

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Null means the same as absence. */
export function isAbsentOr(value: unknown, isValid: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || isValid(value)
}

export function isText(value: unknown, min: number, max: number): value is string {
  return typeof value === 'string' && value.length >= min && value.length <= max
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

export function isThrottle(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31
}

/** As the application is set, on, or off. */
export function isSwitch(value: unknown): boolean {
  return typeof value === 'string' && ['', 'enable', 'disable'].includes(value)
}

export function isTextRecord(value: unknown): value is Readonly<Record<string, string>> {
  return isMembers(value) && Object.values(value).every((member) => typeof member === 'string')
}

export function optionalString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
