// What happened on the network, in plain words: a bounded ring, newest last. The same thing again raises the count of
// the entry that stands, so that an address tried all night is one line.
import { Emitter } from '#shared/base/disposable.ts'
import type { Happening, TimelineItem } from '#shared/protocol/contract.ts'

const MAX_KEPT = 400
/** Among so many newest entries the same thing is looked for. */
const LOOK_BACK = 24

export interface Occurrence {
  readonly kind: Happening
  /** In plain words; with kind, workspace, person and address it tells the same thing from another. */
  readonly says: string
  readonly workspace?: string | null
  readonly person?: string | null
  readonly name?: string | null
  readonly address?: string | null
}

export class Timeline {
  readonly onItem = new Emitter<TimelineItem>()
  readonly #now: () => number
  #items: TimelineItem[] = []
  #last = 0

  constructor(now: () => number) {
    this.#now = now
  }

  note(what: Occurrence): void {
    const { kind, says, workspace = null, person = null, name = null, address = null } = what
    const at = this.#now()
    const same = this.#items.slice(-LOOK_BACK).findLast((item) => (
      item.kind === kind && item.workspace === workspace && item.person === person && item.address === address))
    const item: TimelineItem = same?.says === says
      ? { ...same, at, times: same.times + 1 }
      : { id: ++this.#last, kind, says, since: at, at, times: 1, workspace, person, name, address }
    this.#items = [...this.#items.filter((other) => other.id !== item.id), item].slice(-MAX_KEPT)
    this.onItem.emit(item)
  }

  /** Newest first. With a workspace: its own and what concerns this machine. */
  newest(limit: number, workspace?: string): TimelineItem[] {
    const fitting = this.#items.filter((item) => workspace === undefined || item.workspace === null || item.workspace === workspace)
    return fitting.slice(-limit).reverse()
  }

  dispose(): void {
    this.onItem.dispose()
  }
}
