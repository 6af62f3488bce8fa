// Owns where an image that an answer points to comes from: the copy that was kept when it was shown before, or else its
// address, when the person has not switched that off and it really stands in the conversation, so that a page can make the
// program ask for nothing else. The fetching is core/adp/remote-image.ts's, the keeping file-desk.ts's, asking the person
// the page's.
import { domainToUnicode } from 'node:url'
import type { CallOutput } from '#shared/contract/contract.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import { imageMediaTypeSchema } from '#shared/image.ts'
import type { RemoteImage } from '#core/adp/client.ts'
import { getConversation } from '#core/store/conversations.ts'
import { listMessages } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import { hasText } from '#core/store/part-texts.ts'
import { readSettings } from '#core/store/settings.ts'
import type { FileDesk } from './file-desk.ts'
import type { QuestionDesk } from './question-desk.ts'

/** Fetches an image. `localOrigin`: the origin on this machine that may be asked as well. Throws FailureError. */
export type LoadImage = (address: string, localOrigin: string | undefined) => Promise<RemoteImage>

type LoadedImage = CallOutput<'image.load'>

export interface ImageDesk {
  /** Without any network: null when no whole copy is there. */
  findKept(conversationId: ConversationId, address: string): Promise<LoadedImage | null>
  load(conversationId: ConversationId, address: string): Promise<LoadedImage>
}

export interface ImageDeskOptions {
  readonly db: Database
  readonly questions: Pick<QuestionDesk, 'latest'>
  readonly files: Pick<FileDesk, 'read' | 'keep'>
  readonly loadImage: LoadImage
  /** Where the service of a profile is, when that is known. */
  readonly findServiceUrl: (profileId: ProfileId) => Promise<string | undefined>
}

/** Images that are fetched at the same time; an answer may show hundreds. */
const maxAtOnce = 4

export function createImageDesk(options: ImageDeskOptions): ImageDesk {
  const { db, questions, files, loadImage, findServiceUrl } = options
  const waiting: (() => void)[] = []
  let running = 0

  async function takeTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    // Whoever ends hands its place on without giving it up.
    if (running >= maxAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }

  function stands(conversationId: ConversationId, address: string): boolean {
    const spellings = listSpellings(address)
    if (spellings.some((spelling) => hasText(db, conversationId, spelling))) return true
    // What a running answer has received is not among the parts yet.
    const { messages } = listMessages(db, conversationId, { limit: 1 })
    const newest = messages.map((message) => JSON.stringify(questions.latest(message).parts)).join()
    return spellings.some((spelling) => newest.includes(JSON.stringify(spelling).slice(1, -1)))
  }

  async function readKept(
    conversationId: ConversationId,
    address: string,
  ): Promise<LoadedImage | 'absent' | 'damaged'> {
    const kept = await files.read(conversationId, address)
    const mediaType = imageMediaTypeSchema.safeParse(kept?.file.mediaType).data
    if (!kept || mediaType === undefined) return 'absent'
    if (kept.copy.type !== 'whole') return kept.copy.type
    return { mediaType, base64: kept.copy.bytes.toString('base64') }
  }

  return {
    async findKept(conversationId, address) {
      const kept = await readKept(conversationId, address)
      return typeof kept === 'string' ? null : kept
    },
    async load(conversationId, address) {
      const kept = await readKept(conversationId, address)
      if (typeof kept !== 'string') return kept
      const { profileId } = getConversation(db, conversationId)
      if (readSettings(db).remoteImages === 'never') throw refuse('SWITCHED_OFF')
      if (!stands(conversationId, address)) throw refuse('NOT_IN_CONVERSATION')
      const localOrigin = findLocalOrigin(await findServiceUrl(profileId))
      const { mediaType, bytes } = await takeTurn(() => loadImage(address, localOrigin)).catch(
        (error: unknown) => {
          if (kept === 'damaged' && error instanceof FailureError)
            throw new FailureError(createFailure('copy-damaged', error.failure.detail))
          throw error
        },
      )
      await files.keep({ conversationId, url: address, mediaType }, bytes)
      return { mediaType, base64: bytes.toString('base64') }
    },
  }
}

const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

/** The origin of a service on this machine; undefined for every other. */
function findLocalOrigin(serviceUrl: string | undefined): string | undefined {
  const url = URL.parse(serviceUrl ?? '')
  return url && loopbackHosts.includes(url.hostname) ? url.origin : undefined
}

/** The address as the page has it, and as it may stand in a text: markdown encodes addresses, and writes `&` as it likes. */
function listSpellings(address: string): string[] {
  const host = URL.parse(address)?.hostname ?? ''
  const withName = host === '' ? address : address.replace(host, domainToUnicode(host) || host)
  const plain = [address, decode(address), withName, decode(withName)]
  return [...new Set([...plain, ...plain.map((text) => text.replaceAll('&', '&amp;'))])]
}

function decode(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

function refuse(cause: string): FailureError {
  return new FailureError(createFailure('image-refused', { cause }))
}
