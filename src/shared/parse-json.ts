// Owns the only `JSON.parse` of the client. The value comes out as `unknown`; schemas at the three borders give it a type.

export type ParsedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly text: string }

/** Parses untrusted text without throwing. The text is handed back when it is no JSON, so that nothing is lost. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, text }
  }
}
