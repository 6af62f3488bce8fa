// Owns start.json in the data folder: the few settings that are needed before the history is open, or when it cannot be
// opened. The history is where they are kept; this is a copy, written whenever one of them changes.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { parseJson } from '#shared/parse-json.ts'
import { defaultSettings, settingsSchema, type Settings, type StartSettings } from '#shared/settings.ts'
import type { Log } from '#core/log.ts'

const { language, theme, textSize } = settingsSchema.shape
const { language: noLanguage, theme: noTheme, textSize: noTextSize } = defaultSettings

/** Each by itself: a newer version may know more settings, and more values of one. */
const startFileSchema = z
  .object({
    language: language.catch(noLanguage),
    theme: theme.catch(noTheme),
    textSize: textSize.catch(noTextSize),
  })
  .catch({ language: noLanguage, theme: noTheme, textSize: noTextSize })

/** What was last chosen; the default for whatever the file does not say, and when there is none. Never throws. */
export function readStartFile(dataDir: string): StartSettings {
  return startFileSchema.parse(readJson(dataDir))
}

/**
 * Writes the file now, when it does not say the same, and whenever a setting in it changes. A file that cannot be written
 * is logged and no more: it is wanted only on a day when something else is wrong.
 */
export function keepStartFile(
  dataDir: string,
  settings: Settings,
  subscribe: (listener: (event: BridgeEvent) => void) => void,
  log: Pick<Log, 'warn'>,
): void {
  let written = ''

  function keep({ language, theme, textSize }: Settings): void {
    const text = JSON.stringify({ language, theme, textSize } satisfies StartSettings)
    if (text === written) return
    try {
      writeWhole(join(dataDir, fileName), text)
      written = text
    } catch (error) {
      log.warn('start-file.not-written', { cause: String(error) })
    }
  }

  keep(settings)
  subscribe((event) => {
    if (event.name === 'settings.changed') keep(event.payload.settings)
  })
}

const fileName = 'start.json'

function readJson(dataDir: string): unknown {
  try {
    const parsed = parseJson(readFileSync(join(dataDir, fileName), 'utf8'))
    return parsed.ok ? parsed.value : undefined
  } catch {
    return undefined
  }
}

/** The old file or the new one is there at every moment, and never half of one. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, text, { mode: 0o600 })
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
