// Owns the SecretBox of the browser-hosted program: AES-256-GCM under a key that lies beside the history, readable by
// its owner alone. It keeps AppKeys out of copies of the history, not from whoever can read the whole folder; the page
// says so. The Electron shell has the system's keyring instead (main/secrets.ts).
import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { keyBytes, sealBytes, unsealBytes } from '#core/engine/sealed-bytes.ts'
import type { SecretBox } from '#core/engine/secret-box.ts'
import type { Log } from '#core/log.ts'

export function createKeyFileSecrets(dataDir: string, log: Log): SecretBox {
  const file = join(dataDir, 'secret.key')
  /** The key once it has been read or made; undefined until a secret is first sealed or unsealed. */
  let key: Buffer | undefined

  /** One at a time, so that two first secrets do not make two keys. */
  let turn: Promise<unknown> = Promise.resolve()
  function inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const done = turn.then(task)
    turn = done.catch(() => undefined)
    return done
  }

  return {
    protection: 'key-file',

    seal: (secret) =>
      inTurn(async () => {
        try {
          key ??= (await readKey(file)) ?? (await makeKey(dataDir, file))
          return sealBytes(key, Buffer.from(secret))
        } catch (error) {
          log.warn('secrets.key-file-unusable', { cause: describe(error) })
          return null
        }
      }),

    unseal: (sealed) =>
      inTurn(async () => {
        try {
          key ??= await readKey(file)
          const secret = key && unsealBytes(key, sealed)
          return secret ? Buffer.from(secret).toString() : null
        } catch (error) {
          log.warn('secrets.unreadable', { cause: describe(error) })
          return null
        }
      }),
  }
}

/** Undefined when there is none, or one of a wrong length, which can open nothing. Throws when it may not be read. */
async function readKey(file: string): Promise<Buffer | undefined> {
  try {
    const key = await readFile(file)
    if (key.length !== keyBytes) return undefined
    await chmod(file, 0o600)
    return key
  } catch (error) {
    if (describe(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a new key aside and gives it its name when it is whole. A whole key that is there by then is kept and used. */
async function makeKey(dataDir: string, file: string): Promise<Buffer> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const key = randomBytes(keyBytes)
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(key)
      await handle.sync()
    } finally {
      await handle.close()
    }
    try {
      await link(draft, file)
    } catch (error) {
      const other = describe(error) === 'EEXIST' ? await readKey(file) : undefined
      if (other) return other
      // A broken key file, or a file system without hard links.
      await rename(draft, file)
    }
    return key
  } finally {
    await rm(draft, { force: true })
  }
}

function describe(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
