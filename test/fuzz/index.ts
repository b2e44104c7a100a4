// `npm run test:fuzz [CASES]`: a million cases where not told otherwise, fewer of what is slow. PARLEY_FUZZ_SEED=n brings a run back.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cases = process.argv[2] ?? process.env['PARLEY_FUZZ'] ?? '1000000'
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
spawn(process.execPath, [vitest, 'run', '--project', 'unit', 'test/fuzz'], { cwd: root, stdio: 'inherit', env: { ...process.env, PARLEY_FUZZ: cases } })
  .on('close', (code) => { process.exitCode = code ?? 1 })
