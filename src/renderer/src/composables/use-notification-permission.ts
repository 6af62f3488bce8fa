// Owns whether the browser shows notifications of this page. It is asked by a person's click only, never by itself.
import { onScopeDispose, shallowRef, type Ref } from 'vue'

export type Permission = NotificationPermission | 'unsupported'

export function readNotificationPermission(): Permission {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported'
}

export function useNotificationPermission(): {
  readonly permission: Readonly<Ref<Permission>>
  /** Asks the browser, unless it has been told already. */
  ask(): Promise<void>
} {
  const permission = shallowRef(readNotificationPermission())
  const read = () => {
    permission.value = readNotificationPermission()
  }
  // A person may come back from the browser's own settings.
  window.addEventListener('focus', read)
  onScopeDispose(() => window.removeEventListener('focus', read))
  return {
    permission,
    async ask() {
      if (readNotificationPermission() === 'default') await Notification.requestPermission()
      read()
    },
  }
}
