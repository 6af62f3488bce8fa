// Owns the files that go along with questions that were not asked yet, whether these are being written or wait their turn, as
// the engine knows them, and those that are still on their way from the page to the engine. What may be sent is
// shared/attachment.ts's, the sending of bytes bridge/send-file.ts's.
import { defineStore } from 'pinia'
import { ref, shallowReactive } from 'vue'
import {
  findAttachmentProblem,
  findFileType,
  maxAttachments,
  type Attachment,
  type AttachmentOwner,
} from '#shared/attachment.ts'
import type { DraftOwner } from '#shared/draft.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import type { AttachmentId } from '#shared/ids.ts'
import { sendFile } from '../bridge/send-file.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import type { FileRequest } from './composer-requests.ts'
import { getFailure } from './get-failure.ts'

/** A file that the engine does not have whole yet. */
export interface ArrivingFile {
  readonly key: number
  readonly owner: DraftOwner
  readonly name: string
  readonly abort: AbortController
}

/** A file that was not taken. */
export interface FileProblem {
  readonly name: string
  readonly failure: Failure
}

export const useAttachmentsStore = defineStore('attachments', () => {
  const bridge = useBridge()
  const lists = shallowReactive(new Map<AttachmentOwner, readonly Attachment[]>())
  const arriving = ref<ArrivingFile[]>([])
  /** Of the files that were added last. */
  const problems = shallowReactive(new Map<DraftOwner, readonly FileProblem[]>())
  /** Addresses of small pictures; empty where there is none. */
  const pictures = shallowReactive(new Map<AttachmentId, string>())
  /** How often the engine has told what is there: an answer that is older than that is no news. */
  const tellings = new Map<AttachmentOwner, number>()
  let keys = 0
  /** One file after the other: the engine takes only a few at a time. */
  let last: Promise<unknown> = Promise.resolve()

  bridge.on((event) => {
    if (event.name !== 'attachments.changed') return
    const { owner, attachments } = event.payload
    tellings.set(owner, (tellings.get(owner) ?? 0) + 1)
    show(owner, attachments)
  })
  bridge.onReconnected(() => {
    for (const owner of [...lists.keys()]) void load(owner)
  })

  function show(owner: AttachmentOwner, attachments: readonly Attachment[]): void {
    const before = lists.get(owner) ?? []
    lists.set(owner, attachments)
    const stays = new Set([...lists.values()].flat().map(({ id }) => id))
    for (const { id } of before) if (!stays.has(id)) forgetPicture(id)
  }

  function list(owner: AttachmentOwner): readonly Attachment[] {
    return lists.get(owner) ?? []
  }

  function listArriving(owner: DraftOwner): readonly ArrivingFile[] {
    return arriving.value.filter((file) => file.owner === owner)
  }

  /** What was kept; what is not at the service yet is brought there from now on. */
  async function load(owner: AttachmentOwner): Promise<void> {
    try {
      const told = tellings.get(owner)
      const attachments = await bridge.call('attachment.list', { owner })
      if (tellings.get(owner) === told) show(owner, attachments)
    } catch (error) {
      // The owner may be gone; whoever is shown next is asked for anew.
      getFailure(error)
    }
  }

  /** Adds files one behind the other. Those that cannot be sent are not taken, and `problems` says why. */
  async function add(
    owner: DraftOwner,
    files: readonly File[],
    { maxFiles = maxAttachments, fileTypes }: FileRequest = { fileTypes: [] },
  ): Promise<void> {
    problems.delete(owner)
    const places = maxAttachments - list(owner).length - listArriving(owner).length
    const room = Math.max(0, Math.min(maxFiles, places))
    const taken: File[] = []
    for (const file of files) {
      const isWanted = fileTypes.length === 0 || fileTypes.includes(findFileType(file.name))
      const problem = isWanted ? findAttachmentProblem(file.name, file.size) : 'attachment-unsupported'
      if (problem !== undefined) note(owner, file.name, createFailure(problem))
      else if (taken.length >= room) note(owner, file.name, createFailure('too-many-attachments'))
      else taken.push(file)
    }
    const sending = taken.map((file) => {
      const waiting = { key: (keys += 1), owner, name: file.name, abort: new AbortController() }
      arriving.value.push(waiting)
      const sent = last.then(() => send(waiting, file))
      last = sent
      return sent
    })
    await Promise.all(sending)
  }

  async function send({ key, owner, name, abort }: ArrivingFile, file: File): Promise<void> {
    try {
      if (abort.signal.aborted) return
      const uploadId = await sendFile(bridge, file, { signal: abort.signal })
      await bridge.call('attachment.add', { owner, uploadId })
    } catch (error) {
      // A file that was moved or deleted since it was chosen cannot be read.
      const isUnreadable = error instanceof DOMException && error.name !== 'AbortError'
      if (isUnreadable) note(owner, name, createFailure('attachment-gone'))
      else if (!abort.signal.aborted) note(owner, name, getFailure(error))
    } finally {
      arriving.value = arriving.value.filter((waiting) => waiting.key !== key)
    }
  }

  function note(owner: DraftOwner, name: string, failure: Failure): void {
    problems.set(owner, [...(problems.get(owner) ?? []), { name, failure }])
  }

  function cancel(key: number): void {
    arriving.value.find((waiting) => waiting.key === key)?.abort.abort()
    arriving.value = arriving.value.filter((waiting) => waiting.key !== key)
  }

  async function remove({ id, owner }: Attachment): Promise<void> {
    show(
      owner,
      list(owner).filter((attachment) => attachment.id !== id),
    )
    await call(owner, () => bridge.call('attachment.remove', { attachmentId: id }))
  }

  function retry({ id, owner }: Attachment): Promise<void> {
    return call(owner, () => bridge.call('attachment.retry', { attachmentId: id }))
  }

  async function call(owner: AttachmentOwner, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      getFailure(error)
      // What is there after all is shown again.
      await load(owner)
    }
  }

  /** Has the picture of an image ready in `pictures`, once. */
  async function wantPicture({ id, kind }: Attachment): Promise<void> {
    if (kind !== 'image' || pictures.has(id)) return
    pictures.set(id, '')
    try {
      const { image } = await bridge.call('attachment.findImage', { attachmentId: id })
      if (image === null || !pictures.has(id)) return
      const bytes = Uint8Array.from(atob(image.base64), (character) => character.charCodeAt(0))
      pictures.set(id, URL.createObjectURL(new Blob([bytes], { type: image.mediaType })))
    } catch (error) {
      getFailure(error)
    }
  }

  function forgetPicture(id: AttachmentId): void {
    const url = pictures.get(id)
    pictures.delete(id)
    if (url) URL.revokeObjectURL(url)
  }

  return { pictures, problems, list, listArriving, load, add, cancel, remove, retry, wantPicture }
})
