// What the host tells its clients unasked, gathered so that a burst of changes is one event of a kind.
import type { RecordId } from '#shared/base/ids.ts'
import type { TimelineItem } from '#shared/protocol/contract.ts'
import type { Core } from './core.ts'
import { statusOf } from './status.ts'
import type { Workspace } from './workspace/workspace.ts'

const STATUS_MS = 150

export class Shown {
  readonly #core: Core
  readonly #statuses = new Set<Workspace>()
  readonly #people = new Set<Workspace>()
  readonly #invites = new Set<Workspace>()
  readonly #directories = new Map<Workspace, Set<string>>()
  readonly #happened = new Map<number, TimelineItem>()
  readonly #records = new Map<Workspace, Set<RecordId>>()
  #timer: NodeJS.Timeout | null = null
  #soon: NodeJS.Immediate | null = null
  #overview = false

  constructor(core: Core) {
    this.#core = core
  }

  follow(workspace: Workspace): void {
    workspace.onChange.on((change) => {
      if (change.kind === 'records') this.#record(workspace, change.ids)
      else if (change.kind === 'people') this.#people.add(workspace)
      else if (change.kind === 'directory') this.#directory(workspace, change.people)
      else if (change.kind === 'hours') this.#core.hub.publish({ event: 'hours', workspace: workspace.id })
      this.#statuses.add(workspace)
      this.#later()
    })
    workspace.onDraft.on(({ id, update, origin }) => {
      if (update.length === 0) return
      const except = origin instanceof Object && 'client' in origin && 'id' in origin ? { id: String(origin.id) } : undefined
      this.#core.hub.publish({ event: 'draft', workspace: workspace.id, id, update: Buffer.from(update).toString('base64url') }, except)
    })
  }

  timeline(item: TimelineItem): void {
    this.#happened.set(item.id, item)
    this.#later()
  }

  overview(): void {
    this.#overview = true
    this.#later()
  }

  status(): void {
    for (const workspace of this.#core.workspaces?.values() ?? []) this.#statuses.add(workspace)
    this.#later()
  }

  /** Where this machine can be reached is another by now. */
  network(): void {
    for (const workspace of this.#core.workspaces?.values() ?? []) this.#invites.add(workspace)
    this.status()
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer)
    if (this.#soon) clearImmediate(this.#soon)
    this.#timer = null
    this.#soon = null
  }

  /** Rows go out at the end of the turn; nobody waits for a timer to see an act. */
  #record(workspace: Workspace, ids: readonly RecordId[]): void {
    const changed = this.#records.get(workspace) ?? new Set<RecordId>()
    this.#records.set(workspace, changed)
    for (const id of ids) changed.add(id)
    this.#soon ??= setImmediate(() => {
      this.#soon = null
      this.#sendRecords()
    })
  }

  #sendRecords(): void {
    for (const [workspace, ids] of this.#records) {
      if (!this.#core.workspaces.has(workspace.id)) continue
      const rows = [...ids].map((id) => workspace.list.row(id))
      this.#core.hub.publish({
        event: 'records', workspace: workspace.id, rows: rows.filter((row) => row !== null),
        removed: [...ids].filter((_, i) => rows[i] === null),
      })
    }
    this.#records.clear()
  }

  #directory(workspace: Workspace, people: readonly string[]): void {
    const changed = this.#directories.get(workspace) ?? new Set<string>()
    this.#directories.set(workspace, changed)
    for (const person of people) changed.add(person)
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#send()
    }, STATUS_MS)
  }

  #send(): void {
    const { hub } = this.#core
    if (hub.size === 0) {
      this.#statuses.clear()
      this.#people.clear()
      this.#invites.clear()
      this.#directories.clear()
      this.#happened.clear()
      this.#overview = false
      return
    }
    for (const workspace of this.#people) {
      if (!this.#core.workspaces.has(workspace.id)) continue
      hub.publish({ event: 'people', workspace: workspace.id, people: workspace.people.views(workspace) })
      this.#invites.add(workspace)
      this.#overview = true
    }
    for (const workspace of this.#invites) {
      if (this.#core.workspaces.has(workspace.id)) hub.publish({ event: 'invites', workspace: workspace.id, invites: workspace.invites.list() })
    }
    for (const [workspace, people] of this.#directories) {
      if (this.#core.workspaces.has(workspace.id)) hub.publish({ event: 'directory', workspace: workspace.id, people: [...people] })
    }
    for (const workspace of this.#statuses) {
      if (this.#core.workspaces.has(workspace.id)) hub.publish({ event: 'status', workspace: workspace.id, status: statusOf(this.#core, workspace) })
    }
    if (this.#happened.size > 0) hub.publish({ event: 'timeline', items: [...this.#happened.values()] })
    if (this.#overview) hub.publish({ event: 'overview', overview: this.#core.overview() })
    this.#statuses.clear()
    this.#people.clear()
    this.#invites.clear()
    this.#directories.clear()
    this.#happened.clear()
    this.#overview = false
  }
}
