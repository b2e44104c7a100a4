// Where colleagues were found: what one of them says does not drive out what was found to be true, and what is old goes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { Settings } from '../../../electron/host/settings/settings.ts'
import { testFolder } from '../../harness/hosts.ts'

const DAY = 86_400_000
const ANSWERED = { source: 'invite', at: 1, answered: true } as const

let folder = testFolder()
afterEach(() => {
  folder.remove()
  folder = testFolder()
})

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

it('an address stays come by as it was at first; one that answered is remembered, one that was typed stays typed', () => {
  const settings = new Settings(folder.path)
  settings.remember('w', ['192.0.2.1:1'], { source: 'invite', at: 1, answered: false })
  settings.hear('w', ['192.0.2.1:1', '192.0.2.2:1'], 2)
  const sources = (): unknown => Object.fromEntries(new Settings(folder.path).candidatesOf('w').map(({ address, source }) => [address, source]))
  expect(sources()).toEqual({ '192.0.2.1:1': 'invite', '192.0.2.2:1': 'told' })
  settings.remember('w', ['192.0.2.2:1'], { source: 'by hand', at: 3, answered: false })
  settings.remember('w', ['192.0.2.1:1', '192.0.2.2:1'], { source: 'beacon', at: 4, answered: true })
  expect(sources()).toEqual({ '192.0.2.1:1': 'remembered', '192.0.2.2:1': 'by hand' })
})

it('what was only said goes after a fortnight of silence, what answered after a quarter of a year, the first few never', () => {
  const settings = new Settings(folder.path)
  const addresses = (kind: string, from: number, count: number): string[] => Array.from({ length: count }, (_, n) => `192.0.2.${from + n}:${kind.length}`)
  const [first, answered, told] = [addresses('first', 0, 4), addresses('answered', 10, 3), addresses('told', 20, 3)]
  settings.remember('w', [...first, ...answered], { source: 'beacon', at: 1, answered: true })
  settings.hear('w', told, 1)
  settings.hear('w', [], 14 * DAY)
  expect(settings.addressesOf('w')).toEqual([...first, ...answered, ...told])
  settings.hear('w', [], 15 * DAY)
  expect(settings.addressesOf('w')).toEqual([...first, ...answered])
  settings.hear('w', [], 91 * DAY)
  expect(settings.addressesOf('w')).toEqual(first)
})

it('an address that answers again is not old any more', () => {
  const settings = new Settings(folder.path)
  const all = Array.from({ length: 6 }, (_, n) => `192.0.2.${n}:1`)
  settings.remember('w', all, ANSWERED)
  settings.remember('w', [all[5]!], { ...ANSWERED, at: 80 * DAY })
  settings.hear('w', [], 100 * DAY)
  expect(settings.addressesOf('w')).toEqual([all[5], ...all.slice(0, 3)])
})

it('addresses as they were written once are still known', () => {
  writeFileSync(join(folder.path, 'settings.json'), JSON.stringify({ v: 1, theme: 'dark', workspaces: [{ id: 'w', addresses: ['192.0.2.1:1'] }] }))
  const settings = new Settings(folder.path)
  expect([settings.data.theme, settings.candidatesOf('w')]).toEqual(['dark', [{ address: '192.0.2.1:1', source: 'remembered' }]])
})
