// What the ledger promises whoever gives: confirmed means on disk, and nothing less than all of it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_TEXT_BYTES, verifyAct } from '#shared/acts/act.ts'
import { cryptoReady, hash } from '#shared/acts/crypto.ts'
import { fromHex, toHex } from '#shared/base/bytes.ts'
import type { ActId, TextHash } from '#shared/base/ids.ts'
import { ProblemError } from '#shared/base/result.ts'
import { arriving, contentOf, openLedger, type OpenLedger } from '../../harness/ledgers.ts'
import { people, type Person } from '../../harness/people.ts'

let folder = ''
beforeAll(async () => {
  await cryptoReady
  folder = mkdtempSync(join(tmpdir(), 'parley-giving-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const knot = (n: number | string, text?: Uint8Array) =>
  ({ circle: 'workspace', type: 'knot.tie', subject: '', body: { n }, ...(text && { texts: [text] }) }) as const

/** Ada's own ledger, in a file. */
async function adas(name: string): Promise<OpenLedger & { readonly path: string; readonly ada: Person; reopened(): OpenLedger }> {
  const { ada, world } = await people('Ada', 'Ben')
  const path = join(folder, `${name}.sqlite`)
  const signer = { key: ada.device.key, person: ada.id }
  const open = openLedger(path, world.workspace, signer)
  await open.ledger.take(arriving(...world.acts()), 'peer')
  return { ...open, path, ada, reopened: () => openLedger(path, world.workspace, signer) }
}

/** What another connection to the file can see: only what was committed. */
function onDisk(path: string, id: ActId): boolean {
  const other = new DatabaseSync(path, { readOnly: true })
  try {
    return other.prepare('select 1 as here from acts where id = ?').get(fromHex(id)) !== undefined
  } finally {
    other.close()
  }
}

const codeOf = (outcome: PromiseSettledResult<unknown>): string =>
  outcome.status === 'fulfilled' ? 'given' : outcome.reason instanceof ProblemError ? outcome.reason.problem.code : String(outcome.reason)

describe('giving', () => {
  it('confirms an act only once another process could read it from disk, and shows it only then', async () => {
    const { ledger, path, close } = await adas('confirmed')
    const shown: boolean[] = []
    ledger.onCommit.on((batch) => shown.push(...batch.acts.map((act) => onDisk(path, act.id))))
    for (let n = 0; n < 5; n++) expect(onDisk(path, (await ledger.give(knot(n))).id)).toBe(true)
    expect(shown).toEqual([true, true, true, true, true])
    close()
  })

  it('gives what is asked for at once in one transaction, and the chain stays one line', async () => {
    const { ledger, db, ada, close } = await adas('group')
    const commits: number[] = []
    const exec = db.exec.bind(db)
    db.exec = (sql) => {
      if (sql === 'commit') commits.push(ledger.chains('workspace').size)
      exec(sql)
    }
    const given = await Promise.all(Array.from({ length: 100 }, (_, n) => ledger.give(knot(n))))
    expect(commits.length).toBe(1)
    const chains = ledger.chains('workspace')
    expect(chains.headsOf(ada.device.key.id)).toEqual([given.at(-1)!.place])
    given.forEach((act, n) => {
      expect(act.body['n']).toBe(n)
      if (n > 0) expect(act.seq).toBe(given[n - 1]!.seq + 1)
      if (n > 0) expect(chains.index.knows(act.place, given[n - 1]!.place)).toBe(true)
    })
    close()
  })

  it('lets one act that can not be given spare those given in the same turn', async () => {
    const { ledger, close, reopened } = await adas('spared')
    const outcomes = await Promise.allSettled([
      ledger.give(knot(1)), ledger.give(knot(2, new Uint8Array(MAX_TEXT_BYTES + 1))), ledger.give(knot(3)),
      ledger.give(knot('x'.repeat(70_000))), ledger.give(knot(0.5)), ledger.give(knot(4, new Uint8Array(MAX_TEXT_BYTES))),
    ])
    expect(outcomes.map(codeOf)).toEqual(['given', 'text.too-long', 'given', 'ActError: act.oversize', 'ActError: act.not-canonical', 'given'])
    const before = contentOf({ ledger } as OpenLedger, 'me')
    const chains = ledger.chains('workspace')
    const heads = chains.heads()
    close()
    const again = reopened()
    expect(again.ledger.chains('workspace').heads()).toEqual(heads)
    expect(contentOf(again, 'me')).toEqual(before)
    again.close()
  })

  it('refuses what is given after it was closed, and finishes what was given before', async () => {
    const { ledger, db, path } = await adas('closed')
    const before = ledger.give(knot(1))
    ledger.dispose()
    const after = await Promise.allSettled([ledger.give(knot(2))])
    expect(onDisk(path, (await before).id)).toBe(true)
    expect(after.map(codeOf)).toEqual(['host.closing'])
    db.close()
  })

  it('ends in disk.full when there is no room, loses nothing, and gives again when there is', async () => {
    const open = await adas('full')
    const { ledger, db, path } = open
    const first = await ledger.give(knot('before'))
    const { page_count: pages } = db.prepare('pragma page_count').get() as { page_count: number }
    db.exec(`pragma max_page_count = ${pages + 6}`)
    const confirmed: ActId[] = [first.id]
    let refusals = 0
    for (let n = 0; n < 40 && refusals < 3; n++) {
      for (const outcome of await Promise.allSettled([ledger.give(knot(n, text(n))), ledger.give(knot(`${n} b`))])) {
        if (outcome.status === 'fulfilled') confirmed.push(outcome.value.id)
        else expect(codeOf(outcome)).toBe('disk.full')
        if (outcome.status === 'rejected') refusals++
      }
    }
    expect(refusals).toBeGreaterThanOrEqual(3)
    expect(confirmed.length).toBeGreaterThan(1)
    for (const id of confirmed) expect(onDisk(path, id) && ledger.has('workspace', id)).toBe(true)
    const full = contentOf(open)
    db.exec('pragma max_page_count = 1000000')
    const last = await ledger.give(knot('after', text(99)))
    expect(ledger.chains('workspace').headsOf(last.device).length).toBe(1)
    expect(last.seq).toBe(first.seq + confirmed.length)
    open.close()
    const again = open.reopened()
    for (const id of [...confirmed, last.id]) expect(again.ledger.has('workspace', id)).toBe(true)
    expect(contentOf(again)).not.toEqual(full)
    again.close()
  })
})

const text = (n: number): Uint8Array => new Uint8Array(3000).fill(n)

describe('a host that is killed in the middle of giving', () => {
  it('has everything on disk that it confirmed, and everything on disk verifies', async () => {
    const burst = fileURLToPath(new URL('./burst.ts', import.meta.url))
    let confirmedInAll = 0
    for (const [round, lines] of [40, 333].entries()) {
      const path = join(folder, `killed-${round}.sqlite`)
      const child = spawn(process.execPath, [burst, path], { stdio: ['ignore', 'pipe', 'inherit'] })
      const gone = once(child, 'close')
      let said = ''
      child.stdout.setEncoding('utf8')
      child.stdout.on('data', (part: string) => {
        said += part
        if (said.split('\n').length > lines) child.kill('SIGKILL')
      })
      expect((await gone)[1]).toBe('SIGKILL')

      const confirmed = said.split('\n').slice(0, -1).map((line) => line.split(' ') as [ActId, TextHash])
      confirmedInAll += confirmed.length
      const db = new DatabaseSync(path)
      expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
      const rows = db.prepare('select id, bytes, signature from acts order by n').all() as unknown as { id: Uint8Array; bytes: Uint8Array; signature: Uint8Array }[]
      const acts = rows.map((row) => verifyAct(row))
      acts.forEach((act, n) => {
        expect(act.id).toBe(toHex(rows[n]!.id))
        expect(act.act.seq).toBe(n)
        expect(act.act.prev).toBe(n === 0 ? '' : acts[n - 1]!.id)
      })
      const [ids, texts] = [new Set(acts.map((act) => act.id)), db.prepare('select bytes from texts where hash = ?')]
      for (const [id, name] of confirmed) {
        expect(ids.has(id)).toBe(true)
        expect(toHex(hash((texts.get(fromHex(name)) as { bytes: Uint8Array }).bytes))).toBe(name)
      }
      db.close()
    }
    expect(confirmedInAll).toBeGreaterThanOrEqual(373)
  })
})
