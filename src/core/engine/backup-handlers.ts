// Owns the answers to the calls about backups. They are the same whether the history can be used or not; what needs one is
// refused by the desk.
import type { Handlers } from '#shared/contract/dispatch.ts'
import type { BackupDesk } from './backup-desk.ts'

type BackupHandlers = Pick<
  Handlers,
  | 'backup.list'
  | 'backup.create'
  | 'backup.export'
  | 'backup.preview'
  | 'backup.restore'
  | 'backup.takeBack'
  | 'backup.cancel'
>

export function createBackupHandlers(backups: BackupDesk): BackupHandlers {
  return {
    'backup.list': () => backups.list(),
    'backup.create': async () => {
      await backups.create(true)
      return backups.list()
    },
    'backup.export': () => backups.export(),
    'backup.preview': (source) => backups.preview(source),
    'backup.restore': async ({ restoreId }) => {
      await backups.restore(restoreId)
      return {}
    },
    'backup.takeBack': async () => {
      await backups.takeBack()
      return {}
    },
    'backup.cancel': () => {
      backups.cancel()
      return {}
    },
  }
}
