// A host that is killed, at any moment of any life: what is shown afterwards is what the acts on the disk say, whether or
// not the rows, the index and the pointings beside them had been written.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { fromHex } from '#shared/base/bytes.ts'
import { Chance } from '../harness/chance.ts'
import type { Someone } from '../harness/hosts.ts'
import { adaAndBen, folder, network, opened } from '../harness/stage.ts'

const STEPS = 40
const KILLS = 4
const WORDS = ['bread', 'rye', 'oven', 'market', 'kept', 'wheat']
const TAGS = ['bakery', 'spring']

/** What is written beside the acts and made from them. */
const MADE = ['views', 'search', 'pointing', 'remark_rows', 'remark_words']

/** Works on what a closed host has on its disk. */
function inLedger<T>(of: Someone, work: (db: DatabaseSync) => T): T {
  const [workspace] = readdirSync(join(of.data, 'workspaces'))
  const db = new DatabaseSync(join(of.data, 'workspaces', workspace!, 'ledger.sqlite'))
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** As if nothing had ever been written beside the acts. */
const bare = (of: Someone): void => inLedger(of, (db) => {
  for (const table of MADE) db.exec(`delete from ${table}`)
  db.exec("delete from facts where key = 'views'")
})

/** Everything a person could look at. */
async function looks(one: Someone): Promise<unknown> {
  // Who has what and goes by which name is known once the ledger is read; until then a list shows what was kept of that.
  await one.in('status', {})
  await one.in('find.ready', {})
  const rows = await one.in('records.list', {})
  const each = await Promise.all(rows.map(async ({ id }) => ({ detail: await one.in('records.show', { id }), talk: await one.in('talk.show', { id }) })))
  const found = await Promise.all(WORDS.map((text) => one.in('find', { text })))
  return {
    // Of equally good hits, which comes first is left to the index.
    rows, each, found: found.map(({ hits, ...rest }) => ({ ...rest, hits: hits.map((hit) => JSON.stringify(hit)).sort() })), tags: await one.in('talk.tags', {}), addressed: await one.in('talk.addressed', {}), desk: await one.in('desk.show', {}),
    activity: await one.in('activity.list', {}), questions: await one.in('question.list', {}), around: await one.in('group.around', { id: rows[0]!.id }).catch(() => null),
  }
}

/** One thing that Ada or Ben might do next; nothing where the rules do not let them. */
function does(chance: Chance, by: Someone, them: readonly string[], records: readonly string[]): Promise<unknown> {
  const words = () => [chance.pick(WORDS), chance.pick(WORDS), chance.pick(WORDS)].join(' ')
  const on = records[chance.below(records.length)]
  const acts: (() => Promise<unknown>)[] = [
    () => by.in('records.promise', { title: words(), receives: [chance.pick(them)], due: '2026-06-01' }),
    () => by.in('group.call', { title: words(), text: words() }),
    () => by.in('question.ask', { title: words(), text: words(), to: [chance.pick(them)] }),
  ]
  if (on !== undefined) {
    const remarkable = { id: on, kind: chance.pick(['comment', 'question'] as const), text: words(), mentions: [{ id: chance.pick(them), as: 'Somebody' }] }
    acts.push(
      () => by.in('talk.say', remarkable), () => by.in('talk.tag', { id: on, tag: chance.pick(TAGS), on: chance.below(3) > 0 }),
      ...(['checkin', 'fulfil', 'decline', 'release', 'withdraw', 'acknowledge', 'accept', 'close'] as const).map((verb) => () => by.gives(on, verb as never, { text: words() })),
    )
  }
  return chance.pick(acts)().catch(() => null)
}

describe('a host that is killed', () => {
  it.each([1, 2, 3, 4, 5, 6])('shows what its acts say, in life %i', async (seed) => {
    const chance = new Chance(seed)
    const { ada, ben, a, b } = await adaAndBen()
    let shown = 0
    for (let step = 0; step < STEPS; step++) {
      const records = (await ada.in('records.list', {})).map(({ id }) => id).sort()
      await does(chance, chance.pick([ada, ben]), [a, b], records)
      // Rows are written by and by; whoever looks something up wants them at once.
      if (chance.below(3) === 0) await ada.in('talk.tags', {})
      if (chance.below(8) === 0) {
        await ada.close()
        await ada.open()
      }
      if (chance.below(STEPS / KILLS) > 0) continue
      const [killed, anew] = ['killed', 'anew'].map((name) => ada.copied(join(folder.path, `${name}-${step}`)))
      bare(anew!)
      for (const one of [killed!, anew!]) opened(await one.open({ network: undefined as never, link: false }))
      const seen = await looks(killed!)
      expect(seen, `after step ${step}`).toEqual(await looks(anew!))
      shown += (seen as { rows: unknown[] }).rows.length
      for (const one of [killed!, anew!]) await one.close()
    }
    expect(shown).toBeGreaterThan(0)
  })
})

describe('a list that is shown before the ledger is read', () => {
  it('is told what has changed since its rows were kept: who goes by another name, what a colleague has', async () => {
    const { ada, ben, b } = await adaAndBen()
    network.cutOff(ben.data)
    await ada.in('records.promise', { title: 'Rye', receives: [b] })
    // The row is written as it stands: on this device alone, and Ben is called Ben.
    await ada.in('talk.tags', {})
    network.reconnect(ben.data)
    await ben.in('profile.set', { change: { name: 'Benedikt' } })
    const row = async () => (await ada.in('records.list', { concept: 'commitment' }))[0]!
    await ada.sees('the new name, and that Ben has it', async () => { const { parties, onlyHere } = await row(); return !onlyHere && parties.some(({ name }) => name === 'Benedikt') })
    await ada.close()
    const workspace = await ada.workspace()
    await ada.open({ network: undefined as never, link: false })
    const list = ada.call('records.list', { workspace, concept: 'commitment', limit: 10 })
    const told = ada.hears('records', ({ rows }) => rows.some(({ parties, onlyHere }) => !onlyHere && parties.some(({ name }) => name === 'Benedikt')))
    expect((await list)[0]).toMatchObject({ onlyHere: true, parties: [{ name: 'Ada' }, { name: 'Ben' }] })
    await told
  })

  it('comes to show words that arrived just before the end', async () => {
    const { ada, b } = await adaAndBen()
    const { id } = await ada.in('records.promise', { title: 'Rye', receives: [b] })
    const words = (await ada.in('records.show', { id })).revisions[0]!.words
    await ada.close()
    const text = inLedger(ada, (db) => db.prepare('delete from texts where hash = ? returning bytes').get(fromHex(words)) as { bytes: Uint8Array })
    inLedger(ada, (db) => db.exec("delete from facts where key = 'views'; update views set upto = -1"))
    const away = { network: undefined as never, link: false }
    const row = async () => (await ada.in('records.list', { concept: 'commitment' })).find((one) => one.id === id)!
    await ada.open(away)
    await ada.sees('that the words are not here', async () => (await row()).unavailable)
    await ada.close()
    // They came, and before the row was written again the host was killed.
    inLedger(ada, (db) => db.prepare('insert into texts (hash, bytes) values (?, ?)').run(fromHex(words), text.bytes))
    await ada.open(away)
    await ada.sees('the words', async () => !(await row()).unavailable)
  })
})
