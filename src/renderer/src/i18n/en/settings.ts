// Owns the English words of the settings page.

export const settings = {
  title: 'Settings',
  open: 'Settings',
  sections: 'Sections',
  section: {
    general: 'General',
    notifications: 'Notifications',
    templates: 'Templates',
    network: 'Network',
    keys: 'AppKeys',
    privacy: 'Privacy',
    data: 'Data',
    shortcuts: 'Keyboard shortcuts',
    about: 'About',
  },

  language: 'Language',
  languageSystem: 'System',
  theme: 'Theme',
  themeSystem: 'System',
  themeLight: 'Light',
  themeDark: 'Dark',
  textSize: 'Text size',
  textSizes: { small: 'Small', medium: 'Medium', large: 'Large', largest: 'Largest' },
  sendKey: 'Key that sends a question',
  sendKeyHint: 'The other one starts a new line. Shift+Enter always does.',
  scrolling: 'While an answer grows',
  scrollings: { 'follow-end': 'Go along with its end', 'stay-at-start': 'Stay where it began' },
  scrollingHint: {
    'follow-end': 'Scroll up to stop going along; at the end it begins again.',
    'stay-at-start': 'The question goes to the top, and nothing moves until you do.',
  },

  notifications: 'When an answer ends while you are not looking',
  notificationChoices: { unseen: 'Notify me', off: 'Do nothing' },
  notificationsHint:
    'A notification names the conversation and says whether the answer is complete. It never shows the answer.',
  notificationState: {
    granted: 'The system shows notifications of ADP Desk.',
    default: 'This browser has not been told yet that it may show them.',
    denied: 'This browser blocks notifications of this page. Allow them in its settings for this address.',
    unsupported: 'This browser cannot show notifications.',
  },
  allowNotifications: 'Allow notifications',
  notification: {
    complete: 'The answer is complete.',
    failed: 'The answer has failed.',
    refused: 'The answer was withdrawn.',
  },

  proxy: 'Proxy',
  proxyModes: { system: 'As the system', none: 'None', custom: 'Custom' },
  proxyHint: {
    system: 'Uses the proxy of the system or of the environment, where there is one.',
    none: 'Connects directly, whatever the system says.',
    custom:
      'Everything but calls to this computer goes through one HTTP proxy. What goes through it stays encrypted.',
  },
  proxyAddress: 'Address of the proxy',
  proxyAddressHint: 'For example http://proxy.example.com:3128',
  proxySave: 'Use this proxy',
  proxySaved: 'This proxy is used for every new connection.',
  proxyNotSaved: 'Not in use yet. The proxy that was used before stays until you save this one.',
  proxyProblem: {
    empty: 'Enter the address of the proxy.',
    'not-a-url':
      'This is no address of a proxy. It begins with http:// or https://, and a host and a port follow.',
    'has-credentials': 'An address with a name and a password cannot be kept here. Leave them out.',
    'has-query': 'Leave out everything behind the host and the port.',
    'too-long': 'The address is too long.',
  },

  remoteImages: 'Images that answers point to',
  remoteImageChoices: { ask: 'Ask each time', always: 'Always load', never: 'Never load' },
  remoteImagesHint:
    'To load an image tells its server that somebody reads it, when, and from where. ADP Desk sends no cookies and no name, and loads nothing from your own network.',
  stored: 'What is kept, and where',
  storedItems: {
    history:
      'Conversations, profiles and settings are in history.db in the data folder, on this computer only.',
    keys: 'AppKeys and credentials are kept in the way that stands under AppKeys, and are never shown again.',
    log: 'The log holds what happened, without keys and without anybody’s words, for fourteen days.',
    network: 'Questions go to the service of their profile and nowhere else. There is no telemetry.',
    images:
      'Images that were shown and files that were downloaded are kept in the data folder, with their conversation.',
  },

  dataFolder: 'Data folder',
  dataSize: 'Size',
  dataHistory: 'Conversations',
  dataLogs: 'Log',
  dataOthers: 'Other files',
  dataTotal: 'Together',
  dataMeasuring: 'Measuring…',
  openFolder: 'Open folder',
  copyPath: 'Copy path',
  pathCopied: 'Path copied',
  pathNotCopied: 'Not copied',

  shortcutsFrame: 'Everywhere',
  shortcutsComposer: 'In the message field',
  shortcut: {
    send: 'Send the question',
    'new-line': 'New line',
    stop: 'Stop the answer',
  },
  or: 'or',

  version: 'Version',
  licence: 'Licence',
  licenceText: 'MIT: free to use, change and pass on, without warranty.',
  shell: 'Runs',
  shells: { electron: 'In a window of its own', browser: 'In this browser, served from this computer' },
  platform: 'System',
  aboutText: 'A desktop client for the Tencent Cloud Agent Development Platform.',
}
