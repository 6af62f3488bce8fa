// Owns the English words for what comes from outside: links, names on the command line, what is pasted into the window.

export const launch = {
  notFound: {
    none: 'No profile is called “{name}”, so nothing was switched.',
    several: 'Several profiles are called “{name}”, so nothing was switched. Choose one in the sidebar.',
  },
  link: {
    addTitle: 'A link wants to fill in a new profile',
    addText:
      'Anybody can make a link. Fill in the form only if you know who made this one; nothing is saved before you save it.',
    keyGoesTo: 'AppKey goes to',
    platform: 'the platform, site {site}',
    chosenLater: 'the site that you choose in the form',
    fill: 'Fill in the form',
    openTitle: 'A link wants to open a profile',
    openText: 'It asks to switch to “{name}”.',
    open: 'Open the profile',
    missing: 'No profile is called “{name}”.',
    several: 'Several profiles are called “{name}”. Choose one in the sidebar.',
    refusedTitle: 'This link was refused',
    refused: {
      'not-a-link': 'It is not a link that ADP Desk understands.',
      'too-long': 'It is longer than any link of ADP Desk.',
      'unknown-request':
        'It asks for something that this version cannot do. Links can add a profile or open one.',
      'holds-secret':
        'It carries a key. Links never carry secrets: they stay in browsers, mails and chats. Copy the key from the console, and consider replacing this one.',
      'bad-value':
        'One of its values cannot be used, such as a name that is too long or an address without https.',
    },
  },
  prefill: {
    link: 'Filled in from a link. Check it before you save.',
    linkTo: 'Filled in from a link. Your AppKey will be sent to {host}: save only if you know this address.',
    paste: 'The AppKey is the one you pasted. Nothing is saved yet.',
  },
}
