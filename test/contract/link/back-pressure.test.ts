// A host that is slow to deal with what it is given: its peers wait, rather than its memory being filled.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPlace, type Place, type TestLink } from '../../harness/links.ts'
import { Namespace } from '../../harness/netns.ts'

let namespace: Namespace
let place: Place
beforeAll(async () => {
  namespace = await Namespace.open()
  place = await openPlace(namespace)
})
afterAll(async () => {
  await place.dispose()
  await namespace.dispose()
})

const KiB = 1024
const MESSAGES = 200
const SIZE = 64 * KiB
/** A machine that is busy with other tests takes its time. */
const PATIENCE_MS = 120_000
const given = (link: TestLink): number => link.received.reduce((sum, { message }) => sum + message.length, 0)

it('is given little more than it has dealt with, and all of it once it goes on', async () => {
  const [a, b] = [place.link(), place.link()]
  b.deals = false
  await Promise.all([a.meets(b), b.meets(a)])
  for (let i = 0; i < MESSAGES; i++) a.send(b, new Uint8Array(SIZE).fill(i), i)
  await b.until('the bound to be reached', () => given(b) > 1024 * KiB, PATIENCE_MS)
  // Ten small messages the other way: both links and their channel are in good health all the while.
  for (let i = 0; i < 10; i++) {
    b.send(a, Uint8Array.of(i), 1000 + i)
    await b.until('an acknowledgement', () => b.delivered.has(1000 + i), PATIENCE_MS)
  }
  const signs = b.pongs
  await b.until('three signs of life', () => b.pongs >= signs + 3, PATIENCE_MS)
  // One message over the bound, and what the window lets out meanwhile.
  expect(given(b)).toBeLessThanOrEqual(1024 * KiB + 3 * SIZE)
  expect(a.delivered.size).toBeLessThan(MESSAGES / 4)
  b.deals = true
  b.handle.send({ t: 'taken', connection: b.connectionTo(a.key.id)!, bytes: given(b) })
  await b.until('all of it', () => b.received.length === MESSAGES, PATIENCE_MS)
  await a.until('its acknowledgement', () => a.delivered.size === MESSAGES, PATIENCE_MS)
  expect(b.received.map(({ message }) => message[0])).toEqual(Array.from({ length: MESSAGES }, (_, i) => i))
  expect([...a.closings, ...b.closings]).toEqual([])
}, 3 * PATIENCE_MS)
