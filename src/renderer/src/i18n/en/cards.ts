// Owns the English words of the cards in answers: options, forms, widgets, files, consent to images.

export const cards = {
  askHint: 'Ask this. With Alt: change the words first',
  edit: 'Edit before asking: {words}',
  editHint: 'Edit before asking',
  chooseSeveral: 'Choose one or several',
  several: 'several may be chosen',
  chosen: 'This was your choice.',
  passed: 'The conversation has gone on without it.',
  again: 'Answer again',
  form: 'Form',
  answered: 'This is what you answered.',
  chooseSomething: 'Choose an answer.',
  writeSomething: 'Write an answer.',
  answerSomething: 'Answer at least one question.',
  missing: 'Not sent: {count} required questions have no answer.',
}
