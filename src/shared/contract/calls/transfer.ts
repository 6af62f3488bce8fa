// Owns the calls about what comes into the program from files and goes out to them. The whole is ../contract.ts.
import { z } from 'zod'
import {
  exportContentsSchema,
  exportFormatSchema,
  exportLanguageSchema,
  exportScopeSchema,
  exportStateSchema,
} from '../../export.ts'
import { historyPreviewSchema, importedHistorySchema } from '../../history-import.ts'
import { defineCalls, nothing } from '../define.ts'

/** Largest file that a page may bring. */
const maxUploadBytes = 2 ** 36

/** Longest piece of a file, in base64: with everything around it, it fits into a message of the browser-hosted program. */
export const maxPieceLength = 700_000

const importInputSchema = z.strictObject({ importId: z.uuid(), uploadId: z.uuid() })

export const transferCalls = defineCalls({
  /** Names a file that the page is going to send, piece by piece; `size` in bytes. Fails with `no-space`. */
  'upload.begin': {
    input: z.strictObject({ name: z.string().max(1000), size: z.number().int().min(0).max(maxUploadBytes) }),
    output: z.strictObject({ uploadId: z.uuid() }),
  },
  /** The next piece, one behind the other; gives how many bytes have arrived. */
  'upload.append': {
    input: z.strictObject({ uploadId: z.uuid(), base64: z.base64().max(maxPieceLength) }),
    output: z.strictObject({ received: z.number().int() }),
  },
  /** The file is not wanted any more; no error when it is gone. */
  'upload.drop': { input: z.strictObject({ uploadId: z.uuid() }), output: nothing },
  /** Looks at a file of exported history that was brought, and changes nothing. The page makes the id. */
  'import.read': { input: importInputSchema, output: historyPreviewSchema },
  /** Adds what is in the file and not here, and drops the file. Twice is the same as once. */
  'import.start': { input: importInputSchema, output: importedHistorySchema },
  /** What is being added ends with a whole conversation; no error when it has just ended. */
  'import.cancel': { input: z.strictObject({ importId: z.uuid() }), output: nothing },
  /**
   * Asks the person for a place where the shell can do that, and resolves when it is known; the export then runs by itself
   * and is told of by `export.changed`. `isStarted` is false when the person wanted none.
   */
  'export.start': {
    input: z.strictObject({
      /** Made by the page. */
      exportId: z.uuid(),
      scope: exportScopeSchema,
      format: exportFormatSchema,
      contents: exportContentsSchema,
      language: exportLanguageSchema,
    }),
    output: z.strictObject({ isStarted: z.boolean() }),
  },
  /** Nothing of it is left; no error when it has just ended. */
  'export.cancel': { input: z.strictObject({ exportId: z.uuid() }), output: nothing },
  /** Those that run, and those that have ended and were not forgotten. */
  'export.list': { input: nothing, output: z.array(exportStateSchema) },
  /** The person has seen how it ended. */
  'export.forget': { input: z.strictObject({ exportId: z.uuid() }), output: nothing },
  /** Shows what was saved in the system's file manager. */
  'delivery.show': { input: z.strictObject({ deliveryId: z.uuid() }), output: nothing },
  /** The path of an address on this host under which the file can be fetched once. */
  'delivery.makeAddress': {
    input: z.strictObject({ deliveryId: z.uuid() }),
    output: z.strictObject({ address: z.string() }),
  },
})
