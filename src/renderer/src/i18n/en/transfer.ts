// Owns the English words of the dialog that exports and imports profiles.

export const transfer = {
  menu: 'Import and export…',
  title: 'Import and export',
  description: 'Profiles as a file, for another computer or another person. It never holds a key.',
  exportTab: 'Export',
  importTab: 'Import',
  chooseAll: 'All profiles',
  noProfiles: 'There is no profile to export. The demo stays on this computer.',
  withPersonal: 'With visitor IDs and notes',
  withPersonalHint: 'A visitor ID names you towards the application. Leave both out for other people.',
  without:
    'AppKeys, credentials and what follows the ? of a token endpoint stay here. Everything else of a profile is in the file.',
  export: 'Export one profile | Export {count} profiles',
  exported: 'Handed over as {file}.',
  choose: 'Choose a file…',
  drop: 'Choose an exported file, or drop it here.',
  another: 'Choose another file…',
  nameTaken: 'The name is taken; the other profile stays as it is.',
  goesTo: 'AppKey goes to {host}',
  invalid: 'Cannot be imported: {field} is missing or wrong.',
  invalidEntry: 'Cannot be imported: this is no profile.',
  untitled: 'Without a name',
  empty: 'There are no profiles in this file.',
  import: 'Import one profile | Import {count} profiles',
  imported:
    'One profile imported. It asks for its AppKey when you first use it. | {count} profiles imported. Each asks for its AppKey when you first use it.',
  problem: {
    'not-json': 'This file is damaged, or no export of ADP Desk.',
    'not-ours': 'This is not an export of ADP Desk.',
    'newer-version': 'A newer version of ADP Desk made this file. Update this one to read it.',
    damaged: 'This is an export of ADP Desk, but it is damaged. Export it again.',
    'too-large': 'This file is too large. Export fewer profiles into one file.',
    unreadable: 'This file could not be read. Check that it is still there.',
  },
}
