// Whether an update can be taken in as a whole: nothing in it stands behind something that is neither known nor in it.
//
// What can't, Yjs keeps aside and merges with all that is kept aside already, at each further update: 4,000 updates
// behind a missing first one took 6 s. So such an update is never given to Yjs. Its sender is asked for the state instead.

/** What one client wrote in an update: clocks `from` to below `to`, in order. */
export interface ClientBlock {
  readonly client: number
  readonly from: number
  readonly to: number
  /** Range of this block's needs in `Needs`. */
  readonly first: number
  readonly end: number
}

/** What structs need beside the one before them: at clock `at` of the block, clock `clock` of `client`. In order of `at`. */
export interface Needs {
  readonly at: readonly number[]
  readonly client: readonly number[]
  readonly clock: readonly number[]
}

export interface Ordered {
  readonly blocks: ReadonlyMap<number, ClientBlock>
  readonly needs: Needs
  /** Client -> the clock behind the last one deleted. */
  readonly deletes: ReadonlyMap<number, number>
}

interface Frame {
  readonly block: ClientBlock
  /** Done once the block's clocks are reached up to this one. */
  readonly until: number
}

/**
 * The client for whose clocks the update would have to wait, or null where nothing in it would.
 * `known` is the clock behind the last one known of a client; 0 where none is. `step` is called once for each bit of work,
 * of which there are no more than clients and needs.
 */
export function awaited(update: Ordered, known: (client: number) => number, step: () => void = () => {}): number | null {
  for (const block of update.blocks.values()) {
    step()
    if (block.from > known(block.client)) return block.client
  }
  const order = new Order(update, known, step)
  for (const block of update.blocks.values()) {
    const stuck = order.reach({ block, until: block.to - 1 })
    if (stuck !== null) return stuck
  }
  for (const [client, end] of update.deletes) {
    step()
    if (end > Math.max(known(client), update.blocks.get(client)?.to ?? 0)) return client
  }
  return null
}

class Order {
  readonly #update: Ordered
  readonly #known: (client: number) => number
  readonly #step: () => void
  /** Client -> the first of its needs that was not looked at yet. */
  readonly #next = new Map<number, number>()

  constructor(update: Ordered, known: (client: number) => number, step: () => void) {
    this.#update = update
    this.#known = known
    this.#step = step
  }

  /** Goes through a block, and through others as far as it needs them. Each need is looked at twice at the most. */
  reach(target: Frame): number | null {
    const stack: Frame[] = [target]
    const onStack = new Set([target.block.client])
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      this.#step()
      const need = this.#unmet(frame)
      if (need === null) {
        stack.pop()
        onStack.delete(frame.block.client)
        continue
      }
      const { client, clock } = need
      const block = this.#update.blocks.get(client)
      // A block that is on the stack waits for this one: a circle, which nobody writes by honest means.
      if (!block || clock >= block.to || onStack.has(client)) return client
      stack.push({ block, until: clock })
      onStack.add(client)
    }
    return null
  }

  #unmet({ block, until }: Frame): { readonly client: number; readonly clock: number } | null {
    const { at, client, clock } = this.#update.needs
    let next = this.#next.get(block.client) ?? block.first
    while (next < block.end && at[next]! <= until && this.#isReached(client[next]!, clock[next]!)) {
      this.#step()
      next++
    }
    this.#next.set(block.client, next)
    return next < block.end && at[next]! <= until ? { client: client[next]!, clock: clock[next]! } : null
  }

  #isReached(client: number, clock: number): boolean {
    if (clock < this.#known(client)) return true
    const block = this.#update.blocks.get(client)
    if (!block || clock >= block.to) return false
    const next = this.#next.get(client) ?? block.first
    return next >= block.end || clock < this.#update.needs.at[next]!
  }
}
