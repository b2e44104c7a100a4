// Which hosts keep a socket to which: any two that could meet without a third do so in what is chosen, too.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf, chooseLinks, type Knowing } from '../../../electron/link/rendezvous/choose-links.ts'

type Graph = Map<string, Set<string>>

const MOST = 3

interface Case {
  readonly size: number
  /** Pairs by the places of their ends; `both` where either end can dial the other. */
  readonly pairs: readonly (readonly [number, number, 'both' | 'one' | 'linked'])[]
}

const nameOf = (i: number) => `host-${String.fromCharCode(97 + (i % 26))}${i}`

function hostsOf({ size, pairs }: Case, room = MOST): Map<string, Knowing> {
  const hosts = new Map(Array.from({ length: size }, (_, i) => [nameOf(i), { links: new Set<string>(), dials: new Set<string>(), room }]))
  for (const [i, k, kind] of pairs) {
    if (i === k) continue
    const [a, b] = [hosts.get(nameOf(i))!, hosts.get(nameOf(k))!]
    a.dials.add(nameOf(k))
    if (kind !== 'one') b.dials.add(nameOf(i))
    if (kind !== 'linked') continue
    a.links.add(nameOf(k))
    b.links.add(nameOf(i))
  }
  return hosts
}

const emptyGraph = (hosts: ReadonlyMap<string, unknown>): Graph => new Map([...hosts.keys()].map((name) => [name, new Set<string>()]))

function join(graph: Graph, a: string, b: string): void {
  graph.get(a)!.add(b)
  graph.get(b)!.add(a)
}

function knowledge(hosts: ReadonlyMap<string, Knowing>): Graph {
  const graph = emptyGraph(hosts)
  for (const [name, { dials }] of hosts) for (const other of dials) join(graph, name, other)
  return graph
}

function choice(hosts: ReadonlyMap<string, Knowing>): Graph {
  const graph = emptyGraph(hosts)
  for (const [name, others] of chooseLinks(hosts)) for (const other of others) join(graph, name, other)
  return graph
}

/** The parts that hang together, without one host. */
function parts(graph: Graph, without?: string): string[] {
  const left = new Set([...graph.keys()].filter((name) => name !== without))
  const found: string[] = []
  for (const start of [...left].sort()) {
    if (!left.delete(start)) continue
    const part = [start]
    for (const at of part) for (const next of graph.get(at)!) if (left.delete(next)) part.push(next)
    found.push(part.sort().join(' '))
  }
  return found
}

function expectSameParts(hosts: ReadonlyMap<string, Knowing>): void {
  const [known, chosen] = [knowledge(hosts), choice(hosts)]
  expect(parts(chosen)).toEqual(parts(known))
  for (const name of hosts.keys()) expect(parts(chosen, name), `without ${name}`).toEqual(parts(known, name))
}

const place = (size: number) => fc.integer({ min: 0, max: size - 1 })
const cases = (...kinds: ('both' | 'one' | 'linked')[]): fc.Arbitrary<Case> =>
  fc.integer({ min: 2, max: 24 }).chain((size) => fc.record({
    size: fc.constant(size),
    pairs: fc.array(fc.tuple(place(size), place(size), fc.constantFrom(...kinds)), { maxLength: size * 4 }),
  }))

/** Connected: each host but the first knows an earlier one, beside whatever else is known. */
const connected: fc.Arbitrary<Case> = cases('both', 'linked').chain(({ size, pairs }) =>
  fc.tuple(...Array.from({ length: size - 1 }, (_, i) => place(i + 1))).map((earlier) => ({
    size, pairs: [...pairs, ...earlier.map((k, i) => [i + 1, k, 'both'] as const)],
  })))

describe('the choice of links', () => {
  it('joins all that are joined by what hosts know, also after any one of them left', () => {
    fc.assert(fc.property(connected, (one) => {
      const hosts = hostsOf(one)
      expect(parts(choice(hosts))).toHaveLength(1)
      expectSameParts(hosts)
    }), { numRuns: 400 })
  })

  it('joins the parts of what is not connected as far as it goes', () => {
    fc.assert(fc.property(cases('both', 'linked'), (one) => expectSameParts(hostsOf(one))), { numRuns: 400 })
  })

  it('joins all even where each has room for a single socket', () => {
    fc.assert(fc.property(connected, (one) => { expect(parts(choice(hostsOf(one, 1)))).toHaveLength(1) }), { numRuns: 300 })
  })

  it('gives no host more outgoing sockets than it has room for, whoever can dial', () => {
    fc.assert(fc.property(cases('both', 'one', 'linked'), fc.integer({ min: 0, max: MOST }), (one, room) => {
      for (const [name, others] of chooseLinks(hostsOf(one, room))) {
        expect(others.size).toBeLessThanOrEqual(room)
        for (const other of others) expect(hostsOf(one).get(name)!.dials.has(other)).toBe(true)
      }
    }), { numRuns: 400 })
  })

  it('does not depend on the order in which it was heard', () => {
    fc.assert(fc.property(cases('both', 'one', 'linked').chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray(
      [...hostsOf(one)], { minLength: one.size },
    ))), ([one, shuffled]) => {
      const sorted = (chosen: ReadonlyMap<string, ReadonlySet<string>>) => [...chosen].map(([name, others]) => [name, [...others].sort()]).sort()
      expect(sorted(chooseLinks(new Map(shuffled)))).toEqual(sorted(chooseLinks(hostsOf(one))))
    }), { numRuns: 200 })
  })

  it.each([5, 10, 20, 50, 100])('takes less than 2 links a host where all %i know all', (size) => {
    const pairs = Array.from({ length: size }, (_, i) => Array.from({ length: i }, (__, k) => [i, k, 'both'] as const)).flat()
    const graph = choice(hostsOf({ size, pairs }))
    const links = [...graph.values()].reduce((sum, others) => sum + others.size, 0) / 2
    expect(blocksOf(graph)).toHaveLength(1)
    expect(links).toBeLessThan(2 * size)
  })

  it('keeps what is linked already where that is enough', () => {
    const ring = Array.from({ length: 8 }, (_, i) => [i, (i + 1) % 8, 'linked'] as const)
    const all = Array.from({ length: 8 }, (_, i) => Array.from({ length: i }, (__, k) => [i, k, 'both'] as const)).flat()
    const graph = choice(hostsOf({ size: 8, pairs: [...ring, ...all] }))
    for (let i = 0; i < 8; i++) expect([...graph.get(nameOf(i))!].sort()).toEqual([nameOf((i + 1) % 8), nameOf((i + 7) % 8)].sort())
  })

  it('has one that everybody knows dialled by them, where they can', () => {
    const star = Array.from({ length: 19 }, (_, i) => [0, i + 1, 'both'] as const)
    expect(chooseLinks(hostsOf({ size: 20, pairs: star })).get(nameOf(0))!.size).toBeLessThanOrEqual(MOST)
    expectSameParts(hostsOf({ size: 20, pairs: star }))
  })
})
