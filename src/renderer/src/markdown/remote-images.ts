// Owns the agreement between an image in a text and whoever can load it: what may be done with images of other places, and
// what has become of each. Without one, images stay what they are: a name and an address.
import type { InjectionKey } from 'vue'
import type { Settings } from '#shared/settings.ts'
import type { Failure } from '#shared/failure.ts'

export type RemoteImageState =
  | { readonly status: 'loading' }
  /** `url` is a blob's, good until the image is left. */
  | { readonly status: 'loaded'; readonly url: string }
  | { readonly status: 'failed'; readonly failure: Failure }

export interface RemoteImages {
  readonly choice: Settings['remoteImages']
  /** What is known of the image; undefined when nobody wanted it yet. */
  find(address: string): RemoteImageState | undefined
  /** Whether it may be loaded without asking, by the setting or by a consent. */
  mayLoad(address: string): boolean
  /** `isUnasked`: because it may, not because the person has asked for this one. */
  load(address: string, isUnasked?: boolean): void
  /** From now on without asking: those of the host of this one, or those of the conversation. */
  allow(kind: 'host' | 'conversation', address: string): void
  /** The image stands on the page once more. Returns the function that says it does not any more. */
  hold(address: string): () => void
}

export const remoteImages: InjectionKey<RemoteImages> = Symbol('remote-images')
