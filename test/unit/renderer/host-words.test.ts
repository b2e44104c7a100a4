// What the host says can be put into any language: every sentence of it is written down, and turned wherever it is shown.
import { describe, expect, it } from 'vitest'
import { cutOffSaid, networkSaid, peerSaid } from '#host/exchange/happenings.ts'
import { clockLines } from '#host/doctor/people.ts'
import said from '../../../renderer/locales/host/en.json'
import { turning } from '../../../renderer/ui/turning.ts'
import { ENGLISH, LANGUAGES, PSEUDO } from '../../../renderer/locales/languages.ts'
import { pseudoOf } from '../../../renderer/locales/pseudo.ts'
import { hostSentences } from '../../harness/host-sentences.ts'

/** Another language, in which a value can stand elsewhere. */
const DUTCH = turning({
  'The link to others runs again.': 'De verbinding met anderen loopt weer.',
  'Connected to {0}.': 'Verbonden met {0}.',
  'Connected to {0}, {1}.': 'Met {0} verbonden, {1}.',
  'found on this network': 'gevonden op dit netwerk',
  'a device of {0}': 'een toestel van {0}',
  '{0} is there.': '{0} is er.',
  '{0} is gone.': '{0} is weg.',
  'The network of this machine changed.': 'Het netwerk van deze machine is veranderd.',
})

describe('what the host says', () => {
  it('is written down, all of it and nothing else: `npm run words` does so', () => {
    expect(said).toEqual(hostSentences())
    expect(said.length).toBeGreaterThan(800)
  })

  it.each(LANGUAGES.filter(({ tag }) => tag !== ENGLISH).map(({ tag, host }) => [tag, host] as const))('is in %s too: all of it, with the same values', async (_, host) => {
    const words = await host!()
    expect(Object.keys(words).sort()).toEqual(said)
    const places = (text: string): string[] => Array.from(text.matchAll(/\{\d\}/g), ([place]) => place).sort()
    for (const [english, turned] of Object.entries(words)) expect([english, places(turned)]).toEqual([english, places(english)])
  })

  it('is turned whole, with its values where the other language has them', () => {
    expect(DUTCH('The link to others runs again.')).toBe('De verbinding met anderen loopt weer.')
    expect(DUTCH('Connected to Ben, found on this network.')).toBe('Met Ben verbonden, gevonden op dit netwerk.')
    expect(DUTCH('Connected to a device of Ben.')).toBe('Verbonden met een toestel van Ben.')
  })

  it('is turned sentence by sentence where several stand in a row', () => {
    expect(DUTCH('The network of this machine changed. wlan0 (192.168.1.5) is there. eth0 (10.0.0.4) is gone.'))
      .toBe('Het netwerk van deze machine is veranderd. wlan0 (192.168.1.5) is er. eth0 (10.0.0.4) is weg.')
  })

  it('stays as it is where the language lacks it, beside what it has', () => {
    expect(DUTCH('Nobody knows this sentence.')).toBe('Nobody knows this sentence.')
    expect(DUTCH('Nobody knows this one. The link to others runs again.')).toBe('Nobody knows this one. De verbinding met anderen loopt weer.')
    expect(DUTCH('')).toBe('')
  })

  it('can be turned in every sentence, whatever is put in', () => {
    const all = turning(Object.fromEntries(said.map((one) => [one, pseudoOf(one)])))
    const filled = (pattern: string): string => pattern.replace(/\{(\d)\}/g, (_, at) => `7${at}`)
    expect(said.filter((one) => /[A-Za-z]{3}/.test(all(filled(one))))).toEqual([])
  })

  it('holds no English any more in the made-up language: happenings and what could be in the way', async () => {
    const words = await LANGUAGES.find(({ tag }) => tag === PSEUDO)!.host!()
    const turned = turning(words)
    const device = 'ab'.repeat(32)
    const told = [
      peerSaid({ what: 'opened', device } as never, null, { how: 'told', by: null }).says,
      peerSaid({ what: 'agreed', device } as never, null, null).says,
      cutOffSaid({ device: null, address: '10.0.0.7', what: '7', until: 3_600_000, times: 3 } as never, null, 0).says,
      networkSaid([], [{ name: '7', kind: 'lan', address: '10.0.0.4', family: 'IPv4', sent: 'yes', joined: 'yes', heard: 0, own: true }])!.says,
      clockLines([{ name: '7', ahead: 7 * 60_000 }])[0]!.says,
    ]
    for (const one of told) expect(turned(one)).not.toMatch(/[A-Za-z]{3}/)
  })
})
