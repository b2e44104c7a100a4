// What a member's program may put on the wire of an authenticated link.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { memoryOf, Town } from '../harness/attack.ts'
import type { Conversation, HostilePeer } from '../harness/hostile-peer.ts'

let town: Town
beforeAll(async () => { town = await Town.open() })
afterAll(() => town.dispose())
beforeEach(() => town.begin())
afterEach(() => town.part())

/** Ada and Ben go on with their work, and have what they had. */
async function goOn(): Promise<void> {
  await town.goOn()
  expect(town.lost()).toEqual([])
}

it('who begins large messages on many connections and ends none keeps one, and that not for long', async () => {
  const ada = await town.deviceOf(town.ada)
  const [before] = await memoryOf('peers')
  const large = new Uint8Array(4 * 1024 * 1024)
  let last: { readonly peer: HostilePeer; readonly conversation: Conversation } | null = null
  for (let i = 0; i < 4; i++) {
    const older = last
    const peer = town.mallory({ rendezvous: [town.wayTo(town.ada)] })
    const conversation = await peer.meets(ada)
    conversation.unfinished('document', large)
    await older?.peer.until('the older connection closed', () => older.conversation.closed)
    last = { peer, conversation }
  }
  await goOn()
  expect(Math.max(...await memoryOf('peers'))).toBeLessThan(before! + 150)
  await last!.peer.until('an end of the last', () => last!.conversation.closed, 60_000)
  await town.counts(town.ada, 'message.stalled')
  await goOn()
})
