// Which hosts keep a socket to which. Every host computes this alone from the same link states, and comes to the same
// result: no two need to agree on anything.
//
// The rule: pairs that can meet are gone through in one order, linked ones first. In a first round a pair is chosen if
// there is no way yet between the two, in a second if there are not two ways without a host in common; each time only if
// one of them has room for a socket or can be given room. So for every pair passed over no single host stands between the
// two: whoever leaves, those who could still meet without it remain connected. Such a graph is sparse: it has less than
// five sockets for two hosts (Mader's bound for graphs without a three-connected part), so that three outgoing sockets a
// host are always enough where both ends of each pair can dial; the first round alone needs one.

export interface Knowing {
  /** Hosts it has a socket with, whoever dialled. A link counts where both tell of it. */
  readonly links: ReadonlySet<string>
  /** Hosts it could dial. */
  readonly dials: ReadonlySet<string>
  /** Sockets it has for dialling. */
  readonly room: number
}

/** For each host the names it is to keep a socket to. */
export type Chosen = ReadonlyMap<string, ReadonlySet<string>>

interface Pair {
  readonly a: string
  readonly b: string
  readonly linked: boolean
  readonly order: number
}

export function chooseLinks(hosts: ReadonlyMap<string, Knowing>): Chosen {
  const sockets = new Sockets(hosts)
  const graph = new Map<string, Set<string>>([...hosts.keys()].map((name) => [name, new Set()]))
  const join = ({ a, b }: Pair): boolean => {
    if (!sockets.add(a, b)) return false
    graph.get(a)!.add(b)
    graph.get(b)!.add(a)
    return true
  }
  const pairs = pairsOf(hosts)
  const parts = new Parts(hosts.keys())
  for (const pair of pairs) if (!parts.joined(pair.a, pair.b) && join(pair)) parts.join(pair.a, pair.b)
  let blocks = blocksOf(graph)
  for (const pair of pairs) {
    if (blocks.length === 1 && blocks[0]!.size === hosts.size) break
    if (!blocks.some((block) => block.has(pair.a) && block.has(pair.b)) && join(pair)) blocks = blocksOf(graph)
  }
  return sockets.by
}

export const areLinked = (hosts: ReadonlyMap<string, Knowing>, a: string, b: string): boolean =>
  (hosts.get(a)?.links.has(b) && hosts.get(b)?.links.has(a)) ?? false

function pairsOf(hosts: ReadonlyMap<string, Knowing>): Pair[] {
  const names = [...hosts.keys()].sort()
  const pairs: Pair[] = []
  for (const [i, a] of names.entries()) {
    for (const b of names.slice(i + 1)) {
      const linked = areLinked(hosts, a, b)
      if (linked || hosts.get(a)!.dials.has(b) || hosts.get(b)!.dials.has(a)) pairs.push({ a, b, linked, order: scatter(a + b) })
    }
  }
  // Linked ones first, so that a newcomer changes as little as possible; else an order that favours nobody.
  return pairs.sort((one, other) => Number(other.linked) - Number(one.linked) || one.order - other.order)
}

/** FNV-1a. */
function scatter(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Which hosts hang together. */
class Parts {
  readonly #of = new Map<string, Set<string>>()

  constructor(names: Iterable<string>) {
    for (const name of names) this.#of.set(name, new Set([name]))
  }

  joined(a: string, b: string): boolean {
    return this.#of.get(a) === this.#of.get(b)
  }

  join(a: string, b: string): void {
    const part = this.#of.get(a)!
    for (const name of this.#of.get(b)!) {
      part.add(name)
      this.#of.set(name, part)
    }
  }
}

/** Who dials in each chosen pair, never more than has room. */
class Sockets {
  readonly by = new Map<string, Set<string>>()
  readonly #hosts: ReadonlyMap<string, Knowing>

  constructor(hosts: ReadonlyMap<string, Knowing>) {
    this.#hosts = hosts
    for (const name of hosts.keys()) this.by.set(name, new Set())
  }

  /** False where neither has room, nor can be given room by turning other sockets round. */
  add(a: string, b: string): boolean {
    const takers = [a, b].filter((name) => this.#canDial(name, name === a ? b : a))
    takers.sort((one, other) => this.by.get(one)!.size - this.by.get(other)!.size)
    for (const taker of takers) {
      if (!this.#makeRoom(taker, new Set())) continue
      this.by.get(taker)!.add(taker === a ? b : a)
      return true
    }
    return false
  }

  #canDial(name: string, other: string): boolean {
    return this.#hosts.get(name)!.dials.has(other)
  }

  #makeRoom(name: string, asked: Set<string>): boolean {
    const sockets = this.by.get(name)!
    if (sockets.size < this.#hosts.get(name)!.room) return true
    asked.add(name)
    for (const other of sockets) {
      if (asked.has(other) || !this.#canDial(other, name) || !this.#makeRoom(other, asked)) continue
      sockets.delete(other)
      this.by.get(other)!.add(name)
      return true
    }
    return false
  }
}

/** The biconnected parts: two hosts are in one if they are linked, or if two ways between them share no third host. */
export function blocksOf(graph: ReadonlyMap<string, ReadonlySet<string>>): Set<string>[] {
  const blocks: Set<string>[] = []
  const depth = new Map<string, number>()
  const open: string[] = []
  const visit = (name: string, above: string | null, level: number): number => {
    depth.set(name, level)
    open.push(name)
    let lowest = level
    for (const next of graph.get(name) ?? []) {
      if (next === above) continue
      const seen = depth.get(next)
      if (seen !== undefined) {
        lowest = Math.min(lowest, seen)
        continue
      }
      const reached = visit(next, name, level + 1)
      lowest = Math.min(lowest, reached)
      // Nothing below `next` reaches past `name`: what is open down to it is one part, with `name`.
      if (reached >= level) blocks.push(new Set([name, ...open.splice(open.indexOf(next))]))
    }
    return lowest
  }
  for (const name of graph.keys()) {
    if (!depth.has(name)) visit(name, null, 0)
    open.length = 0
  }
  return blocks
}
