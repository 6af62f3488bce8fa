// Owns which folders of the list are folded up: a matter of this window alone, kept in the browser's own store.
import { readonly, shallowRef, type Ref } from 'vue'
import type { FolderId } from '#shared/ids.ts'

const storageKey = 'adp-desk.folded-folders'

export interface FoldedFolders {
  readonly ids: Readonly<Ref<ReadonlySet<string>>>
  toggle(id: FolderId): void
  fold(id: FolderId): void
  unfold(id: FolderId): void
}

export function useFoldedFolders(): FoldedFolders {
  const ids = shallowRef<ReadonlySet<string>>(
    new Set((localStorage.getItem(storageKey) ?? '').split(' ').filter((id) => id !== '')),
  )

  function keep(next: ReadonlySet<string>): void {
    ids.value = next
    localStorage.setItem(storageKey, [...next].join(' '))
  }

  function without(id: FolderId): Set<string> {
    return new Set([...ids.value].filter((other) => other !== id))
  }

  return {
    ids: readonly(ids),
    toggle: (id) => keep(ids.value.has(id) ? without(id) : new Set([...ids.value, id])),
    fold: (id) => keep(new Set([...ids.value, id])),
    unfold: (id) => keep(without(id)),
  }
}
