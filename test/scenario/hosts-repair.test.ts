// A document that somebody spoils, and how it is whole again: nothing that was agreed is touched by it, and nobody's
// words are lost or overwritten.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { draftEntries } from '#shared/document/drafts.ts'
import { mirrorOf } from '#shared/document/mirror.ts'
import { actsOnDisk, founds, joins, turns, type Someone } from '../harness/hosts.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'
import {
  areInEpoch, changeIn, clientOf, deletionAhead, documentOf, epochActs, forgedAs, garbageAhead, linkOf, Page, seesWords, slips, SOONER, squats, types, wordsOf,
} from '../harness/spoiling.ts'

/** The first founds, the others join; the last keeps no rule. */
async function workspaceOf<Names extends string[]>(...names: Names): Promise<{ [K in keyof Names]: Someone }> {
  const [first, ...others] = names
  const founder = opened(await founds(first!, folder.path, { network, clock, documentPace: SOONER }))
  const people = [founder]
  for (const name of others) people.push(opened(await joins(name, founder)))
  for (const one of people) await one.sees('everybody', async () => (await one.in('people.list', {})).filter((person) => person.member).length === names.length)
  return people as never
}
async function aLetter(from: Someone, ...others: Someone[]): Promise<string> {
  const gives = await Promise.all([from, ...others].map((one) => one.me()))
  const id = await from.drafts({ title: 'Bread', kind: 'mutual', gives }, 'One loaf on Fridays.')
  for (const one of others) await seesWords(one, id, 'One loaf')
  return id
}
const documentView = async (one: Someone) => (await one.in('status', {})).document

describe('a document in which two see different things', () => {
  it('is found and rebuilt: who squats another\'s clock hides nothing for long', async () => {
    const [ada, ben, femke] = await workspaceOf('Ada', 'Ben', 'Femke')
    const letter = await aLetter(ada, ben)
    const salt = await ada.in('records.promise', { title: 'Salt', receives: [await ben.me()] })
    await squats(femke, ada, letter, ben)
    await types(ada, letter, 'And a cake in May.')
    await areInEpoch(1, ada, ben, femke)
    await seesWords(ben, letter, 'One loaf', 'And a cake in May.')
    for (const one of [ada, ben]) await one.seesRecord(salt.id, 'what was agreed', ({ state }) => state === 'in force')
    for (const one of [ada, ben, femke]) await one.sees('no damage', async () => (await documentView(one)).damage === null)
    // Every act has its entry in the new document, at everybody's, and what was squatted is gone.
    const acts = actsOnDisk(ada.data).filter((act) => act.act.circle === 'workspace')
    for (const one of [ada, ben, femke]) await one.sees('the whole mirror', () => Promise.resolve(acts.every((act) => mirrorOf(documentOf(one)).has(act.id))))
    expect(draftEntries(documentOf(ben)).has(`${letter}/${'f'.repeat(16)}`)).toBe(false)
  })

  it('is found and rebuilt: a struct without content does not hide for long what was written behind it', async () => {
    const [ada, ben, femke] = await workspaceOf('Ada', 'Ben', 'Femke')
    const letter = await aLetter(ada, ben)
    const garbage = garbageAhead(await clientOf(ada))
    expect(garbage.length).toBeLessThanOrEqual(14)
    await slips(femke, ben, garbage)
    await types(ada, letter, 'And a cake in May.')
    // What one of them has reaches the others sooner or later.
    await slips(femke, ada, garbage)
    await areInEpoch(1, ada, ben)
    await seesWords(ben, letter, 'One loaf', 'And a cake in May.')
    await types(ada, letter, 'And salt.')
    await seesWords(ben, letter, 'And salt.')
  })

  it('is found, or made good at once: a deletion ahead of time does not erase what was written since', async () => {
    const [ada, ben, femke] = await workspaceOf('Ada', 'Ben', 'Femke')
    const letter = await aLetter(ada, ben)
    const deletion = deletionAhead(await clientOf(ada))
    for (const one of [ada, ben]) await slips(femke, one, deletion)
    await types(ada, letter, 'And a cake in May.')
    await seesWords(ben, letter, 'One loaf', 'And a cake in May.')
    await types(ben, letter, 'And salt.')
    await types(ada, letter, 'And pepper.')
    for (const one of [ada, ben]) await seesWords(one, letter, 'And a cake in May.', 'And salt.', 'And pepper.')
  })

  it('is rebuilt where changes wait for others that nobody has', async () => {
    const [ada, ben, femke] = await workspaceOf('Ada', 'Ben', 'Femke')
    const letter = await aLetter(ada, ben)
    const forged = forgedAs(4711, documentOf(ada))
    changeIn(forged, () => draftEntries(forged).set(`${letter}/${'e'.repeat(16)}`, Uint8Array.of(1)))
    const waits = changeIn(forged, () => draftEntries(forged).set(`${letter}/${'f'.repeat(16)}`, Uint8Array.of(2)))
    for (const one of [ada, ben]) await slips(femke, one, waits)
    await areInEpoch(1, ada, ben)
    expect(linkOf(ada).doc.store.pendingStructs).toBe(null)
    await seesWords(ben, letter, 'One loaf')
  })
})

describe('drafts that somebody deletes or garbles', () => {
  it('are written again, and no new document is needed for it', async () => {
    const [ada, ben, femke] = await workspaceOf('Ada', 'Ben', 'Femke')
    const letter = await aLetter(ada, ben)
    await types(ben, letter, 'And a cake in May.')
    await seesWords(ada, letter, 'And a cake in May.')
    const doc = documentOf(femke)
    const entries = draftEntries(doc)
    const keys = [...entries.keys()].filter((key) => key.startsWith(letter))
    const spoilt = changeIn(doc, () => {
      for (const [i, key] of keys.entries()) {
        if (i % 2 === 0) entries.delete(key)
        else entries.set(key, Uint8Array.of(7))
      }
    })
    for (const one of [ada, ben]) await slips(femke, one, spoilt)
    await ada.sees('the entries being written again', () => Promise.resolve([...draftEntries(documentOf(ada)).keys()].some((key) => key.startsWith(letter) && !keys.includes(key))))
    // Whoever opens the workspace anew has nothing but the document.
    for (const one of [ada, ben]) {
      await one.close()
      await one.open()
      await seesWords(one, letter, 'One loaf', 'And a cake in May.')
      expect((await documentView(one)).epoch).toBe(0)
    }
  })
})

describe('while a document is rebuilt', () => {
  it('two who begin it apart are in the same one when they meet', async () => {
    const [ada, ben, chidi, dewi, femke] = await workspaceOf('Ada', 'Ben', 'Chidi', 'Dewi', 'Femke')
    const letter = await aLetter(ada, ben, chidi, dewi)
    await types(ben, letter, 'Ben was here.')
    await seesWords(dewi, letter, 'Ben was here.')
    await squats(femke, ada, letter, chidi)
    await squats(femke, ben, letter, dewi)
    const side = (data: string): boolean => [ada, chidi].some((one) => one.data === data)
    network.paths = (a, b) => side(a) === side(b)
    for (const one of [ada, chidi]) for (const other of [ben, dewi, femke]) cut(one, other)
    await types(ada, letter, 'One side.')
    await types(ben, letter, 'The other side.')
    await areInEpoch(1, ada, chidi)
    await areInEpoch(1, ben, dewi, femke)
    expect(epochActs(ada)).not.toEqual(epochActs(ben))
    network.paths = () => true
    network.introduce()
    for (const one of [ada, ben, chidi, dewi]) await seesWords(one, letter, 'One loaf', 'One side.', 'The other side.', 'Ben was here.')
    for (const one of [ada, ben, chidi, dewi]) expect(await documentView(one)).toMatchObject({ epoch: 1, entering: false })
  })

  it('those who write together go on writing', async () => {
    const [ada, ben, femke] = await workspaceOf('Ada', 'Ben', 'Femke')
    const letter = await aLetter(ada, ben)
    const [hers, his] = [await new Page(ada, letter).open(), await new Page(ben, letter).open()]
    await hers.types('Ada 0')
    await squats(femke, ada, letter, ben)
    let lines = 0
    const bothType = async (): Promise<void> => {
      lines++
      await hers.types(`Ada ${lines}.`)
      await his.types(`Ben ${lines}.`)
      // Nothing on the way to a host in memory waits for anything: without a pause no timer would ever come in, its own limit neither.
      await turns()
    }
    await bothType()
    // They pause, the damage is found, and both are at it again before the new document is in use everywhere.
    await ada.sees('a new document', async () => (await documentView(ada)).epoch === 1)
    for (let more = 0; more < 5 || (await documentView(ben)).entering; more++) await bothType()
    await areInEpoch(1, ada, ben)
    await his.types('Ben at last.')
    await hers.types('Ada at last.')
    const all = Array.from({ length: lines }, (_, i) => [`Ada ${i + 1}.`, `Ben ${i + 1}.`]).flat()
    for (const one of [ada, ben]) await seesWords(one, letter, ...all, 'Ben at last.', 'Ada at last.')
    await ada.sees('it on her page', () => Promise.resolve(all.every((line) => hers.text.includes(line))))
    await ben.sees('it on his page', () => Promise.resolve(all.every((line) => his.text.includes(line))))
  })
})

describe('who was away while a document was rebuilt', () => {
  /** Ben is away and goes on writing; the others rebuild the document meanwhile. */
  async function benWasAway() {
    const [ada, ben, chidi, femke] = await workspaceOf('Ada', 'Ben', 'Chidi', 'Femke')
    const letter = await aLetter(ada, ben)
    network.cutOff(ben.data)
    await ben.sees('nobody', async () => (await ben.in('status', {})).connected === 0)
    clock.pass(60_000)
    await types(ben, letter, 'Typed on the train.')
    const cake = await ben.drafts({ title: 'Cake', kind: 'mutual', gives: [await ben.me(), await ada.me()] }, 'A cake in May.')
    await squats(femke, ada, letter, chidi)
    await types(ada, letter, 'Typed at home.')
    await areInEpoch(1, ada, chidi, femke)
    return { ada, ben, letter, cake }
  }

  it('follows, brings their new drafts, and is offered what they had typed: nothing is put into a draft by itself', async () => {
    const { ada, ben, letter, cake } = await benWasAway()
    network.reconnect(ben.data)
    await areInEpoch(1, ben)
    await seesWords(ben, letter, 'One loaf', 'Typed at home.')
    await seesWords(ada, cake, 'A cake in May.')
    const row = await ben.sees('the offer', async () => (await ben.in('records.list', {})).find(({ id, flags }) => id === letter && flags.includes('text kept')) ?? null)
    expect(row.title).toBe('Bread')
    expect(await ben.in('draft.kept', { id: letter })).toMatchObject({ text: 'Typed on the train.' })
    expect(await ada.in('draft.kept', { id: letter })).toBe(null)
    for (const one of [ada, ben]) expect(await wordsOf(one, letter)).not.toContain('Typed on the train.')
    // It is there after a restart too, and once it is put back everybody has it and nothing was overwritten.
    await ben.close()
    await ben.open()
    await ben.in('draft.putBack', { id: letter })
    for (const one of [ada, ben]) await seesWords(one, letter, 'One loaf', 'Typed at home.', 'Typed on the train.')
    expect(await ben.in('draft.kept', { id: letter })).toBe(null)
  })

  it('may let go of what they had typed, and then it is gone for good', async () => {
    const { ada, ben, letter } = await benWasAway()
    network.reconnect(ben.data)
    await ben.sees('the offer', async () => (await areInEpoch(1, ben), ben.in('draft.kept', { id: letter })))
    await ben.in('draft.letGo', { id: letter })
    expect((await ben.in('records.list', {})).find(({ id }) => id === letter)!.flags).not.toContain('text kept')
    await types(ben, letter, 'Something else.')
    await seesWords(ada, letter, 'Something else.')
    expect(await wordsOf(ada, letter)).not.toContain('Typed on the train.')
  })

  it('has put it back by going on to type in it: that is what they see', async () => {
    const { ada, ben, letter } = await benWasAway()
    const page = await new Page(ben, letter).open()
    network.reconnect(ben.data)
    await areInEpoch(1, ben)
    await page.typesOn('Typed on the train.', ' And typed on.')
    await seesWords(ada, letter, 'Typed on the train. And typed on.', 'Typed at home.')
  })

  it('drops what was left behind once the new document has been exchanged, and not before', async () => {
    const { ada, ben } = await benWasAway()
    const names = async (one: Someone): Promise<string[]> => {
      const db = new DatabaseSync(join(one.data, 'workspaces', await one.workspace(), 'ledger.sqlite'), { readOnly: true })
      try {
        return (db.prepare("select distinct circle from documents where circle <> 'me' order by circle").all() as { circle: string }[]).map(({ circle }) => circle)
      } finally {
        db.close()
      }
    }
    expect(await names(ben)).toEqual(['workspace'])
    network.reconnect(ben.data)
    await areInEpoch(1, ben)
    for (const one of [ada, ben]) await one.sees('the earlier document gone', async () => (await names(one)).join() === 'workspace/1')
  })
})

function cut(one: Someone, other: Someone): void {
  for (const end of [...linkOf(one).ends.values()]) if (end.other.link.owner === other.data) linkOf(one).cut(end.connection, 'apart')
}
