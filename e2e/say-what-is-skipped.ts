// Owns the sentence that says which journeys cannot run here, before any of them is skipped.
import { whyElectronCannotRun } from './hosts/electron.ts'

export default function sayWhatIsSkipped(): void {
  const reason = whyElectronCannotRun()
  if (reason !== undefined) console.log(`Skipping the journeys on Electron: ${reason}`)
}
