// When this host begins an epoch, and how many it follows.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { cryptoReady } from '#shared/acts/crypto.ts'
import { Repair } from '../../../electron/host/workspace/repair.ts'
import { arriving, openLedger } from '../../harness/ledgers.ts'
import { people } from '../../harness/people.ts'

const PACE = { pauseMs: 2000, beginEveryMs: 600_000, followAtOnce: 3, followEveryMs: 600_000 }

beforeAll(() => cryptoReady)
beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }) })
afterEach(() => { vi.useRealTimers() })

async function atAda() {
  const all = await people('Ada', 'Ben', 'Femke', 'Gerda')
  const open = openLedger(':memory:', all.world.workspace, { key: all.ada.device.key, person: all.ada.id })
  await open.ledger.take(arriving(...all.world.acts()), 'peer')
  const went: { number: number; own: boolean }[] = []
  let carried = 0
  const given: unknown[] = []
  const repair: Repair = new Repair({
    ledger: open.ledger, pace: PACE, me: () => all.ada.id, isMember: () => true, carried: () => carried, log: () => {},
    give: (body) => {
      given.push(body)
      return open.ledger.give({ circle: 'workspace', type: 'document.epoch', subject: '', body })
    },
    begin: (number, own) => {
      carried = number
      went.push({ number, own })
    },
  })
  open.ledger.onCommit.on((batch) => repair.committed(batch))
  const comes = async (): Promise<void> => { await open.ledger.take(arriving(...all.world.acts()), 'peer') }
  return { ...all, open, repair, went, given, comes, done: () => { repair.dispose(); open.close() } }
}
const turns = async (): Promise<void> => { for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve)) }

describe('a host that found damage', () => {
  it('begins an epoch after a moment, once, and fills it', async () => {
    const { repair, given, went, done } = await atAda()
    repair.damaged('contents differ')
    repair.damaged('contents differ')
    expect(repair.damage).toBe('contents differ')
    expect(given).toEqual([])
    vi.advanceTimersByTime(8000)
    await turns()
    expect(given).toEqual([{ number: 1, damage: 'contents differ' }])
    expect(went).toEqual([{ number: 1, own: true }])
    expect(repair.damage).toBe(null)
    done()
  })

  it('says nothing where somebody else was quicker', async () => {
    const { repair, given, went, ben, comes, done } = await atAda()
    repair.damaged('contents differ')
    ben.signs('document.epoch', '', { number: 1, damage: 'contents differ' })
    await comes()
    vi.advanceTimersByTime(8000)
    await turns()
    expect(given).toEqual([])
    expect(went).toEqual([{ number: 1, own: false }])
    done()
  })

  it('leaves it to others where it spoke last, or a short while ago, and goes on saying that there is damage', async () => {
    const { repair, given, done } = await atAda()
    repair.damaged('contents differ')
    vi.advanceTimersByTime(8000)
    await turns()
    repair.damaged('writings vanish')
    vi.advanceTimersByTime(PACE.beginEveryMs + 8000)
    await turns()
    expect(given.length).toBe(1)
    expect(repair.damage).toBe('writings vanish')
    done()
  })
})

describe('puppets who begin epochs in turns, without end', () => {
  it('are followed a few times, then seldom, and never through all of them', async () => {
    const { femke, gerda, went, comes, done } = await atAda()
    for (let number = 1; number <= 20; number++) {
      (number % 2 ? femke : gerda).signs('document.epoch', '', { number, damage: 'contents differ' })
      await comes()
    }
    expect(went.map((one) => one.number)).toEqual([1, 2, 3])
    vi.advanceTimersByTime(PACE.followEveryMs * PACE.followAtOnce)
    expect(went.map((one) => one.number)).toEqual([1, 2, 3, 20])
    done()
  })
})
