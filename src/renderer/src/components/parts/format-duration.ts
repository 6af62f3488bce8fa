// Owns how long something took, in words: a whole number of the unit that says enough.

/** Translates a key of the conversation with named values. */
type Translate = (key: string, values: Record<string, number>) => string

export function formatDuration(durationMs: number, t: Translate): string {
  if (durationMs < 1000) return t('conversation.milliseconds', { count: Math.round(durationMs) })
  const seconds = durationMs < 9950 ? Math.round(durationMs / 100) / 10 : Math.round(durationMs / 1000)
  if (seconds < 60) return t('conversation.seconds', { count: seconds })
  return t('conversation.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}
