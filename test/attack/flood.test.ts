// Somebody on the network shouts at Ada's rendezvous, with and without knowing the way in.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { memoryOf, socketsOf, Town } from '../harness/attack.ts'
import { Waiting } from '../harness/links.ts'
import type { FloodReport, FloodStart } from '../harness/peers/flooder.ts'

let town: Town
beforeAll(async () => { town = await Town.open() })
afterAll(() => town.dispose())
beforeEach(() => town.begin())
afterEach(() => town.part())

/** Starts to flood; `over` resolves with what came of it. */
function floods(start: Omit<FloodStart, 't' | 'topic' | 'password' | 'rendezvous'>): { over(): Promise<FloodReport> } {
  const heard = new Waiting()
  let report: FloodReport | null = null
  const { topic, password } = town.stolen
  town.program<FloodStart, FloodReport>('flooder', { t: 'start', topic, password, rendezvous: town.wayTo(town.ada), ...start }, (message) => {
    report = message
    heard.changed()
  })
  return {
    over: async () => {
      await heard.until('the end of a flood', () => report !== null, 90_000)
      return report!
    },
  }
}

it('a flood of noise over every socket that is to be had is cut off, and who is connected stays so', async () => {
  const flood = floods({ of: 'noise', sockets: 48, messages: 200_000 })
  await town.goOn()
  // Sockets beyond those one address may have, and words beyond what is handed on; a quick flooder's sockets are closed too.
  expect((await flood.over()).refused).toBeGreaterThan(0)
  for (const what of ['rendezvous.address', 'rendezvous.relay', 'rendezvous.topic']) await town.counts(town.ada, what)
  await town.goOn()
  expect(town.lost()).toEqual([])
})

it('ten thousand who knock to shake hands stand at the door sixteen at a time', async () => {
  const [before] = await memoryOf('peers')
  const atRest = await socketsOf('peers')
  const flood = floods({ of: 'knocks', sockets: 8, messages: 10_000 })
  const most = town.goOn().then(() => socketsOf('peers'))
  const { sent, cut } = await flood.over()
  expect([sent, cut]).toEqual([10_000, 0])
  // Ada's link and Ben's let sixteen stand there who have not said who they are, with ten sockets each, and up to 28 while
  // they look for a way. Were as many let in as there may be connections of any kind, they would have twice that.
  expect(Math.max(await most, await socketsOf('peers')) - atRest).toBeLessThan(2 * 16 * 32)
  expect((await memoryOf('peers'))[0]!).toBeLessThan(before! + 200)
  await town.goOn()
  expect(town.lost()).toEqual([])
  // Nobody of all these keeps a colleague out.
  const mallory = town.mallory({ rendezvous: [town.wayTo(town.ada)] })
  await mallory.meets(await town.deviceOf(town.ada))
})
