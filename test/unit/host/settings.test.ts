// Where colleagues were found: what one of them says does not drive out what was found to be true.
import { afterEach, expect, it } from 'vitest'
import { Settings } from '../../../electron/host/settings/settings.ts'
import { testFolder } from '../../harness/hosts.ts'

const ANSWERED = { source: 'invite', at: 1, answered: true } as const

const folder = testFolder()
afterEach(() => folder.remove())

it('addresses that were only heard of stand behind those that answered', () => {
  const settings = new Settings(folder.path)
  const answered = Array.from({ length: 16 }, (_, n) => `192.0.2.${n}:1`)
  settings.remember('w', answered, ANSWERED)
  for (let times = 0; times < 9; times++) settings.hear('w', Array.from({ length: 8 }, (_, n) => `198.51.100.${8 * times + n}:1`), 2)
  const known = new Settings(folder.path).addressesOf('w')
  expect(known.slice(0, 8)).toEqual(answered.slice(0, 8))
  expect(known.slice(8)).toEqual(Array.from({ length: 8 }, (_, n) => `198.51.100.${64 + n}:1`))
  settings.remember('w', ['198.51.100.70:1'], ANSWERED)
  expect(settings.addressesOf('w')[0]).toBe('198.51.100.70:1')
  settings.hear('w', ['198.51.100.70:1'], 2)
  expect(settings.addressesOf('w')[0]).toBe('198.51.100.70:1')
})
