// Owns the English words about how AppKeys are kept.

export const vault = {
  protection: {
    'system-keyring': 'With the keyring of this system',
    'key-file': 'With a key file',
    'session-only': 'For this session only',
    passphrase: 'Protect with a passphrase',
    unprotected: 'Keep unprotected',
  },
  meaning: {
    'system-keyring': 'Encrypted by the system, for your account on this computer only.',
    'key-file':
      'Encrypted with a key that lies beside them in the data folder. There is nothing to enter, but whoever can read your files can read your AppKeys.',
    'session-only':
      'Nothing is written to disk. ADP Desk forgets your AppKeys when it ends, and you enter them again next time.',
    passphrase:
      'Encrypted on disk. You enter the passphrase once each time ADP Desk starts. Nobody can recover it for you.',
    unprotected:
      'Written to disk as they are. Whoever can read your files, or a copy of them, can read your AppKeys. A mark in the sidebar stays as a reminder.',
  },
  /** Below the field for an AppKey. */
  kept: {
    'system-keyring': 'Encrypted with the keyring of this system and kept on this computer only.',
    'key-file':
      'Encrypted on this computer with a key that lies beside it in the data folder. Whoever can read your files can read it.',
    'session-only':
      'Kept in memory only: ADP Desk forgets it when it ends, and you enter it again next time.',
    passphrase: 'Encrypted on this computer with your passphrase.',
    unprotected: 'Written to disk without protection, as you chose. Whoever can read your files can read it.',
  },
  change: 'Change…',
  changeName: 'Change how AppKeys are kept',
  passphrase: 'Passphrase',
  newPassphrase: 'New passphrase',
  passphraseHint: 'At least 8 characters. Several words that only you would put together are good.',
  repeat: 'Repeat the passphrase',
  show: 'Show the passphrase',
  hide: 'Hide the passphrase',
  showRepeated: 'Show the repeated passphrase',
  hideRepeated: 'Hide the repeated passphrase',
  choose: {
    title: 'How should your AppKeys be kept?',
    text: 'What is saved already is kept in the new way at once. You can change this at any time.',
    textNothing:
      'This system offers nothing to protect AppKeys with, so the choice is yours. You can change it at any time.',
    default: '(default)',
    save: 'Save',
  },
  unlock: {
    title: 'Unlock your AppKeys',
    text: 'Enter the passphrase that protects them. Until then you can read all conversations, but not ask anything.',
    action: 'Unlock',
    later: 'Not now',
    forgotten: 'Forgot the passphrase?',
  },
  reset: {
    title: 'Give up the saved AppKeys?',
    text: 'Without the passphrase nobody can open the AppKeys and credentials that it protects. They will be given up, and you enter them again in each profile. Profiles and conversations stay.',
    action: 'Give up AppKeys',
  },
  badge: {
    locked: 'AppKeys are locked',
    lockedHint: 'Enter the passphrase to ask questions',
    unprotected: 'AppKeys are not protected',
    unprotectedHint: 'Whoever can read your files can read your AppKeys',
    'session-only': 'AppKeys for this session only',
    'session-onlyHint': 'ADP Desk forgets your AppKeys when it ends',
  },
  section: {
    title: 'How AppKeys are kept',
    change: 'Change…',
  },
  problem: {
    missing: 'Enter the passphrase.',
    tooShort: 'Use at least {limit} characters.',
    tooLong: 'Use at most {limit} characters.',
    different: 'The two are not the same. Enter it once more.',
  },
}
