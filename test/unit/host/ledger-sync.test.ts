// What one peer can make a host do by what it says: never more at a time than is asked of it for honest reasons.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cryptoReady, hash, newDeviceKey } from '#shared/acts/crypto.ts'
import { toHex, utf8 } from '#shared/base/bytes.ts'
import type { TextHash, WorkspaceId } from '#shared/base/ids.ts'
import { decodeLedgerMessage, encodeLedgerMessage, type LedgerMessage } from '#shared/protocol/ledger.ts'
import { LedgerSync } from '../../../electron/host/exchange/ledger-sync.ts'
import { Reach } from '../../../electron/host/exchange/reach.ts'
import { Verifier } from '../../../electron/host/exchange/verify.ts'
import { openLedger, type OpenLedger } from '../../harness/ledgers.ts'

beforeAll(() => cryptoReady)

let open: OpenLedger
let sync: LedgerSync
let sent: { message: LedgerMessage; ticket: number }[] = []
let told: (readonly string[])[] = []
let arrived = 0
let dealtWith = 0
let reconsidered = (): void => {}

beforeEach(() => {
  open = openLedger(':memory:', 'ab'.repeat(32) as WorkspaceId)
  sent = []
  told = []
  arrived = 0
  dealtWith = 0
  reconsidered = () => {}
  sync = new LedgerSync({
    ledger: open.ledger, reach: new Reach(open.db, () => 0), verifier: new Verifier(),
    send: (_, message, ticket) => sent.push({ message: decodeLedgerMessage(message)!, ticket }),
    refused: (what) => open.refused.push(what), taken: (_, bytes) => { dealtWith += bytes },
    breached: (_, what) => open.refused.push(what), exceeded: (_, what) => open.refused.push(what), exchanged: () => {}, reconsider: () => reconsidered(), settled: () => {}, missingTexts: () => [],
    textsArrived: () => { arrived++ }, addresses: () => [], told: (addresses) => told.push(addresses), epoch: 0, looked: () => {},
    now: () => 0, clockOf: () => {},
  })
  sync.opened(1, newDeviceKey().id, true)
})
afterEach(() => {
  sync.dispose()
  open.close()
})

const hears = async (message: LedgerMessage): Promise<void> => {
  sync.message(1, encodeLedgerMessage(message))
  await new Promise((resolve) => setImmediate(resolve))
}
const nameOf = (text: Uint8Array): TextHash => toHex(hash(text)) as TextHash
const answers = (): { message: LedgerMessage; ticket: number }[] => sent.filter(({ message }) => message.t === 'texts')

describe('texts that a peer wants', () => {
  it('are under way a few at a time, however many it asks for and however often', async () => {
    const texts = Array.from({ length: 40 }, (_, n) => utf8(`Text ${n}`))
    for (const text of texts) open.ledger.rows.putText('workspace', text)
    for (let times = 0; times < 20; times++) await hears({ t: 'want', texts: texts.map(nameOf) })
    expect(answers().length).toBeLessThanOrEqual(3)
    for (let i = 0; i < answers().length; i++) sync.delivered(1, answers()[i]!.ticket)
    const got = new Set(answers().flatMap(({ message }) => (message.t === 'texts' ? message.texts.map(nameOf) : [])))
    expect(got).toEqual(new Set(texts.map(nameOf)))
  })

  it('that are not here keep none behind them from going', async () => {
    open.ledger.rows.putText('workspace', utf8('Here'))
    await hears({ t: 'want', texts: [...Array.from({ length: 9 }, (_, n) => nameOf(utf8(`Not here ${n}`))), nameOf(utf8('Here'))] })
    expect(answers().length).toBe(1)
  })
})

describe('texts that nobody asked for', () => {
  it('are counted, and no record is looked at again for them', async () => {
    await hears({ t: 'texts', texts: [] })
    await hears({ t: 'texts', texts: [utf8('Unasked')] })
    expect(arrived).toBe(0)
    expect(open.refused).toEqual(['text.unasked'])
    open.ledger.askFor([nameOf(utf8('Asked'))])
    await hears({ t: 'texts', texts: [utf8('Asked')] })
    expect(arrived).toBe(1)
  })
})

it('what fails after acts were taken in is counted, and does not end the host', async () => {
  reconsidered = () => { throw new TypeError('any') }
  await hears({ t: 'acts', acts: [] })
  for (let i = 0; i < 50 && open.refused.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(open.refused).toEqual(['ledger.not-taken'])
})

describe('addresses that a peer tells', () => {
  it('are heard once a connection, and no more of them than an honest one tells', async () => {
    const many = Array.from({ length: 16 }, (_, n) => `192.0.2.${n}:1`)
    for (let times = 0; times < 5; times++) await hears({ t: 'addresses', addresses: many })
    expect(told).toEqual([many.slice(0, 8)])
  })
})

describe('what is dealt with', () => {
  it('is told byte by byte, of acts only once they are in the ledger, so that their sender waits for that', async () => {
    const told = encodeLedgerMessage({ t: 'heads', heads: [], reply: false })
    sync.message(1, told)
    await new Promise((resolve) => setImmediate(resolve))
    expect(dealtWith).toBe(told.length)
    const acts = encodeLedgerMessage({ t: 'acts', acts: [] })
    sync.message(1, acts)
    expect(dealtWith).toBe(told.length)
    for (let i = 0; i < 50 && dealtWith === told.length; i++) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(dealtWith).toBe(told.length + acts.length)
  })

  it('is never what is no message: its sender is cut off', () => {
    sync.message(1, Uint8Array.of(77))
    expect([open.refused, dealtWith]).toEqual([['ledger.malformed'], 0])
  })

  it('nor what a stranger brings beyond what anybody needs to prove themselves', async () => {
    sync.opened(2, newDeviceKey().id, false)
    const heavy = { bytes: new Uint8Array(100), signature: new Uint8Array(64), texts: Array.from({ length: 8 }, () => new Uint8Array(1024 * 1024)) }
    for (let i = 0; i < 5; i++) sync.message(2, encodeLedgerMessage({ t: 'acts', acts: [heavy] }))
    expect(open.refused.filter((what) => what === 'ledger.quota')).toHaveLength(2)
    sync.message(1, encodeLedgerMessage({ t: 'acts', acts: [heavy] }))
    expect(open.refused.filter((what) => what === 'ledger.quota')).toHaveLength(2)
    await new Promise((resolve) => setImmediate(resolve))
  })
})
