// The document on disk, and the mirror of acts inside it.
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { signAct } from '#shared/acts/act.ts'
import { cryptoReady } from '#shared/acts/crypto.ts'
import { packAct } from '#shared/acts/packed.ts'
import { mirrorOf } from '#shared/document/mirror.ts'
import { openDatabase } from '../../../electron/host/store/database.ts'
import { FROM_LEDGER, FROM_LINK, StoredDocument } from '../../../electron/host/store/documents.ts'
import { Verifier } from '../../../electron/host/exchange/verify.ts'
import { Mirror } from '../../../electron/host/workspace/mirror.ts'
import { testFolder } from '../../harness/hosts.ts'
import { arriving, openLedger } from '../../harness/ledgers.ts'
import { people } from '../../harness/people.ts'

let folder = testFolder()
beforeAll(() => cryptoReady)
beforeEach(() => { folder = testFolder() })
afterEach(() => {
  vi.useRealTimers()
  folder.remove()
})

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a stored document', () => {
  const open = (failed: (error: unknown) => void = (error) => { throw error }) => {
    const db = openDatabase(join(folder.path, 'ledger.sqlite'))
    const stored = new StoredDocument(db, 'workspace', failed)
    return { db, stored, close: () => {
      stored.dispose()
      db.close()
    } }
  }
  const textOf = (stored: StoredDocument): string => stored.doc.getText('t').toString()

  it('is there again after a restart, and was not written twice by being read', async () => {
    const first = open()
    for (const word of ['one ', 'two ', 'three']) {
      first.stored.doc.getText('t').insert(first.stored.doc.getText('t').length, word)
      await turn()
    }
    first.close()
    const second = open()
    expect(textOf(second.stored)).toBe('one two three')
    await turn()
    expect(second.db.prepare('select count(*) as n from documents').get()).toEqual({ n: 3 })
    second.close()
  })

  it('keeps circles apart', () => {
    const { db, stored, close } = open()
    stored.doc.getText('t').insert(0, 'ours')
    stored.flush()
    const mine = new StoredDocument(db, 'me', () => {})
    expect(mine.doc.getText('t').toString()).toBe('')
    mine.dispose()
    close()
  })

  it('is folded into one snapshot when its updates outweigh it, garbage left behind, nothing else lost', async () => {
    const first = open()
    const text = first.stored.doc.getText('t')
    const page = 'x'.repeat(200_000)
    for (let i = 0; i < 25; i++) {
      text.insert(0, page)
      text.delete(0, page.length)
      first.stored.flush()
    }
    text.insert(0, 'what is left')
    await turn()
    const rows = first.db.prepare('select snapshot, length(bytes) as size from documents').all() as unknown as { snapshot: number; size: number }[]
    expect(rows.filter((row) => row.snapshot === 1).length).toBe(1)
    expect(rows.reduce((sum, row) => sum + row.size, 0)).toBeLessThan(1_500_000)
    first.close()
    const second = open()
    expect(textOf(second.stored)).toBe('what is left')
    second.close()
  })

  it('writes what is typed here at once, and what ledger or colleagues hold as well within a second, or with it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { db, stored, close } = open()
    const written = (): unknown => (db.prepare('select count(*) as n from documents').get() as { n: number }).n
    const put = (word: string, origin: unknown): void => stored.doc.transact(() => stored.doc.getText('t').insert(0, word), origin)
    put('mirrored ', FROM_LEDGER)
    put('theirs ', FROM_LINK)
    await turn()
    expect(written()).toBe(0)
    vi.advanceTimersByTime(1000)
    expect(written()).toBe(2)
    put('more of theirs ', FROM_LINK)
    put('typed ', null)
    await turn()
    expect(written()).toBe(4)
    put('the last ', FROM_LINK)
    close()
    const again = open()
    expect(textOf(again.stored)).toBe('the last typed more of theirs theirs mirrored ')
    again.close()
  })

  it('keeps what could not be written and writes it when it can, by itself', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const failures: unknown[] = []
    const { db, stored, close } = open((error) => failures.push(error))
    const { page_count: pages } = db.prepare('pragma page_count').get() as { page_count: number }
    db.exec(`pragma max_page_count = ${pages}`)
    stored.doc.getText('t').insert(0, 'x'.repeat(50_000))
    await turn()
    expect(failures.length).toBe(1)
    db.exec('pragma max_page_count = 1000000')
    vi.advanceTimersByTime(2000)
    expect(db.prepare('select count(*) as n from documents').get()).toEqual({ n: 1 })
    close()
  })
})

describe('the mirror of acts', () => {
  /** Ada's ledger and document, with Ben's document at the other end. */
  async function mirrored() {
    const all = await people('Ada', 'Ben')
    const open = openLedger(':memory:', all.world.workspace, { key: all.ada.device.key, person: all.ada.id })
    await open.ledger.take(arriving(...all.world.acts()), 'peer')
    const [here, there] = [new Y.Doc(), new Y.Doc()]
    const mirror = new Mirror({
      doc: here, ledger: open.ledger, verifier: new Verifier(), refused: (what) => open.refused.push(what), vanishing: () => open.refused.push('vanishing'),
    })
    open.ledger.onCommit.on((batch) => mirror.committed(batch))
    here.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'wire') Y.applyUpdate(there, update, 'wire') })
    there.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'wire') Y.applyUpdate(here, update, 'wire') })
    const taken = (): Promise<unknown> => new Promise((resolve) => open.ledger.onCommit.on(resolve))
    return { ...all, ...open, here, there, mirror, taken }
  }

  it('carries every own act after its commit, and takes in what appears from elsewhere', async () => {
    const { ledger, there, ben, ada, taken, close, mirror } = await mirrored()
    const given = await ledger.give({ circle: 'workspace', type: 'knot.tie', subject: '', body: {} })
    expect(mirrorOf(there).get(given.id)).toEqual(packAct(ledger.packed(given.id)!))
    const promise = ben.promises('Salt', [ada])
    const act = ben.device.replica.acts.get(promise.agreement(ben).revisions[0]!.id)!
    const came = taken()
    mirrorOf(there).set(act.id, packAct({ ...act, texts: [...ben.device.replica.texts.values()] }))
    await came
    expect(ledger.has('workspace', act.id)).toBe(true)
    expect(ledger.text(promise.agreement(ben).revisions[0]!.terms)).not.toBeNull()
    mirror.dispose()
    close()
  })

  it('does not believe it: forged, foreign and garbled entries are counted and left', async () => {
    const { ledger, there, ben, refused, world, close, mirror } = await mirrored()
    const elsewhere = await people('Chidi')
    const size = ledger.chains('workspace').size
    const last = world.acts().filter((act) => act.act.device === ben.device.key.id).at(-1)!
    const forged = signAct({ ...last.act, seq: last.act.seq + 1, prev: last.id, seen: [] }, elsewhere.chidi.device.key)
    const aside = signAct({ ...last.act, circle: 'me', seq: 0, prev: '', seen: [] }, ben.device.key)
    const entries = mirrorOf(there) as Y.Map<unknown>
    there.transact(() => {
      entries.set(forged.id, packAct({ ...forged, texts: [] }))
      entries.set(aside.id, packAct({ ...aside, texts: [] }))
      for (const act of elsewhere.world.acts()) entries.set(act.id, packAct({ ...act, texts: [] }))
      entries.set('1'.repeat(64), Uint8Array.of(1, 2, 3))
      entries.set('2'.repeat(64), 'an act, believe me')
      entries.set('not an id', packAct({ ...last, texts: [] }))
    })
    for (let i = 0; i < 5; i++) await turn()
    expect([...refused].sort()).toEqual(['act.circle', 'act.signature', 'act.workspace', 'mirror.malformed', 'mirror.malformed', 'mirror.malformed'])
    expect(ledger.chains('workspace').size).toBe(size)
    expect(ledger.chains('me').size).toBe(0)
    mirror.dispose()
    close()
  })

  it('is written again where its bytes are right and its signature is not, as another client', async () => {
    const { ledger, here, there, close, mirror } = await mirrored()
    const given = await ledger.give({ circle: 'workspace', type: 'knot.tie', subject: '', body: {} })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const sound = ledger.packed(given.id)!
    const wrong = packAct({ ...sound, signature: sound.signature.map((byte, i) => (i === 5 ? byte ^ 1 : byte)) })
    mirrorOf(there).set(given.id, wrong)
    const before = here.clientID
    vi.advanceTimersByTime(4000)
    expect(mirrorOf(there).get(given.id)).toEqual(packAct(sound))
    expect(here.clientID).not.toBe(before)
    mirror.dispose()
    close()
  })

  it('is whole again after a look at all of it: what the ledger has and nobody wrote is written', async () => {
    const { ledger, there, ada, close, mirror } = await mirrored()
    const own = await ledger.give({ circle: 'workspace', type: 'knot.tie', subject: '', body: {} })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    expect(mirrorOf(there).size).toBe(1)
    mirror.check(ada.device.key.id)
    vi.advanceTimersByTime(4000)
    const chains = ledger.chains('workspace')
    const of = (device: string): number => Array.from({ length: chains.size }, (_, place) => chains.device(place)).filter((one) => one === device).length
    expect(mirrorOf(there).size).toBe(of(ada.device.key.id))
    mirror.check()
    vi.advanceTimersByTime(4000)
    expect(mirrorOf(there).size).toBe(chains.size)
    expect(mirrorOf(there).has(own.id)).toBe(true)
    mirror.dispose()
    close()
  })

  it('is written again where somebody deletes or garbles it, a few times, and the ledger loses nothing', async () => {
    const { ledger, here, there, refused, close, mirror } = await mirrored()
    const given = await ledger.give({ circle: 'workspace', type: 'knot.tie', subject: '', body: {} })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const sound = packAct(ledger.packed(given.id)!)
    const spoil = [() => mirrorOf(there).delete(given.id), () => mirrorOf(there).set(given.id, Uint8Array.of(7)), () => mirrorOf(there).delete(given.id)]
    for (const run of spoil) {
      run()
      expect(mirrorOf(here).get(given.id)).not.toEqual(sound)
      vi.advanceTimersByTime(4000)
      expect(mirrorOf(there).get(given.id)).toEqual(sound)
    }
    mirrorOf(there).delete(given.id)
    vi.advanceTimersByTime(60_000)
    expect(mirrorOf(there).has(given.id)).toBe(false)
    expect(refused).toEqual([...Array(4).fill('mirror.deleted'), 'vanishing'])
    expect(ledger.has('workspace', given.id)).toBe(true)
    mirror.dispose()
    close()
  })
})
