// Owns the English words around the field for a question: options, templates, and the questions that wait.

export const composer = {
  madeByAi: 'Answers are made by AI and can be wrong.',
  sendNext: 'Ask next',
  sendNextHint: 'Ask when this answer has ended',

  options: 'Options',
  optionsSet: 'Options, some are set',
  optionsTitle: 'Options for this conversation',
  optionsPurpose:
    'For the next questions here, until you reset them. The rest is as the AppKey profile says.',
  asProfile: { application: 'As the application', on: 'As the profile: on', off: 'As the profile: off' },
  resetOptions: 'Reset',
  closeOptions: 'Done',
  removeOption: 'Reset {option}',
  option: {
    model: 'Model: {value}',
    webSearchOn: 'Web search on',
    webSearchOff: 'Web search off',
    workflowOn: 'Workflow on',
    workflowOff: 'Workflow off',
    systemRole: 'Own role',
    customVariables: 'Variables: {value}',
  },

  queue: 'Waiting questions',
  waiting: '{count} question waits for this answer | {count} questions wait for this answer',
  paused: 'Waiting questions are paused: they go on when you say so.',
  askNow: 'Ask now',
  goOn: 'Go on after this answer',
  said: {
    added: 'The question waits as number {position}.',
    asked:
      'The waiting question is asked now. | The next waiting question is asked now, {count} more waits. | The next waiting question is asked now, {count} more wait.',
    taken:
      'Taken out. No question waits any more. | Taken out. {count} question waits. | Taken out. {count} questions wait.',
    moved: 'Now number {position} of {count}.',
    resumed: 'Waiting questions go on.',
    failed: 'The next waiting question could not be asked. {reason}',
  },
  editQueued: 'Edit {question}',
  editQueuedHint: 'Back into the field',
  removeQueued: 'Remove {question}',
  removeQueuedHint: 'Remove',
  moveUp: 'Ask {question} earlier',
  moveUpHint: 'Earlier',
  moveDown: 'Ask {question} later',
  moveDownHint: 'Later',

  templates: 'Templates',
  templatesFound: 'No template | {count} template | {count} templates',
  noTemplates: 'There are no templates yet. A template is a text that you begin questions with.',
  manageTemplates: 'Manage templates…',
  blanks: 'Tab goes to the next blank, {count} left | Tab goes to the next blank, {count} left',

  template: {
    purpose:
      'Texts that you begin questions with. Type / in an empty message to choose one. Words between double braces, {example}, are blanks: Tab goes from one to the next.',
    // Not a placeholder of a sentence: what a person types.
    example: "{'{{'}city{'}}'}",
    none: 'There are no templates yet.',
    add: 'Add a template',
    edit: 'Edit {name}',
    delete: 'Delete {name}',
    moveUp: 'Move {name} up',
    moveDown: 'Move {name} down',
    deleted: '{name} was deleted.',
    undo: 'Undo',
    name: 'Name',
    text: 'Text',
    textPlaceholder: "Translate {'{{'}text{'}}'} into English",
    save: 'Save',
    cancel: 'Cancel',
    export: 'Export',
    import: 'Import',
    imported: 'Nothing in the file was new. | {count} template was added. | {count} templates were added.',
    tooLarge: 'The file is too large for templates. Choose another file.',
  },
}
