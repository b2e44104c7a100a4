import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import Stuck from './test/stuck.ts'

// Whatever the tests start, hosts, links and commands, is this checkout's own TypeScript: compiled once, not by each process
// anew. Starting a command takes 0.8 s of processor time so, else 1.8 s.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('node_modules/.cache/compile', import.meta.url))

/** What is waited for comes as late as the machine is busy. These tell only what hangs: no test is about how long it takes. */
const PATIENT = { expect: { poll: { timeout: 60_000 } }, hookTimeout: 180_000 }

const kinds = (...names: string[]) => names.map((name) => `test/${name}/**/*.test.ts`)

const LINKS = 'test/contract/link/**/*.test.ts'

export default defineConfig({
  test: {
    reporters: ['default', new Stuck()],
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          include: kinds('unit', 'contract', 'scenario', 'fuzz'),
          exclude: [LINKS],
          pool: 'forks',
          // Vitest leaves a core to itself: on two cores one file would run at a time, though most of what it waits for is not the processor.
          maxWorkers: availableParallelism(),
          setupFiles: 'test/harness/seed.ts',
          ...PATIENT,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          // Up to twenty links at once, whose messages are counted: nothing else runs beside them.
          name: 'links',
          include: [LINKS],
          sequence: { groupOrder: 1 },
          pool: 'forks',
          fileParallelism: false,
          setupFiles: 'test/harness/seed.ts',
          ...PATIENT,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: kinds('e2e'),
          globalSetup: 'test/e2e/setup.ts',
          pool: 'forks',
          fileParallelism: false,
          ...PATIENT,
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'attack',
          include: kinds('attack'),
          pool: 'forks',
          setupFiles: 'test/harness/seed.ts',
          fileParallelism: false,
          ...PATIENT,
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'lan',
          include: kinds('lan'),
          pool: 'forks',
          fileParallelism: false,
          ...PATIENT,
          testTimeout: 180_000,
        },
      },
    ],
  },
})
