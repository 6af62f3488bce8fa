import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// Unit and integration tests stand beside the code. Journeys through the built program are Playwright's: e2e/.
export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['src/**/*.test.ts', 'build/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    // Far beyond what any of them needs, so that a machine that is busy with something else fails none.
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    // Many wait for programs and timers; on a machine with two cores the runner would use one of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    restoreMocks: true,
  },
})
