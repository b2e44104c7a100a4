// Who knew what, against the plain definition: everything that can be reached over prev and seen.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { CausalIndex, type Place } from '../../../shared/acts/causal.ts'

interface Node {
  readonly device: number
  readonly seq: number
  readonly prev: number | null
  readonly seen: readonly number[]
}

/** Random histories: each step goes on from some act of its device (not always the newest: a fork) or begins a chain. */
const histories = fc.array(
  fc.record({ device: fc.nat(3), from: fc.nat(), seen: fc.array(fc.nat(), { maxLength: 3 }), fork: fc.nat(5) }),
  { maxLength: 40 },
).map((steps) => {
  const nodes: Node[] = []
  for (const { device, from, seen, fork } of steps) {
    const own = nodes.flatMap((node, at) => (node.device === device ? [at] : []))
    const prev = own.length === 0 ? null : fork === 0 ? own[from % own.length]! : fork === 1 && from % 7 === 0 ? null : own.at(-1)!
    const others = [...new Set(seen.map((at) => (nodes.length === 0 ? -1 : at % nodes.length)))].filter((at) => at >= 0 && at !== prev)
    nodes.push({ device, seq: prev === null ? 0 : nodes[prev]!.seq + 1, prev, seen: others })
  }
  return nodes
})

function reachable(nodes: readonly Node[]): Set<number>[] {
  return nodes.reduce<Set<number>[]>((pasts, { prev, seen }) => {
    const parents = [...(prev === null ? [] : [prev]), ...seen]
    return [...pasts, new Set(parents.flatMap((parent) => [parent, ...pasts[parent]!]))]
  }, [])
}

const indexOf = (nodes: readonly Node[]): CausalIndex => {
  const index = new CausalIndex()
  nodes.forEach(({ seq, prev, seen }) => index.add(seq, prev, seen))
  return index
}

describe('the causal index', () => {
  it('knows exactly what can be reached, with forks and without', () => {
    fc.assert(fc.property(histories, (nodes) => {
      const index = indexOf(nodes)
      const pasts = reachable(nodes)
      const wrong = nodes.flatMap((_, a) => nodes.flatMap((__, b) => (index.knows(a, b) === pasts[a]!.has(b) ? [] : [[a, b]])))
      expect(wrong).toEqual([])
    }), { numRuns: 400 })
  })

  it('counts depth as the longest way to a root, and drops what others know', () => {
    fc.assert(fc.property(histories, fc.array(fc.nat(), { maxLength: 6 }), (nodes, picks) => {
      const index = indexOf(nodes)
      const depths: number[] = []
      nodes.forEach(({ prev, seen }, at) => {
        const parents = [...(prev === null ? [] : [prev]), ...seen]
        depths.push(parents.length === 0 ? 0 : 1 + Math.max(...parents.map((parent) => depths[parent]!)))
        expect(index.depth(at)).toBe(depths[at])
      })
      const pasts = reachable(nodes)
      const chosen = nodes.length === 0 ? [] : [...new Set(picks.map((pick) => pick % nodes.length))]
      const tops = chosen.filter((one) => !chosen.some((other) => pasts[other]!.has(one)))
      expect(index.undominated([...chosen, ...chosen]).sort()).toEqual(tops.sort())
    }), { numRuns: 200 })
  })

  it('answers the same whatever order the acts came in', () => {
    fc.assert(fc.property(histories, fc.infiniteStream(fc.nat()), (nodes, choices) => {
      const places = new Map<number, Place>()
      const index = new CausalIndex()
      while (places.size < nodes.length) {
        const ready = nodes.flatMap((node, at) => (
          !places.has(at) && [...(node.prev === null ? [] : [node.prev]), ...node.seen].every((parent) => places.has(parent)) ? [at] : []
        ))
        const at = ready[choices.next().value! % ready.length]!
        const { seq, prev, seen } = nodes[at]!
        places.set(at, index.add(seq, prev === null ? null : places.get(prev)!, seen.map((parent) => places.get(parent)!)))
      }
      const first = indexOf(nodes)
      nodes.forEach((_, a) => nodes.forEach((__, b) => {
        if (index.knows(places.get(a)!, places.get(b)!) !== first.knows(a, b)) throw new Error(`${a} and ${b} differ`)
      }))
    }), { numRuns: 200 })
  })

  it('finds the newest of a long history without comparing each with each, in whatever order they are named', () => {
    const index = new CausalIndex()
    const places = Array.from({ length: 500 }, (_, seq) => index.add(seq, seq === 0 ? null : seq - 1, []))
    const asked = vi.spyOn(index, 'knows')
    expect(index.undominated(places)).toEqual([499])
    expect(index.undominated([...places].reverse())).toEqual([499])
    expect(asked.mock.calls.length).toBeLessThanOrEqual(2 * places.length)
  })

  it('lets the branches of a fork count as concurrent, and what went before as known to both', () => {
    const index = new CausalIndex()
    const a0 = index.add(0, null, [])
    const a1 = index.add(1, a0, [])
    const left = index.add(2, a1, [])
    const right = index.add(2, a1, [])
    const onTheRight = index.add(3, right, [])
    expect(index.knows(left, right) || index.knows(right, left) || index.knows(onTheRight, left)).toBe(false)
    expect([left, right, onTheRight].every((place) => index.knows(place, a1) && index.knows(place, a0))).toBe(true)
    const joined = index.add(4, onTheRight, [left])
    expect(index.knows(joined, left)).toBe(true)
  })
})
