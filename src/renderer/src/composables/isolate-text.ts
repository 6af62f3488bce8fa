// Owns putting a person's words into a sentence where no element can be: in an accessible name or an announcement.

/** Keeps text of the other writing direction from turning the words around it (Unicode, FSI and PDI). */
export function isolateText(text: string): string {
  return `\u2068${text}\u2069`
}
