// Owns the English words of what answers are made of beside their text: thoughts, steps, plans, workspaces.

export const parts = {
  thoughts: {
    label: 'Thoughts',
    hint: 'Whether what the model thinks is shown. A thought that you open or close by hand stays so.',
    automatic: 'Open while thinking, then folded',
    folded: 'Always folded',
    open: 'Always open',
  },
  stepCount: 'One step | {count} steps',
  tokens: 'One token | {count} tokens',
  found: 'Found',
  showWhole: 'Show all',
  progress: '{done} of {total}',
}
