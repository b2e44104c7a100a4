// R1: an act counts once it is well formed and its causal past is complete; nothing depends on order or repetition.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_SEEN, MAX_TEXT_BYTES, signAct, verifyAct, type Act, type VerifiedAct } from '#shared/acts/act.ts'
import { newDeviceKey } from '#shared/acts/crypto.ts'
import { utf8 } from '#shared/base/bytes.ts'
import type { ActId, TextHash, WorkspaceId } from '#shared/base/ids.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { arriving, contentOf, doings, idsOf, openLedger, play, type History } from '../../harness/ledgers.ts'
import { people } from '../../harness/people.ts'

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'parley-intake-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** An order with repetitions, as a network brings things. */
const shuffled = (acts: readonly VerifiedAct[], choices: Iterator<number>): VerifiedAct[] => {
  const next = (): number => choices.next().value as number
  const order = acts.map((act) => ({ act, at: next() })).sort((a, b) => a.at - b.at).map(({ act }) => act)
  const again = order.filter(() => next() % 4 === 0)
  return [...order, ...again].map((act) => ({ act, at: next() })).sort((a, b) => a.at - b.at).map(({ act }) => act)
}

describe('taking acts in', () => {
  it('gives the same heads, standing, members and records in any order, with any repetition, in any portions', async () => {
    let forks = 0
    await fc.assert(fc.asyncProperty(doings, fc.infiniteStream(fc.nat(1_000_000)), async (doing, choices) => {
      const { acts, world, everyone } = await play(doing)
      const first = openLedger(':memory:', world.workspace)
      await first.ledger.take(arriving(...acts), 'peer')
      const second = openLedger(':memory:', world.workspace)
      const order = shuffled(acts, choices)
      for (let at = 0; at < order.length;) {
        const portion = 1 + (choices.next().value % 7)
        await second.ledger.take(arriving(...order.slice(at, at + portion)), 'peer')
        at += portion
      }
      expect(second.ledger.waitingCount).toBe(0)
      expect(second.ledger.chains('workspace').size).toBe(acts.length)
      expect(contentOf(second)).toEqual(contentOf(first))
      // A store made otherwise, in memory, comes to the same members and records.
      const { replica } = everyone[0]!.device
      expect(second.judge.state()).toEqual(replica.members())
      for (const subject of replica.subjects()) expect((contentOf(second) as { records: Record<string, unknown> }).records[subject]).toEqual(replica.state(subject))
      forks += first.ledger.chains('workspace').forkedDevices().length
      first.close()
      second.close()
    }), { numRuns: 60 })
    expect(forks).toBeGreaterThan(0)
  })

  it('counts only complete prefixes: what follows a withheld act waits, over a restart too', async () => {
    const { acts, world } = await letterWithdrawn()
    const withheld = acts.find((act) => act.act.type === 'commitment.withdraw')!
    const knowing = new Set<string>([withheld.id])
    const after = acts.filter(({ id, act }) => [act.prev, ...act.seen].some((parent) => knowing.has(parent)) && knowing.add(id))
    expect(after.length).toBe(2)
    const path = join(folder, 'prefix.sqlite')
    const before = openLedger(path, world.workspace)
    await before.ledger.take(arriving(...acts.filter((act) => act !== withheld).reverse()), 'peer')
    expect(before.ledger.waitingCount).toBe(after.length)
    for (const act of after) expect(before.ledger.has('workspace', act.id)).toBe(false)
    before.close()

    const again = openLedger(path, world.workspace)
    expect(again.ledger.waitingCount).toBe(after.length)
    expect(await again.ledger.take(arriving(withheld), 'peer')).toBe(1 + after.length)
    expect(again.ledger.waitingCount).toBe(0)
    expect(again.db.prepare('select count(*) as n from waiting').get()).toEqual({ n: 0 })
    const complete = openLedger(':memory:', world.workspace)
    await complete.ledger.take(arriving(...acts), 'peer')
    expect(contentOf(again)).toEqual(contentOf(complete))
    again.close()
    // What was read from disk is what was in memory.
    const third = openLedger(path, world.workspace)
    expect(contentOf(third)).toEqual(contentOf(complete))
    third.close()
    complete.close()
  })

  it('keeps and flags both branches of a fork, and an act that joins them knows both', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    const twin = ben.copiesTheFolder()
    world.partition([ada, ben], [twin])
    const accepted = ben.accepts(letter)
    const declined = twin.declines(letter)
    world.heal()
    const joined = ada.checksIn(ada.promises('Salt', [ben]), 'soon')
    const { ledger, close } = await filled(world.workspace, world.acts())
    const chains = ledger.chains('workspace')
    expect(chains.forkedDevices()).toEqual([ben.device.key.id])
    expect(chains.headsOf(ben.device.key.id).map((place) => chains.id(place)).sort()).toEqual([accepted, declined].sort())
    expect(chains.index.knows(chains.place(accepted)!, chains.place(declined)!)).toBe(false)
    expect(chains.index.knows(chains.place(declined)!, chains.place(accepted)!)).toBe(false)
    for (const branch of [accepted, declined]) expect(chains.index.knows(chains.place(joined)!, chains.place(branch)!)).toBe(true)
    close()
  })

  it('refuses acts of another workspace and acts that contradict their own chain, and counts them', async () => {
    const { acts, world, ada } = await letterWithdrawn()
    const elsewhere = await letterWithdrawn()
    const open = await filled(world.workspace, acts)
    const size = open.ledger.chains('workspace').size
    const last = acts.filter((act) => act.act.device === ada.device.key.id).at(-1)!
    const from = (change: Partial<Act>): VerifiedAct => verifyAct(signAct({ ...last.act, seen: [], ...change }, ada.device.key))
    const foreign = from({ prev: acts.find((act) => act.act.device !== last.act.device)!.id, seq: last.act.seq + 1 })
    const skipping = from({ prev: last.id, seq: last.act.seq + 2 })
    const back = from({ prev: last.id, seq: last.act.seq })
    await open.ledger.take(arriving(...elsewhere.acts, foreign, skipping, back), 'peer')
    expect(open.refused.filter((what) => what === 'act.workspace').length).toBe(elsewhere.acts.length)
    expect(open.refused.filter((what) => what === 'act.chain').length).toBe(3)
    expect(open.ledger.chains('workspace').size).toBe(size)
    expect(open.ledger.waitingCount).toBe(0)
    open.close()
  })

  it('keeps what waits within bounds: more than 20,000 acts without a past are dropped and counted', async () => {
    const { world, ada } = await people('Ada', 'Ben')
    const open = await filled(world.workspace, world.acts())
    const key = newDeviceKey()
    const template = signAct({ ...world.acts()[1]!.act, type: 'knot.tie', body: {}, person: ada.id, device: key.id, seq: 1, prev: world.workspace as string as ActId, seen: [] }, key)
    // Only the id and what is missing matter here; the signatures were checked before.
    const orphans = Array.from({ length: 20_005 }, (_, n): VerifiedAct => ({
      ...template, id: n.toString(16).padStart(64, 'f') as ActId, act: { ...template.act, prev: n.toString(16).padStart(64, 'e') as ActId },
    }))
    await open.ledger.take(arriving(...orphans), 'peer')
    expect(open.ledger.waitingCount).toBe(20_000)
    expect(open.refused).toEqual(Array(5).fill('act.waiting'))
    open.close()
  })
})

describe('texts beside acts', () => {
  it('are kept where the act names them and it is no more than 1 MiB; what nobody asked for is refused', async () => {
    const { acts, world, letter, ada } = await letterWithdrawn()
    const words = [...ada.device.replica.texts.values()]
    const offer = acts.find((act) => act.act.type === 'commitment.offer')!
    const open = openLedger(':memory:', world.workspace)
    const named = words.filter((text) => JSON.stringify(offer.act.body).includes(textHash(text)))
    expect(named.length).toBe(1)
    await open.ledger.take(acts.map((verified) => ({ verified, texts: verified === offer ? [...words, utf8('of nothing')] : [] })), 'peer')
    expect(open.ledger.text(textHash(named[0]!))).toEqual(named[0])
    expect(open.ledger.text(textHash(utf8('of nothing')))).toBeNull()
    expect(open.refused).toEqual(Array(words.length).fill('text.unasked'))
    expect(letter.id.length).toBe(64)
    open.close()
  })

  it('are not kept for acts that are refused, so that nobody fills a disk from outside', async () => {
    const { world } = await people('Ada', 'Ben')
    const elsewhere = await letterWithdrawn()
    const words = [...elsewhere.ada.device.replica.texts.values()]
    const open = await filled(world.workspace, world.acts())
    await open.ledger.take(elsewhere.acts.map((verified) => ({ verified, texts: words })), 'peer')
    expect(open.db.prepare('select count(*) as n from texts').get()).toEqual({ n: 0 })
    open.close()
  })

  it('are taken later only where asked for, once, and not over 1 MiB', async () => {
    const { world } = await people('Ada', 'Ben')
    const open = await filled(world.workspace, world.acts())
    const [asked, unasked, huge] = [utf8('asked'), utf8('unasked'), new Uint8Array(MAX_TEXT_BYTES + 1)]
    open.ledger.askFor([textHash(asked), textHash(huge)])
    for (const text of [unasked, asked, asked, huge]) open.ledger.keepWanted(textHash(text), text)
    expect(open.refused).toEqual(['text.unasked', 'text.unasked', 'text.unasked'])
    expect([asked, unasked, huge].map((text) => open.ledger.text(textHash(text)) !== null)).toEqual([true, false, false])
    open.close()
  })

  it('travel with their act, as many as others read and a message carries', async () => {
    const { world, ada } = await people('Ada', 'Ben')
    const texts = Array.from({ length: 20 }, (_, n) => utf8(`text ${n}`))
    const big = Array.from({ length: 6 }, (_, n) => new Uint8Array(MAX_TEXT_BYTES).fill(n))
    const named = (of: readonly Uint8Array[]): ActId => ada.signs('knot.tie', '', { texts: of.map(textHash) })
    const [many, much] = [named(texts), named(big)]
    const open = await filled(world.workspace, world.acts())
    const hashes = [...texts, ...big].map((text): TextHash => textHash(text))
    open.ledger.askFor(hashes)
    for (const [i, text] of [...texts, ...big].entries()) open.ledger.keepWanted(hashes[i]!, text)
    expect(open.ledger.packed(many)!.texts.length).toBe(16)
    expect(open.ledger.packed(much)!.texts.length).toBe(4)
    expect(open.ledger.packed('00'.repeat(32) as ActId)).toBeNull()
    open.close()
  })
})

describe('what peers are told', () => {
  /** Each sends what the other's heads say it lacks, until nothing moves. */
  const exchange = async (left: ReturnType<typeof openLedger>, right: ReturnType<typeof openLedger>, acts: readonly VerifiedAct[]): Promise<void> => {
    const byId = new Map(acts.map((act) => [act.id, act]))
    for (let round = 0; round < 6; round++) {
      for (const [from, to] of [[left, right], [right, left]] as const) {
        const chains = from.ledger.chains('workspace')
        const send = chains.missingFrom(to.ledger.chains('workspace').heads()).map((place) => byId.get(chains.id(place))!)
        await to.ledger.take(arriving(...send), 'peer')
      }
    }
  }

  it('brings two ledgers to the same acts from their heads alone, whatever each began with', async () => {
    await fc.assert(fc.asyncProperty(doings, fc.nat(), fc.nat(), fc.func(fc.nat(5)), async (doing, one, other, isLost) => {
      const { acts, apart, world } = await play(doing)
      const [left, right] = [openLedger(':memory:', world.workspace), openLedger(':memory:', world.workspace)]
      await left.ledger.take(arriving(...apart[one % apart.length]!), 'peer')
      await right.ledger.take(arriving(...apart[other % apart.length]!.filter((act) => isLost(act.id) !== 0)), 'peer')
      await exchange(left, right, acts)
      for (const { id } of apart[one % apart.length]!) expect(right.ledger.has('workspace', id)).toBe(true)
      expect(contentOf(left)).toEqual(contentOf(right))
      left.close()
      right.close()
    }), { numRuns: 15 })
  })

  it.each([[1, 1], [1, 3], [3, 1], [2, 2]])('brings together branches of a fork that are %i and %i acts long', async (mine, theirs) => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const twin = ben.copiesTheFolder()
    world.partition([ada, ben], [twin])
    for (let i = 0; i < mine; i++) ben.promises(`here ${i}`, [ada])
    for (let i = 0; i < theirs; i++) twin.promises(`there ${i}`, [ada])
    const left = await filled(world.workspace, [...ben.device.replica.acts.values()])
    const right = await filled(world.workspace, [...twin.device.replica.acts.values()])
    await exchange(left, right, world.acts())
    for (const open of [left, right]) {
      expect(open.ledger.chains('workspace').size).toBe(world.acts().length)
      expect(open.ledger.chains('workspace').forkedDevices()).toEqual([ben.device.key.id])
    }
    expect(contentOf(left)).toEqual(contentOf(right))
    left.close()
    right.close()
  })

  it('sends nothing to whoever has everything, and to whoever lacks the end of a chain only that', async () => {
    const { acts, world } = await letterWithdrawn()
    const [full, behind] = [await filled(world.workspace, acts), openLedger(':memory:', world.workspace)]
    await behind.ledger.take(arriving(...acts.slice(0, -3)), 'peer')
    const chains = full.ledger.chains('workspace')
    expect(chains.missingFrom(chains.heads())).toEqual([])
    const missing = chains.missingFrom(behind.ledger.chains('workspace').heads()).map((place) => chains.id(place))
    expect(missing.sort()).toEqual(idsOf(acts.slice(-3)).sort())
    expect(behind.ledger.chains('workspace').missingFrom(chains.heads())).toEqual([])
    full.close()
    behind.close()
  })
})

describe('more tips than an act may name', () => {
  it('are knotted first, so that every act names at most 16 and still knows all (R4)', async () => {
    const { world } = await people(...Array.from({ length: 40 }, (_, n) => `Guest${n}`))
    const ada = world.voices[0]!
    world.partition(...world.voices.map((voice) => [voice]))
    const alone = world.voices.slice(1).map((voice) => voice.promises('Water', [ada]))
    const apart = world.voices.flatMap((voice) => [...voice.device.replica.acts.values()])
    const open = openLedger(':memory:', world.workspace, { key: ada.device.key, person: ada.id })
    await open.ledger.take(arriving(...new Map(apart.map((act) => [act.id, act])).values()), 'peer')
    const chains = open.ledger.chains('workspace')
    expect(chains.tips().length).toBeGreaterThan(2 * MAX_SEEN)
    const everything = chains.tips()
    const given = await open.ledger.give({ circle: 'workspace', type: 'knot.tie', subject: '', body: { last: true } })
    const own = open.commits.at(-1)!.own
    expect(own.length).toBeGreaterThan(2)
    expect(own.at(-1)).toBe(given.id)
    for (const id of own) expect(JSON.parse(new TextDecoder().decode(open.ledger.rows.byId(id)!.bytes)).seen.length).toBeLessThanOrEqual(MAX_SEEN)
    for (const tip of everything) expect(chains.index.knows(given.place, tip)).toBe(true)
    expect(chains.tips()).toEqual([given.place])
    expect(alone.length).toBe(39)
    open.close()
  })
})

/** A letter offered, accepted, withdrawn from; then its people speak of something else. */
async function letterWithdrawn(): Promise<{ acts: VerifiedAct[] } & Awaited<ReturnType<typeof people<['Ada', 'Ben']>>> & { letter: ReturnType<History['everyone'][0]['drafts']> }> {
  const all = await people('Ada', 'Ben')
  const letter = all.ada.drafts('Bread on Fridays')
  all.ada.offers(letter).to(all.ben)
  all.ben.accepts(letter)
  all.ben.withdraws(letter)
  all.ben.promises('Salt', [all.ada])
  all.ada.promises('Flour', [all.ben])
  return { ...all, letter, acts: all.world.acts() }
}

async function filled(workspace: WorkspaceId, acts: readonly VerifiedAct[]): Promise<ReturnType<typeof openLedger>> {
  const open = openLedger(':memory:', workspace)
  await open.ledger.take(arriving(...acts), 'peer')
  return open
}
