// Owns the parsing of what the service sends as JSON, with whole numbers above 2^53 kept exact: they come out as strings.
// Documented as strings of digits, ids have been seen as bare numbers; `JSON.parse` alone would change their last digits.
import { parseJson, type ParsedJson } from '#shared/parse-json.ts'

const minDigits = 16

/** Strings and numbers of JSON. The closing quote is optional, so that broken text is walked only once as well. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs

/** Like `parseJson`; schemas of this folder take numbers also as strings of digits. */
export function parseWireJson(text: string): ParsedJson {
  return parseJson(hasLongInteger(text) ? text.replace(stringOrNumber, quoteLongInteger) : text)
}

/**
 * Whether a number of 16 digits or more (2^53 has 16) may stand somewhere outside of quotes. Looks at every 16th character
 * only, which so many digits in a row cannot escape: this runs for every event.
 */
function hasLongInteger(text: string): boolean {
  for (let at = minDigits - 1; at < text.length; at += minDigits) {
    if (!isDigit(text.charCodeAt(at))) continue
    let start = at
    while (isDigit(text.charCodeAt(start - 1))) start -= 1
    while (isDigit(text.charCodeAt(at + 1))) at += 1
    if (at - start >= minDigits - 1 && text.charAt(start - 1) !== '"') return true
  }
  return false
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function quoteLongInteger(token: string): string {
  return token.length >= minDigits && /^-?\d{16,}$/.test(token) ? `"${token}"` : token
}
