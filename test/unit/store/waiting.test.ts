// Acts whose past is not here yet: kept, and never more of them than a machine has room for.
import { expect, it } from 'vitest'
import { MAX_ACT_BYTES, signAct, type VerifiedAct } from '#shared/acts/act.ts'
import { cryptoReady, newDeviceKey } from '#shared/acts/crypto.ts'
import type { ActId, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { arriving, openLedger } from '../../harness/ledgers.ts'

await cryptoReady

const workspace = 'ab'.repeat(32) as WorkspaceId
const key = newDeviceKey()
const padding = 'x'.repeat(MAX_ACT_BYTES - 1000)
const orphan = (seq: number): VerifiedAct => signAct({
  v: 1, workspace, circle: 'workspace', type: 'commitment.offer', subject: 'cd'.repeat(32), person: 'cd'.repeat(32) as PersonId, device: key.id, seq,
  prev: 'ef'.repeat(32) as ActId, seen: [], at: 0, body: { padding },
}, key)

it('large acts that wait for what never comes are bounded by what they weigh', async () => {
  const open = openLedger(':memory:', workspace)
  const most = Math.ceil((32 * 1024 * 1024) / padding.length)
  await open.ledger.take(arriving(...Array.from({ length: most + 20 }, (_, n) => orphan(n + 1))), 'peer')
  expect(open.ledger.waitingCount).toBeLessThan(most)
  expect(open.ledger.waitingCount).toBeGreaterThan(most - 20)
  expect(new Set(open.refused)).toEqual(new Set(['act.waiting']))
  const again = openLedger(':memory:', workspace)
  await again.ledger.take(arriving(orphan(1), orphan(2)), 'peer')
  expect(again.ledger.waitingCount).toBe(2)
  for (const each of [open, again]) each.close()
})
