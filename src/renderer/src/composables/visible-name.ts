// Owns how a name that a service or a stranger gave is shown: with what the eye does not see made visible, so that a name
// cannot be read as another one. How it is written to a disk is core/export/safe-name.ts's.

const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Signs that turn or hide text stand as their number. To be shown isolated from the words around it. */
export function makeVisible(name: string): string {
  return name.replace(
    hidden,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )
}
