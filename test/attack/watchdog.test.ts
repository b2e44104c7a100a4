// A link that hangs, whatever brought that about. Its host ends it and starts another; meanwhile the page is answered, and
// afterwards documents and ledger go on where they were.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { LinkToHost } from '#shared/protocol/link.ts'
import type { ChildRun, ChildRunEvents, Spawner } from '../../electron/host/link-process/index.ts'
import { Town } from '../harness/attack.ts'
import { raw, tangledDraft } from '../harness/updates.ts'

/** Ada's link, which can be made to spin. What it says is seen. */
class Spinning {
  run: ChildRun | null = null
  starts = 0
  readonly endings: string[] = []
  readonly opened: { readonly connection: number; readonly device: string }[] = []

  /** `script`: how a program of the tests is started in the namespace. */
  spawner(script: (path: string) => Spawner): Spawner {
    return (events) => this.#start(script, events)
  }

  #start(script: (path: string) => Spawner, events: ChildRunEvents): ChildRun {
    this.starts++
    this.opened.length = 0
    return (this.run = script(new URL('../harness/peers/spinning-link.ts', import.meta.url).pathname)({
      message: (message) => {
        const said = message as LinkToHost
        if (said.t === 'open') this.opened.push(said)
        events.message(message)
      },
      ended: (reason) => {
        this.endings.push(reason)
        events.ended(reason)
      },
    }))
  }

  spin(reading?: number): void {
    this.run!.send({ t: 'spin', ...(reading !== undefined && { reading }) })
  }
}

const link = new Spinning()
let town: Town
beforeAll(async () => { 
  town = await Town.open({ ada: (namespace) => ({ spawnLink: link.spawner((path) => namespace.script(path)) }) })
})
afterAll(() => town.dispose())
afterEach(() => town.part())

it('the host ends a link that spins and starts another, answering the page all the while', async () => {
  await town.begin()
  const [starts, endings] = [link.starts, link.endings.length]
  link.spin()
  // The page works on: each answer is there before the link has ended.
  const draft = await town.ada.drafts({ title: 'Written while the link hung', kind: 'mutual', gives: [await town.ada.me(), await town.ben.me()] }, 'As we said.')
  await town.ada.gives(draft, 'offer')
  for (let calls = 0; calls < 50; calls++) {
    expect((await town.ada.in('records.show', { id: draft })).state).toBe('offered')
    await town.ada.in('status', {})
  }
  expect([link.starts, link.endings.length]).toEqual([starts, endings])
  await town.ada.sees('another link', async () => link.starts > starts)
  expect(link.endings.slice(endings)).toEqual(['SIGKILL'])
  await town.meet()
  // What was said in the meantime arrives, and the work goes on.
  await town.ben.seesRecord(draft, 'the offer')
  await town.ben.gives(draft, 'accept')
  await town.ada.seesRecord(draft, 'the acceptance', ({ state }) => state === 'in force')
  await town.goOn()
  expect(town.lost()).toEqual([])
  const said = (await town.ada.in('network.timeline', { limit: 200 })).map(({ says }) => says)
  expect(said).toContain('The link to others stopped and is being started again. Nothing is lost.')
})

it('so does a link that hangs over a draft which Yjs would take hours to put together: it is tried there, and not in the host', async () => {
  await town.begin()
  const since = town.clock.now()
  const draft = await town.ada.drafts({ title: 'In the way', kind: 'mutual', gives: [await town.ada.me(), await town.ben.me()] }, 'As we said.')
  const toAda = await town.mallory().meets(await town.deviceOf(town.ada))
  const starts = link.starts
  toAda.message('document', raw((to) => to.byte(0).byte(2).bytes(tangledDraft(draft, 30_000))))
  await town.counts(town.ada, 'document.hung')
  await town.ada.sees('another link', async () => link.starts > starts)
  await town.ada.in('draft.open', { id: draft })
  const cutOffs = (await town.ada.in('network.timeline', { limit: 200 })).filter(({ kind, at }) => kind === 'cut off' && at >= since)
  expect(cutOffs.map(({ name }) => name)).toEqual(['Mallory'])
  await town.meet()
  await town.goOn()
  expect(town.lost()).toEqual([])
})

it('holds it against the peer whose bytes were being read, and against nobody else', async () => {
  await town.begin()
  const since = town.clock.now()
  const mallory = town.mallory()
  const ada = await town.deviceOf(town.ada)
  await mallory.meets(ada)
  const connection = link.opened.findLast(({ device }) => device === town.stolen.key.id)!.connection
  const starts = link.starts
  link.spin(connection)
  await town.counts(town.ada, 'document.hung')
  await town.ada.sees('another link', async () => link.starts > starts)
  const cutOffs = (await town.ada.in('network.timeline', { limit: 200 })).filter(({ kind, at }) => kind === 'cut off' && at >= since)
  expect(cutOffs.map(({ name }) => name)).toEqual(['Mallory'])
  await town.meet()
  const before = mallory.conversations.length
  await mallory.calls('to be turned away', () => mallory.conversations.slice(before).some(({ closed }) => closed))
  await mallory.calls('to be turned away at Ada\'s', () => mallory.conversations.length > before + 1)
  await town.counts(town.ada, 'handshake.banned')
  await town.goOn()
  town.clock.pass(60_000)
  await mallory.meets(ada)
})
