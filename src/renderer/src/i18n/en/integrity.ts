// Owns the English words of the health of the history: checks, damage, recovery, difficult places.

export const integrity = {
  title: 'Health of the history',
  never: 'Not checked yet. ADP Desk looks at everything about once a week, while it has nothing else to do.',
  well: 'All well on {time}: one message read, as it was written. | All well on {time}: {count} messages read, all as they were written.',
  wellQuick: 'All well on {time}. This was a quick check, because ADP Desk had not ended properly before.',
  damaged: 'Damage was found on {time}.',
  damagedMessages: 'One message is not as it was written. | {count} messages are not as they were written.',
  damagedFiles:
    'The copy of one image or file is missing or changed. | The copies of {count} images or files are missing or changed.',
  inConversation: 'In “{title}”',
  known:
    'One more message was damaged before and says so. | {count} more messages were damaged before and say so.',
  check: 'Check the history',
  checking: 'Checking the history',
  percent: '{percent} %',
  recover: 'Recover…',
  recoverTitle: 'Recover the history?',
  recoverText:
    'What can be read is written into a new history, which is then opened. The damaged file is moved aside and kept. Answers that are being written are stopped first.',
  offer: {
    label: 'What you can do',
    text: 'ADP Desk can recover what can still be read into a new history. The damaged file is moved into the folder “damaged” and never deleted.',
    recover: 'Recover',
    empty: 'Start with an empty history',
    emptyTitle: 'Start with an empty history?',
    emptyText:
      'The file is moved into the folder “damaged” and kept. Conversations and AppKeys in it are not shown.',
    running: 'Recovering what can be read…',
  },
  recovered: {
    title: 'Recovered on {time}',
    profiles: 'AppKeys',
    conversations: 'Conversations',
    whole: 'Messages, whole',
    damaged: 'Messages, damaged',
    lost: 'Messages, lost',
    kept: 'The damaged file is kept in:',
  },
  notice: {
    readOnly: 'The history can be read but not changed: nothing can be written to the data folder.',
    network:
      'The data folder is on another computer. Use ADP Desk on one computer at a time, or keep the folder on a disk of this one: two at once can damage the history.',
    recovered: 'The history was recovered: {whole} messages whole, {damaged} damaged, {lost} lost.',
    damaged: 'A part of the history is damaged.',
    details: 'Details',
  },
}
