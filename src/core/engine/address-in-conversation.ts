// Owns the question whether an address that a page names really stands in a conversation, so that a page can make the program
// ask for nothing else; and which origin on this machine a conversation belongs to. What is fetched from there is
// image-desk.ts's and answer-file-desk.ts's.
import { domainToUnicode } from 'node:url'
import type { ConversationId } from '#shared/ids.ts'
import { listMessages } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import { hasText } from '#core/store/part-texts.ts'
import type { QuestionDesk } from './question-desk.ts'

/** However the text spells it, in running answers too. */
export function standsInConversation(
  db: Database,
  questions: Pick<QuestionDesk, 'latest'>,
  conversationId: ConversationId,
  address: string,
): boolean {
  const spellings = listSpellings(address)
  if (spellings.some((spelling) => hasText(db, conversationId, spelling))) return true
  // What stands in the JSON of a card is written as JSON within JSON.
  if (spellings.some((spelling) => hasText(db, conversationId, JSON.stringify(spelling).slice(1, -1))))
    return true
  // What a running answer has received is not among the parts yet.
  const { messages } = listMessages(db, conversationId, { limit: 1 })
  const newest = messages.map((message) => JSON.stringify(questions.latest(message).parts)).join()
  return spellings.some((spelling) => newest.includes(JSON.stringify(spelling).slice(1, -1)))
}

const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

/** The origin of a service on this machine; undefined for every other. */
export function findLocalOrigin(serviceUrl: string | undefined): string | undefined {
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
