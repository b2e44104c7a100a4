// Errors that belong to no test: a promise that nobody waited for, a process that was lost. Vitest's report as JSON has only that
// the run failed; here they are written down for whoever sums the run up.
import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'

export default class Outside implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (_, errors) => {
    const file = process.env['PARLEY_OUTSIDE']
    if (file) writeFileSync(file, JSON.stringify(errors.map(({ name, message, stack }) => stack ?? `${name}: ${message}`)))
  }
}
