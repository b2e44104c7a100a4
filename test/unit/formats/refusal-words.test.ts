// Whatever is counted as turned away is told as a sentence, wherever in host and link it is counted.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { refusalSays, refusalsSaid } from '../../../shared/formats/refusal-words.ts'

const root = new URL('../../..', import.meta.url).pathname
const sources = (folder: string): string[] => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(root, folder, name), 'utf8'))

/** As they stand where something is counted, and where the counters' names are listed. */
function names(): string[] {
  const code = ['electron/host', 'electron/link', 'shared/acts'].flatMap(sources)
  const said = [/(?:refused?|count|#refuse)\((?:[^()'`]*, )?'([a-z]+(?:\.[a-z -]+)?)'/g, /new Breach\('([^']+)'/g, /new ActError\('([^']+)'/g]
  const found = code.flatMap((text) => said.flatMap((look) => [...text.matchAll(look)].map(([, name]) => name!)))
  const listed = code.flatMap((text) => [...text.matchAll(/export type (?:Refusal|ActFault) =((?:\s*\| '[^']+')+)/g)].flatMap(([, list]) => [...list!.matchAll(/'([^']+)'/g)].map(([, name]) => name!)))
  return [...new Set([...found, ...listed])].filter((name) => name.includes('.'))
}

it('has a sentence for every name that is counted, and none that is only the name', () => {
  expect(names().length).toBeGreaterThan(60)
  for (const name of names()) {
    expect(refusalSays(name), name).not.toContain(name)
    expect(refusalSays(name), name).toMatch(/^[A-Z].*\.$/)
  }
})

it('says a name of a later Parley as well as it can', () => {
  expect(refusalSays('weather.rain')).toContain('weather.rain')
  expect(refusalSays('toString')).toContain('toString')
})

it('adds up what says the same, what was most first, and passes over what was not', () => {
  const said = refusalsSaid({ 'act.malformed': 2, 'act.not-canonical': 3, 'page.origin': 1, 'disk.full': 0 })
  expect(said.map(({ times }) => times)).toEqual([5, 1])
})
