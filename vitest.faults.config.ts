import { defineConfig } from 'vitest/config'

// The long runs of what `npm test` does a few rounds of: programs that are killed, files that are damaged.
export default defineConfig({
  test: {
    include: ['src/**/*.fault.ts', 'test/**/*.fault.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    testTimeout: 60_000,
  },
})
