// Owns the English words about what an application says of itself.

export const appCard = {
  title: 'Application',
  openingQuestions: 'Opening questions',
  unknown:
    'Not asked yet. With the saved credentials, its name, picture, greeting and models can be fetched.',
  mode: 'Mode',
  modes: {
    standard: 'Standard',
    agent: 'Agent',
    'single-workflow': 'Single workflow',
    claw: 'Claw',
  },
  notRunning: 'It is not published, or disabled, and will not answer.',
  questionLimit: 'Longest question',
  characters: '{count} characters',
  models: 'Models to choose from',
  fetchedAt: 'Fetched',
  refresh: 'Refresh',
  refreshing: 'Asking the application…',
  refreshed: 'Up to date.',
}
