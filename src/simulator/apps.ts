// Owns the applications that exist in the simulated service. Their keys are made up and open nothing anywhere.

export interface App {
  readonly appKey: string
  readonly name: string
  readonly avatar: string
  readonly state: 'published' | 'deleted' | 'unpublished'
  readonly summary: string
}

export const appKeys = {
  demo: 'SimDemoAppKey01',
  second: 'SimOtherAppKey02',
  deleted: 'SimDeletedApp03',
  unpublished: 'SimDraftApp04',
} as const

export const apps: readonly App[] = [
  {
    appKey: appKeys.demo,
    name: 'Demo assistant',
    avatar: '',
    state: 'published',
    summary: 'the demo application',
  },
  {
    appKey: appKeys.second,
    name: 'Second assistant',
    avatar: 'https://example.com/a.png',
    state: 'published',
    summary: 'another application, with an avatar',
  },
  {
    appKey: appKeys.deleted,
    name: 'Deleted assistant',
    avatar: '',
    state: 'deleted',
    summary: 'a deleted application: error 460004',
  },
  {
    appKey: appKeys.unpublished,
    name: 'Draft assistant',
    avatar: '',
    state: 'unpublished',
    summary: 'an application that is not published: error 460048',
  },
]

export function findApp(appKey: string): App | undefined {
  return apps.find((app) => app.appKey === appKey)
}
