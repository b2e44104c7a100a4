// The desk over whole hosts: what stands on it, what is set aside and comes back, what changed, and who tells.
import { describe, expect, it } from 'vitest'
import type { DeskView, HostClient, HostEvent, NoticeView } from '#shared/protocol/contract.ts'
import { localClient } from '../../../electron/host/contract/local.ts'
import { codeOf, founds, joins, Someone } from '../../harness/hosts.ts'
import { clock, folder, network, opened } from '../../harness/stage.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

async function adaAndBen(): Promise<{ ada: Someone; ben: Someone }> {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  return { ada, ben: opened(await joins('Ben', ada)) }
}
const desk = (one: Someone): Promise<DeskView> => one.in('desk.show', {})
const seesDesk = (one: Someone, what: string, holds: (view: DeskView) => boolean): Promise<DeskView> => one.sees(what, async () => {
  const view = await desk(one)
  return holds(view) ? view : null
})
const needs = (view: DeskView): string[] => offersIn(view).map(({ kind, title }) => `${kind}: ${title}`)
/** The charter, which whoever joins is asked to accept, stands on everybody's desk. A draft shows up a moment before it is offered; that moment is of no concern here. */
const offersIn = (view: DeskView): DeskView['needs'] => view.needs.filter(({ title, kind }) => title !== 'Hollin Bank' && kind !== 'draft')
async function offers(by: Someone, to: Someone, title: string, more: object = {}): Promise<string> {
  const id = await by.drafts({ title, kind: 'mutual', gives: [await by.me(), await to.me()], ...more } as never, 'As we said.')
  await by.gives(id, 'offer')
  return id
}

/** One more window of the same person. */
class Window {
  readonly client: HostClient
  readonly told: NoticeView[][] = []
  readonly #workspace: string
  #waiting: (() => void)[] = []

  constructor(of: Someone, workspace: string) {
    this.#workspace = workspace
    this.client = localClient(of.host.endpoint)
    this.client.onEvent((event: HostEvent) => {
      if (event.event !== 'tell') return
      this.told.push([...event.notices])
      for (const wake of this.#waiting.splice(0)) wake()
    })
  }

  async here(more: { records?: string[]; desk?: boolean; front?: boolean; system?: boolean } = {}): Promise<this> {
    await this.client.call('notices.here', { workspace: this.#workspace, records: [], desk: false, front: false, system: true, ...more })
    return this
  }

  answers(notices: readonly NoticeView[]): Promise<unknown> {
    return this.client.call('notices.told', { workspace: this.#workspace, keys: notices.map(({ key }) => key) })
  }

  /** The next that is no draft; of drafts it says that they were told. */
  async isTold(): Promise<NoticeView[]> {
    for (;;) {
      if (this.told.length === 0) await new Promise<void>((resolve) => void this.#waiting.push(resolve))
      const told = this.told.shift()!
      if (told.some(({ kind }) => kind !== 'draft')) return told.filter(({ kind }) => kind !== 'draft')
      await this.answers(told)
    }
  }
}

describe('the desk', () => {
  it('shows what arrives from another host, and lets go of it once it is answered', async () => {
    const { ada, ben } = await adaAndBen()
    expect(await desk(ben)).toMatchObject({ later: [], promises: [], changes: [] })
    const id = await offers(ada, ben, 'Bread on Fridays', { due: '2026-05-29', hours: 2 })
    const view = await seesDesk(ben, 'the offer on the desk', (one) => needs(one).length > 0)
    expect(view.needs.find(({ record }) => record === id)).toMatchObject({ kind: 'answer', by: { name: 'Ada' }, number: 1, day: '2026-05-29', hours: 2 })
    expect(view.changes).toMatchObject([{ record: id, title: 'Bread on Fridays', by: [{ name: 'Ada', verbs: ['offer'] }] }])
    expect(await desk(ada)).toMatchObject({ waiting: [{ record: id, people: [{ name: 'Ben' }] }], changes: [] })
    await ben.gives(id, 'accept')
    expect(needs(await desk(ben))).toEqual([])
    expect(await desk(ben)).toMatchObject({ promises: [{ side: 'between', due: '2026-05-29' }], dates: [{ day: '2026-05-29', side: 'mine', state: 'open' }], hours: { given: [{ weekly: 2 }] } })
  })

  it('says of a charter what it is for, in its own words', async () => {
    const ada = opened(await new Someone('Ada', folder.path, { network, clock }).open())
    await ada.call('identity.create', { name: 'Ada' })
    await ada.call('workspace.create', { name: 'Mill Lane', purpose: `Bread for\nthe valley. ${'🍞'.repeat(400)}`, template: 'advice' })
    const ben = opened(await joins('Ben', ada))
    const { needs: [charter] } = await seesDesk(ben, 'the charter', (view) => view.needs.some(({ title }) => title === 'Mill Lane'))
    expect(charter).toMatchObject({ kind: 'answer', by: { name: 'Ada' }, purpose: expect.stringMatching(/^Bread for the valley\. (🍞)+…$/u) as string })
    expect([...charter!.purpose!]).toHaveLength(300)
    await offers(ada, ben, 'Bread on Fridays')
    expect((await seesDesk(ben, 'the offer', (view) => view.needs.length > 1)).needs.find(({ title }) => title === 'Bread on Fridays')).toMatchObject({ purpose: null })
  })

  it('keeps questions in their words, and what somebody says was done', async () => {
    const { ada, ben } = await adaAndBen()
    const id = await offers(ada, ben, 'Bread on Fridays')
    await ben.seesRecord(id, 'the offer')
    await ben.gives(id, 'question', { text: 'Also on Sundays?' })
    const view = await seesDesk(ada, 'the question', (one) => needs(one).includes('question: Bread on Fridays'))
    expect(view.needs).toMatchObject([{ kind: 'question', by: { name: 'Ben' }, text: 'Also on Sundays?' }])
  })

  it('tells of a draft that was shared, until it was looked at', async () => {
    const { ada, ben } = await adaAndBen()
    const id = await ada.drafts({ title: 'A plan', kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'First words.')
    const { needs: [need] } = await seesDesk(ben, 'the draft', (one) => one.needs.some(({ record }) => record === id))
      .then((view) => ({ needs: view.needs.filter(({ record }) => record === id) }))
    expect(need).toMatchObject({ kind: 'draft', by: { name: 'Ada' } })
    const drafts = async (one: Someone): Promise<string[]> => (await desk(one)).needs.filter(({ kind }) => kind === 'draft').map(({ title }) => title)
    expect(await drafts(ada)).toEqual([])
    await ben.in('notices.seen', { keys: [need!.key] })
    expect(await drafts(ben)).toEqual([])
    await ben.close()
    await ben.open()
    await ben.seesRecord(id, 'the draft again', () => true)
    expect(await drafts(ben)).toEqual([])
  })

  it('[DK4] sets aside until a day, over a restart, and never until a day that has come', async () => {
    const { ada, ben } = await adaAndBen()
    await offers(ada, ben, 'Bread on Fridays')
    const [need] = offersIn(await seesDesk(ben, 'the offer', (one) => needs(one).length > 0))
    expect(await codeOf(ben.in('desk.later', { key: need!.key, until: '2026-05-22' }))).toBe('later.past')
    await ben.in('desk.later', { key: need!.key, until: '2026-05-25' })
    expect(await desk(ben)).toMatchObject({ later: [{ key: need!.key, until: '2026-05-25' }] })
    await ben.close()
    await ben.open()
    expect(needs(await desk(ben))).toEqual([])
    clock.pass(3 * DAY)
    expect(needs(await desk(ben))).toEqual(['answer: Bread on Fridays'])
    await ben.in('desk.later', { key: need!.key, until: '2026-05-30' })
    await ben.in('desk.later', { key: need!.key, until: null })
    expect(needs(await desk(ben))).toEqual(['answer: Bread on Fridays'])
  })

  it('[DK12] leaves out what was put away, until it needs the person', async () => {
    const { ada, ben } = await adaAndBen()
    const id = await offers(ada, ben, 'Bread on Fridays', { due: '2026-05-29', hours: 2 })
    await ben.seesRecord(id, 'the offer')
    await ada.in('shelf.away', { id, away: true })
    expect(await desk(ada)).toMatchObject({ waiting: [], fresh: false })
    // What Ben does brings it back.
    await ben.gives(id, 'accept')
    await seesDesk(ada, 'it in force', ({ promises }) => promises.length === 1)
    await ada.in('shelf.away', { id, away: true })
    expect(await desk(ada)).toMatchObject({ needs: [], promises: [], dates: [], hours: { given: [{ weekly: 2 }] }, fresh: false })
    clock.pass(8 * DAY)
    expect(needs(await desk(ada))).toEqual(['past date: Bread on Fridays'])
    await ada.in('shelf.away', { id, away: false })
    expect(await desk(ada)).toMatchObject({ promises: [{ record: id }] })
  })

  it('[DK8] counts as changed what arrived since the person looked, however old its date, also over a restart', async () => {
    const { ada, ben } = await adaAndBen()
    const id = await offers(ada, ben, 'Bread on Fridays')
    const first = await seesDesk(ben, 'the offer among the changes', ({ changes }) => changes.length === 1)
    await ben.in('desk.looked', { upto: first.upto })
    expect((await desk(ben)).changes).toEqual([])
    network.cutOff(ada.data)
    // What Ada signs now bears a date long before Ben looked.
    clock.pass(-40 * DAY)
    const late = await offers(ada, ben, 'Said long ago')
    clock.pass(40 * DAY)
    await ben.close()
    await ben.open()
    expect((await desk(ben)).changes).toEqual([])
    network.reconnect(ada.data)
    const after = await seesDesk(ben, 'the late one', ({ changes }) => changes.length === 1)
    expect(after.changes).toMatchObject([{ record: late, by: [{ name: 'Ada', verbs: ['offer'] }] }])
    // Looking never goes back, and one record can be looked at alone.
    await ben.in('desk.looked', { upto: 0 })
    expect((await desk(ben)).changes).toHaveLength(1)
    await ben.in('desk.looked', { upto: after.upto, id: late })
    expect((await desk(ben)).changes).toEqual([])
    await ben.gives(id, 'accept')
    expect((await desk(ben)).changes).toEqual([])
  })

  it('[DK7] keeps the hours a person set, for them alone', async () => {
    const { ada, ben } = await adaAndBen()
    await ada.in('desk.hours', { hours: 32 })
    expect((await desk(ada)).hours).toEqual({ set: 32, on: '2026-05-22', given: [] })
    expect((await desk(ben)).hours.set).toBe(null)
    await ada.in('desk.hours', { hours: null })
    expect((await desk(ada)).hours.set).toBe(null)
  })

  it('brings reminders at their minute, also those missed while closed, and keeps them on the device', async () => {
    const { ada, ben } = await adaAndBen()
    const id = await offers(ada, ben, 'Bread on Fridays')
    await ada.in('desk.remind', { text: 'Ring the baker', at: '2026-05-22T12:00' })
    await ada.in('desk.remind', { text: 'Before the rota', at: '2026-05-29T09:00', record: id })
    expect(await desk(ada)).toMatchObject({ needs: [], reminders: [{ text: 'Ring the baker' }, { text: 'Before the rota', title: 'Bread on Fridays' }] })
    await ada.close()
    clock.pass(DAY)
    await ada.open()
    const { needs: [due], reminders } = await desk(ada)
    expect(due).toMatchObject({ kind: 'reminder', title: 'Ring the baker', record: '' })
    expect(reminders).toMatchObject([{ text: 'Before the rota' }])
    await ada.in('desk.forget', { reminder: due!.key.split(':')[1]! })
    expect((await desk(ada)).needs).toEqual([])
    expect((await desk(ben)).reminders).toEqual([])
    expect(await codeOf(ada.in('desk.remind', { text: 'x', at: '2026-02-30T09:00' }))).toBe('call.params')
  })
})

describe('who is told', () => {
  it('[DK10] is one window, once, also after a restart; the one in front before those behind', async () => {
    const { ada, ben } = await adaAndBen()
    const workspace = await ben.workspace()
    const [behind, front] = [await new Window(ben, workspace).here(), await new Window(ben, workspace).here({ front: true })]
    await front.answers(await front.isTold())
    const id = await offers(ada, ben, 'Bread on Fridays')
    const told = await front.isTold()
    expect(told).toMatchObject([{ record: id, kind: 'answer', seen: false }])
    await front.answers(told)
    await offers(ada, ben, 'Milk on Mondays')
    expect((await front.isTold()).map(({ title }) => title)).toEqual(['Milk on Mondays'])
    expect(behind.told).toEqual([])
    // What was sent and not answered is told by the next window.
    front.client.close()
    const again = await behind.isTold()
    expect(again.map(({ title }) => title)).toEqual(['Milk on Mondays'])
    await behind.answers(again)
    await ben.close()
    await ben.open()
    const later = await new Window(ben, workspace).here()
    await offers(ada, ben, 'Eggs')
    expect((await later.isTold()).map(({ title }) => title)).toEqual(['Eggs'])
  })

  it('is nobody while a window in front shows the record, which is seen by that', async () => {
    const { ada, ben } = await adaAndBen()
    const window = await new Window(ben, await ben.workspace()).here({ front: true })
    await window.answers(await window.isTold())
    const id = await ada.drafts({ title: 'Bread', kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'As we said.')
    await window.here({ front: true, records: [id] })
    await ada.gives(id, 'offer')
    const [notice] = await ben.sees('the notice, seen', async () => {
      const { notices } = await ben.call('notices.list', {})
      const mine = notices.filter(({ record, seen }) => record === id && seen)
      return mine.length > 0 ? mine : null
    })
    expect(notice).toMatchObject({ kind: 'answer', seen: true })
    expect(window.told.flat().filter(({ kind, record }) => kind === 'answer' && record === id)).toEqual([])
  })

  it('[DK9] is nobody in quiet hours, and then of all that gathered at once', async () => {
    const { ada, ben } = await adaAndBen()
    const window = await new Window(ben, await ben.workspace()).here()
    await window.answers(await window.isTold())
    await ben.call('notices.setRules', { rules: { on: false, spans: [], until: clock.now() + 60 * MINUTE } })
    await offers(ada, ben, 'Bread on Fridays')
    await offers(ada, ben, 'Milk on Mondays')
    await seesDesk(ben, 'both', (view) => needs(view).length === 2)
    expect(await ben.call('notices.list', {})).toMatchObject({ quiet: true })
    expect(window.told).toEqual([])
    clock.pass(60 * MINUTE)
    await window.here()
    expect((await window.isTold()).map(({ title }) => title).sort()).toEqual(['Bread on Fridays', 'Milk on Mondays'])
  })

  it('[DK11] is nobody while the person is away, over a restart, and all that gathered when they are back', async () => {
    const { ada, ben } = await adaAndBen()
    const window = await new Window(ben, await ben.workspace()).here()
    await window.answers(await window.isTold())
    await ben.in('profile.set', { change: { attention: { kind: 'focus', until: '2026-05-23' } } })
    expect(await ben.call('notices.list', {})).toMatchObject({ quiet: false, away: [await ben.workspace()] })
    await offers(ada, ben, 'Bread on Fridays')
    await seesDesk(ben, 'the offer', (view) => needs(view).length === 1)
    await ben.close()
    await ben.open()
    const again = await new Window(ben, await ben.workspace()).here()
    await offers(ada, ben, 'Milk on Mondays')
    await seesDesk(ben, 'both', (view) => needs(view).length === 2)
    expect([...window.told, ...again.told]).toEqual([])
    // The last day of it is over.
    clock.pass(2 * DAY)
    await again.here()
    const told = await again.isTold()
    expect(told.map(({ title }) => title).sort()).toEqual(['Bread on Fridays', 'Milk on Mondays'])
    await again.answers(told)
    expect(await ben.call('notices.list', {})).toMatchObject({ away: [] })
    await ben.in('profile.set', { change: { attention: { kind: 'away' } } })
    await offers(ada, ben, 'Eggs')
    await seesDesk(ben, 'the third', (view) => needs(view).length === 3)
    expect(again.told).toEqual([])
    await ben.in('profile.set', { change: { attention: null } })
    expect((await again.isTold()).map(({ title }) => title)).toEqual(['Eggs'])
  })

  it('is told anew of what comes back after it was set aside', async () => {
    const { ada, ben } = await adaAndBen()
    const window = await new Window(ben, await ben.workspace()).here()
    await window.answers(await window.isTold())
    await offers(ada, ben, 'Bread on Fridays')
    const told = await window.isTold()
    await window.answers(told)
    await ben.in('desk.later', { key: told[0]!.key, until: '2026-05-24' })
    clock.pass(2 * DAY)
    await window.here()
    expect((await window.isTold()).map(({ key }) => key)).toEqual([told[0]!.key])
  })
})
