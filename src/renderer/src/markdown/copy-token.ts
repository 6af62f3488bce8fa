// Owns changing a token of the parser without touching the one that others draw: a token has methods, which a spread would lose.
import type { Token } from 'markdown-it'

export function copyToken(token: Token, changes: Partial<Token>): Token {
  return Object.assign(Object.create(Object.getPrototypeOf(token)) as Token, token, changes)
}
