// Owns where an image that an answer points to comes from: the copy that was kept when it was shown before, or else its
// address, when the person has not switched that off and it really stands in the conversation, so that a page can make the
// program ask for nothing else. The fetching is core/adp/remote-image.ts's, the keeping file-desk.ts's, asking the person
// the page's.
import type { CallOutput } from '#shared/contract/contract.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import { imageMediaTypeSchema, type ImageConsent, type ImageConsentChoice } from '#shared/image.ts'
import type { RemoteImage } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import { getConversation } from '#core/store/conversations.ts'
import {
  deleteImageConsent,
  hasImageConsent,
  insertImageConsent,
  listImageConsents,
} from '#core/store/image-consents.ts'
import type { Database } from '#core/store/open.ts'
import { readSettings } from '#core/store/settings.ts'
import { findLocalOrigin, standsInConversation } from './address-in-conversation.ts'
import type { EventHub } from './event-hub.ts'
import type { FileDesk } from './file-desk.ts'
import type { QuestionDesk } from './question-desk.ts'

/** Fetches an image. `localOrigin`: the origin on this machine that may be asked as well. Throws FailureError. */
export type LoadImage = (address: string, localOrigin: string | undefined) => Promise<RemoteImage>

type LoadedImage = CallOutput<'image.load'>

export interface ImageDesk {
  /** Without any network: null when no whole copy is there. */
  findKept(conversationId: ConversationId, address: string): Promise<LoadedImage | null>
  /** `isUnasked`: nobody has asked for this one, so that a consent or the setting has to allow it. */
  load(
    conversationId: ConversationId,
    address: string,
    asking?: { readonly isUnasked: boolean },
  ): Promise<LoadedImage>
  /** The newest first. */
  listConsents(): ImageConsent[]
  giveConsent(consent: ImageConsentChoice): void
  takeConsent(consent: ImageConsentChoice): void
}

export interface ImageDeskOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly hub: EventHub
  readonly questions: Pick<QuestionDesk, 'latest'>
  readonly files: Pick<FileDesk, 'read' | 'keep'>
  readonly loadImage: LoadImage
  /** Where the service of a profile is, when that is known. */
  readonly findServiceUrl: (profileId: ProfileId) => Promise<string | undefined>
}

/** Images that are fetched at the same time; an answer may show hundreds. */
const maxAtOnce = 4

export function createImageDesk(options: ImageDeskOptions): ImageDesk {
  const { db, clock, hub, questions, files, loadImage, findServiceUrl } = options
  const waiting: (() => void)[] = []
  let running = 0

  function announceConsents(): void {
    hub.publish({ name: 'imageConsents.changed', payload: { consents: listImageConsents(db) } })
  }

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
    async load(conversationId, address, { isUnasked } = { isUnasked: false }) {
      const kept = await readKept(conversationId, address)
      if (typeof kept !== 'string') return kept
      const { profileId } = getConversation(db, conversationId)
      const choice = readSettings(db).remoteImages
      if (choice === 'never') throw refuse('SWITCHED_OFF')
      const host = URL.parse(address)?.hostname ?? ''
      if (isUnasked && choice === 'ask' && !hasImageConsent(db, conversationId, host))
        throw refuse('NO_CONSENT')
      if (!standsInConversation(db, questions, conversationId, address)) throw refuse('NOT_IN_CONVERSATION')
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
    listConsents: () => listImageConsents(db),
    giveConsent(choice) {
      if (choice.kind === 'conversation') getConversation(db, choice.name)
      insertImageConsent(db, { ...choice, givenAt: clock.now() })
      announceConsents()
    },
    takeConsent(choice) {
      deleteImageConsent(db, choice)
      announceConsents()
    },
  }
}

function refuse(cause: string): FailureError {
  return new FailureError(createFailure('image-refused', { cause }))
}
