import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Locked {
  readonly dependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
  readonly resolved?: string
}

const locked = (JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as { packages: Record<string, Locked> })
  .packages

/** Whether what the package at `from` needs is found the way Node looks for it: beside it, then further up. */
const isFound = (from: string, name: string): boolean => {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    if (locked[`${base === '' ? '' : `${base}/`}node_modules/${name}`] !== undefined) return true
    if (base === '') return false
  }
}

// npm leaves packages of other platforms out of the lockfile without a word when it can't look them up; `npm ci` then
// refuses to install anything, on every platform.
test('the lockfile holds every package that another one in it needs, also for other platforms', () => {
  const missing = Object.entries(locked).flatMap(([at, one]) =>
    Object.keys({ ...one.dependencies, ...one.optionalDependencies })
      .filter((name) => !isFound(at, name))
      .map((name) => `${at} needs ${name}`),
  )
  expect(Object.keys(locked).length).toBeGreaterThan(400)
  expect(missing).toEqual([])
})

test('the lockfile holds no address', () => {
  expect(Object.entries(locked).filter(([, one]) => one.resolved !== undefined)).toEqual([])
})
