// Verifying in bulk: the same verdicts as one by one, in the order given, whatever thread they come from.
import { afterEach, beforeAll, expect, it } from 'vitest'
import { signAct, type Act, type SignedAct } from '#shared/acts/act.ts'
import { cryptoReady, newDeviceKey, type DeviceKey } from '#shared/acts/crypto.ts'
import type { PackedAct } from '#shared/acts/packed.ts'
import { utf8 } from '#shared/base/bytes.ts'
import { joined, parted } from '../../../electron/host/exchange/verify-job.ts'
import { Verifier } from '../../../electron/host/exchange/verify.ts'

let key: DeviceKey
beforeAll(async () => {
  await cryptoReady
  key = newDeviceKey()
})

let verifier: Verifier
afterEach(() => verifier.dispose())

const act = (seq: number): PackedAct => {
  const { bytes, signature } = signAct({
    v: 1, workspace: 'cd'.repeat(32), circle: 'workspace', type: 'commitment.accept', subject: 'ef'.repeat(32), body: { nth: seq },
    person: '56'.repeat(32), device: key.id, seq: seq + 1, prev: '78'.repeat(32), seen: [], at: 1_700_000_000_000,
  } as unknown as Act, key)
  return { bytes, signature, texts: [utf8(`Text ${seq}`)] }
}
/** Under another's signature, in bytes that are none, and in bytes that are not canonical. */
const spoiled = (acts: readonly PackedAct[]): PackedAct[] => acts.map((one, i) => {
  if (i % 20 === 3) return { ...one, signature: acts[0]!.signature }
  if (i % 20 === 7) return { ...one, signature: new Uint8Array(5) }
  if (i % 20 === 11) return { ...one, bytes: new Uint8Array(0) }
  if (i % 20 === 13) return { ...one, bytes: utf8(` ${new TextDecoder().decode(one.bytes)}`) }
  return one
})

async function told(by: Verifier, acts: readonly PackedAct[]): Promise<{ ids: string[]; texts: string[]; refused: string[] }> {
  const refused: string[] = []
  const arrivals = await by.verify(acts, (what) => refused.push(what))
  return { ids: arrivals.map(({ verified }) => verified.id), texts: arrivals.map(({ texts }) => new TextDecoder().decode(texts[0])), refused }
}

it('says the same in one thread, in two and without any', async () => {
  const acts = spoiled(Array.from({ length: 200 }, (_, seq) => act(seq)))
  verifier = new Verifier(2)
  // The first of them are verified here, as long as no thread has loaded; those behind them by the threads.
  const [first, ...rest] = await Promise.all([acts, acts, acts, acts].map((all) => told(verifier, all)))
  expect(first!.ids.length).toBe(160)
  expect(first!.texts[3]).toBe('Text 4')
  expect([...first!.refused].sort()).toEqual([...Array.from({ length: 10 }, () => 'act.malformed'), ...Array.from({ length: 10 }, () => 'act.not-canonical'), ...Array.from({ length: 20 }, () => 'act.signature')])
  for (const other of rest) expect(other).toEqual(first)
  const one = new Verifier(1)
  try {
    expect(await told(one, acts)).toEqual(first)
  } finally {
    one.dispose()
  }
})

it('verifies here what a thread that ended had been asked', async () => {
  const acts = Array.from({ length: 40 }, (_, seq) => act(seq))
  verifier = new Verifier(1)
  const asked = [told(verifier, acts), told(verifier, acts)]
  verifier.dispose()
  const [here, there] = await Promise.all(asked)
  expect(here!.ids.length).toBe(40)
  expect(there).toEqual(here)
})

it('puts acts together and parts them again, empty ones among them', () => {
  const acts: SignedAct[] = [{ bytes: utf8('one'), signature: utf8('x') }, { bytes: new Uint8Array(0), signature: new Uint8Array(0) }, { bytes: utf8('three'), signature: utf8('yy') }]
  expect(parted(joined(acts)).map(({ bytes, signature }) => [[...bytes], [...signature]])).toEqual(acts.map(({ bytes, signature }) => [[...bytes], [...signature]]))
  verifier = new Verifier(1)
})
