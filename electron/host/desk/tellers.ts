// Which window tells a person something. Several may be open: one of them is sent it and answers that it did; one that
// does not answer in time, or closes, gives way to the next.
import type { NoticeView } from '#shared/protocol/contract.ts'
import type { SessionContext } from '../contract/handlers.ts'

/** What a window said of itself last. */
export interface Here {
  readonly workspace: string
  readonly records: readonly string[]
  readonly desk: boolean
  readonly front: boolean
  /** May use the system's notifications. */
  readonly system: boolean
}

const ANSWER_MS = 4000

export class Tellers {
  readonly #windows = new Map<string, { readonly session: SessionContext; here: Here }>()
  readonly #changed: () => void
  /** Who was asked in vain, until somebody else comes or they say something again. */
  readonly #silent = new Set<string>()
  #lease: { readonly session: string; readonly workspace: string; readonly timer: NodeJS.Timeout } | null = null

  constructor(changed: () => void) {
    this.#changed = changed
  }

  here(session: SessionContext, here: Here): void {
    if (!this.#windows.has(session.id)) session.onClose(() => this.#gone(session.id))
    this.#windows.set(session.id, { session, here })
    this.#silent.delete(session.id)
    this.#changed()
  }

  /** Records of a workspace that stand before the person's eyes. */
  shown(workspace: string): ReadonlySet<string> {
    const windows = [...this.#windows.values()].filter(({ here }) => here.front && here.workspace === workspace)
    return new Set(windows.flatMap(({ here }) => here.records))
  }

  /** The desk itself does. */
  showsDesk(workspace: string): boolean {
    return [...this.#windows.values()].some(({ here }) => here.front && here.desk && here.workspace === workspace)
  }

  /** Asks one window to tell these; while one has been asked, nobody else is. */
  tell(workspace: string, notices: readonly NoticeView[]): void {
    if (this.#lease || notices.length === 0) return
    const [best] = [...this.#windows.values()].filter(({ session }) => !this.#silent.has(session.id))
      .sort((a, b) => rank(b.here, workspace) - rank(a.here, workspace) || b.session.client - a.session.client)
    if (!best) return
    const timer = setTimeout(() => {
      this.#silent.add(best.session.id)
      this.#lease = null
      this.#changed()
    }, ANSWER_MS)
    this.#lease = { session: best.session.id, workspace, timer }
    best.session.send({ event: 'tell', workspace, notices })
  }

  /** Whether it was this window's turn. */
  answered(session: SessionContext, workspace: string): boolean {
    if (this.#lease?.session !== session.id || this.#lease.workspace !== workspace) return false
    this.#release()
    return true
  }

  dispose(): void {
    this.#release()
    this.#windows.clear()
  }

  #gone(session: string): void {
    this.#windows.delete(session)
    this.#silent.delete(session)
    if (this.#lease?.session === session) this.#release()
    this.#changed()
  }

  #release(): void {
    if (this.#lease) clearTimeout(this.#lease.timer)
    this.#lease = null
  }
}

/** In front first, since there it needs no system notification; then one that has the workspace open. */
const rank = (here: Here, workspace: string): number => (here.front ? 4 : 0) + (here.system ? 2 : 0) + (here.workspace === workspace ? 1 : 0)
