// Owns plain copies of what is handed to the program: forms and stores hold proxies of Vue, which cannot be cloned between
// processes. A socket needs none of this, because text is all that it carries.

/** The same values in objects and lists of their own. Inputs of calls are made of nothing else (contract). */
export function copyPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyPlain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copyPlain(field)]))
}
