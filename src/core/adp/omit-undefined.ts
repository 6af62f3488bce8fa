// Owns the last step of making a value out of optional members: those that are undefined are left out, so that values
// compare equal and spreading one over another never erases.

/** The same members without those that are undefined. Changes the object it is given, which the caller has just made. */
export function omitUndefined<Value extends object>(value: Value): Value {
  // Safe: these are the own enumerable keys of this very object, and only optional members can be undefined.
  for (const key of Object.keys(value) as (keyof Value)[]) {
    if (value[key] === undefined) delete value[key]
  }
  return value
}
