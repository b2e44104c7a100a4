// Everybody's desk on this device, one a workspace: read from the records once, then only where they changed; what is set
// aside, asked to come back, looked at; and who is told of what, when.
import { randomBytes } from 'node:crypto'
import type { PersonId } from '#shared/base/ids.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import { isQuiet, toTell, wallClock, type Desk, type QuietRules, type WallClock } from '#shared/domain/desk/index.ts'
import type { DeskView, NoticeView, Params, Results } from '#shared/protocol/contract.ts'
import type { SessionContext } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { hoursAvailable } from '../hours.ts'
import { Arrivals } from './arrivals.ts'
import { DeskBook } from './book.ts'
import { NoticeMarks } from './marks.ts'
import { NO_DESK, type OwnDesk } from './settings.ts'
import { Tellers } from './tellers.ts'
import { deskNow, deskView, needView, type DeskOf } from './view.ts'

/** A burst of changes is one desk; a long one is gone through more rarely, so that it takes a sixth of the time at most. */
const SOON_MS = 60
const RARER = 5
/** Days begin, reminders fall due and quiet hours end within so long of their minute. */
const TICK_MS = 15_000
const MOST_REMINDERS = 500

interface Kept { readonly book: DeskBook; readonly arrivals: Arrivals; readonly marks: NoticeMarks }

/** [DK11] */
const isAway = ({ people }: Workspace): boolean => people.attention(people.me) !== null

export class Desks {
  readonly #core: Core
  readonly #kept = new Map<Workspace, Kept>()
  readonly #changed = new Set<Workspace>()
  readonly #tellers = new Tellers(() => this.#all())
  readonly #ticking: NodeJS.Timeout
  #soon: NodeJS.Timeout | null = null
  #minute = ''
  /** How long the last took, in ms. */
  #took = 0

  constructor(core: Core) {
    this.#core = core
    this.#ticking = setInterval(() => this.tick(), TICK_MS)
    this.#ticking.unref()
  }

  follow(workspace: Workspace): void {
    workspace.onChange.on((change) => {
      if (change.kind === 'status') return
      if (change.kind === 'records') this.#kept.get(workspace)?.book.changed(change.ids)
      this.#later(workspace)
    })
  }

  view(id: string): DeskView {
    const { of, desk } = this.#held(this.#core.workspace(id))
    return deskView(of, desk)
  }

  setAside({ workspace: id, key, until }: Params<'desk.later'>): void {
    const workspace = this.#core.workspace(id)
    const { date } = this.#wall()
    if (until !== null && until <= date) throw new ProblemError(problem('later.past', 'That day has come already, so this stays on your desk.', 'Choose a day after today.'))
    this.#own(workspace, (own) => {
      // Days that have come have done their work.
      const kept = Object.entries(own.later).filter(([known, day]) => known !== key && day > date)
      return { ...own, later: Object.fromEntries([...kept, ...(until === null ? [] : [[key, until] as const])]) }
    })
    this.#keep(workspace).marks.renew(key)
    if (until === null) this.#keep(workspace).marks.seen([key])
    this.#now(workspace)
  }

  looked({ workspace: id, upto, id: record }: Params<'desk.looked'>): void {
    const workspace = this.#core.workspace(id)
    this.#keep(workspace).arrivals.looked(upto, record)
    this.#now(workspace)
  }

  setHours({ workspace: id, hours }: Params<'desk.hours'>): void {
    const workspace = this.#core.workspace(id)
    this.#own(workspace, (own) => ({ ...own, hours: hours === null ? null : { set: hours, on: this.#wall().date } }))
    this.#now(workspace)
  }

  remind({ workspace: id, record, text, at }: Params<'desk.remind'>): string {
    const workspace = this.#core.workspace(id)
    const reminder = { id: randomBytes(8).toString('hex'), record: record ?? null, text: text.trim(), at }
    this.#own(workspace, (own) => {
      if (own.reminders.length >= MOST_REMINDERS) throw new ProblemError(problem('remind.many', `There are ${MOST_REMINDERS} reminders already.`, 'Let go of some that you no longer need.'))
      return { ...own, reminders: [...own.reminders, reminder] }
    })
    this.#now(workspace)
    return reminder.id
  }

  forget({ workspace: id, reminder }: Params<'desk.forget'>): void {
    const workspace = this.#core.workspace(id)
    this.#own(workspace, (own) => ({ ...own, reminders: own.reminders.filter((one) => one.id !== reminder) }))
    this.#now(workspace)
  }

  rules(): QuietRules {
    return this.#core.settings.data.desk.quiet
  }

  setRules(rules: QuietRules): void {
    this.#core.settings.update((data) => { data.desk = { ...data.desk, quiet: rules } })
    this.#all()
    this.#publishNotices()
  }

  notices(): Results['notices.list'] {
    const workspaces = [...this.#core.workspaces.values()]
    return {
      notices: workspaces.flatMap((workspace) => this.#noticesOf(workspace)), quiet: this.#isQuiet(),
      away: workspaces.filter((workspace) => workspace.ledger.loaded && isAway(workspace)).map(({ id }) => id),
    }
  }

  seen({ workspace: id, keys }: Params<'notices.seen'>): void {
    const workspace = this.#core.workspace(id)
    this.#keep(workspace).marks.seen(keys)
    this.#now(workspace)
  }

  here(session: SessionContext, here: Params<'notices.here'>): void {
    this.#core.workspace(here.workspace)
    this.#tellers.here(session, here)
  }

  told(session: SessionContext, { workspace: id, keys }: Params<'notices.told'>): void {
    this.#keep(this.#core.workspace(id)).marks.told(keys)
    this.#tellers.answered(session, id)
    this.#all()
  }

  /** What a new minute brings. */
  tick(): void {
    const { date, time } = this.#wall()
    if (`${date}T${time}` === this.#minute) return
    this.#minute = `${date}T${time}`
    this.#all()
  }

  dispose(): void {
    clearInterval(this.#ticking)
    if (this.#soon) clearTimeout(this.#soon)
    this.#soon = null
    this.#tellers.dispose()
  }

  #wall(): WallClock {
    return wallClock(this.#core.options.clock.now())
  }

  #isQuiet(): boolean {
    return isQuiet(this.rules(), this.#core.options.clock.now(), this.#wall())
  }

  #keep(workspace: Workspace): Kept {
    const known = this.#kept.get(workspace)
    if (known) return known
    const made = { book: new DeskBook(workspace), arrivals: new Arrivals(workspace.db, workspace.told), marks: new NoticeMarks(workspace.db, () => this.#core.options.clock.now()) }
    this.#kept.set(workspace, made)
    return made
  }

  #of(workspace: Workspace): DeskOf {
    const { book, arrivals, marks } = this.#keep(workspace)
    return { workspace, book, arrivals, marks: marks.all(), own: this.#ownOf(workspace), wall: this.#wall() }
  }

  /** Hours that the person says in their profile count here too, as long as none are set for the desk alone. */
  #ownOf(workspace: Workspace): OwnDesk {
    const own = this.#core.settings.data.desk.desks[workspace.id] ?? NO_DESK
    if (own.hours || !workspace.ledger.loaded) return own
    const said = hoursAvailable(this.#core, workspace, workspace.me as PersonId)
    return said ? { ...own, hours: { set: said.amount, on: null } } : own
  }

  #own(workspace: Workspace, change: (own: OwnDesk) => OwnDesk): void {
    this.#core.settings.update((data) => {
      data.desk = { ...data.desk, desks: { ...data.desk.desks, [workspace.id]: change(data.desk.desks[workspace.id] ?? NO_DESK) } }
    })
  }

  /** The desk as of now, with what is on it marked as having come. */
  #held(workspace: Workspace): { readonly of: DeskOf; readonly desk: Desk } {
    const of = this.#of(workspace)
    const desk = deskNow(of)
    const asked = [...of.book.entries()].flatMap(({ facts }) => facts.needs.map(({ key }) => key))
    this.#keep(workspace).marks.hold(new Set([...desk.needs, ...desk.later].map(({ key }) => key)), new Set(asked))
    return { of, desk }
  }

  #noticesOf(workspace: Workspace, { of, desk } = this.#held(workspace)): readonly NoticeView[] {
    return desk.needs.map((need) => {
      const mark = of.marks.get(need.key)
      return { ...needView(workspace, need), workspace: workspace.id, arrived: mark?.arrived ?? 0, seen: (mark?.seen ?? null) !== null }
    }).sort((a, b) => b.arrived - a.arrived || (a.key < b.key ? -1 : 1))
  }

  #all(): void {
    for (const workspace of this.#core.workspaces.values()) this.#later(workspace)
  }

  #now(workspace: Workspace): void {
    this.#changed.add(workspace)
    this.#send()
  }

  #later(workspace: Workspace): void {
    this.#changed.add(workspace)
    this.#soon ??= setTimeout(() => this.#send(), Math.max(SOON_MS, RARER * this.#took))
  }

  /** Nobody listens while a single command runs: then nothing is worked out but what is asked for. */
  #send(): void {
    if (this.#soon) clearTimeout(this.#soon)
    this.#soon = null
    const { hub, workspaces } = this.#core
    const changed = [...this.#changed].filter((workspace) => workspaces.has(workspace.id))
    this.#changed.clear()
    if (hub.size === 0) return
    const from = performance.now()
    for (const workspace of changed) {
      const held = this.#held(workspace)
      hub.publish({ event: 'desk', desk: deskView(held.of, held.desk) })
      this.#tell(workspace, held)
    }
    if (changed.length > 0) this.#publishNotices()
    this.#took = performance.now() - from
  }

  #publishNotices(): void {
    if (this.#core.hub.size > 0) this.#core.hub.publish({ event: 'notices', ...this.notices() })
  }

  #tell(workspace: Workspace, held: { readonly of: DeskOf; readonly desk: Desk }): void {
    const { marks } = this.#keep(workspace)
    // What I said of myself is not known until the ledger is read; what reads it says so, and then this is asked again.
    const away = !workspace.ledger.loaded || isAway(workspace)
    const { tell, seen } = toTell(held.desk.needs, { marks: marks.all(), quiet: this.#isQuiet(), away, shown: this.#tellers.shown(workspace.id) })
    marks.seen(seen)
    const keys = new Set(tell.map(({ key }) => key))
    // Who looks at the desk sees it come.
    if (this.#tellers.showsDesk(workspace.id)) marks.told([...keys])
    else if (keys.size > 0) this.#tellers.tell(workspace.id, this.#noticesOf(workspace, held).filter(({ key }) => keys.has(key)))
  }
}
