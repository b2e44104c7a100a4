// The log: what a person may pass on, within its bounds.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { fileLog, LOG_NAME } from '../../../electron/host/log.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, LOG_NAME)

it('is a file for its owner alone, once there is something to say', () => {
  const log = fileLog(folder, () => Date.UTC(2026, 4, 22, 9))
  expect(existsSync(path)).toBe(false)
  log('opening: TypeError')
  expect(readFileSync(path, 'utf8')).toBe('2026-05-22T09:00:00.000Z opening: TypeError\n')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('keeps within its bounds, whatever is said to it and however often it is opened', () => {
  for (let start = 0; start < 3; start++) {
    const log = fileLog(folder, () => 0)
    for (let line = 0; line < 300; line++) log('x'.repeat(10_000))
  }
  const sizes = [path, `${path}.before`].map((file) => statSync(file).size)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(512 * 1024)
  expect(sizes[1]).toBeGreaterThan(400 * 1024)
})

it('says nothing where the folder can not be written: that is told elsewhere', () => {
  const log = fileLog(join(folder, 'nowhere'), () => 0)
  expect(() => log('opening: TypeError')).not.toThrow()
})
