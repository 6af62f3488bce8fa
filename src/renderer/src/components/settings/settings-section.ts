// Owns which sections the settings have, in their order. What is in them is in section-components.ts.

export const settingsSections = [
  'general',
  'notifications',
  'templates',
  'network',
  'keys',
  'privacy',
  'data',
  'shortcuts',
  'about',
] as const
export type SettingsSection = (typeof settingsSections)[number]
