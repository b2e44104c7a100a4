import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FULL_MESH, meshOf } from '../../../electron/link/peers/mesh-rule.ts'

const ids = (least: number, most: number) => fc.uniqueArray(fc.uuid(), { minLength: least, maxLength: most })

describe('who is connected with whom', () => {
  it('is everyone with everyone up to twelve peers', () => {
    fc.assert(fc.property(ids(1, FULL_MESH + 1), (all) => {
      for (const id of all) expect([...meshOf(id, all)].sort()).toEqual(all.filter((other) => other !== id).sort())
    }))
  })

  it('is seen alike from both ends', () => {
    fc.assert(fc.property(ids(2, 60), (all) => {
      const mesh = new Map(all.map((id) => [id, meshOf(id, all)]))
      for (const a of all) for (const b of all) expect(mesh.get(a)!.has(b)).toBe(mesh.get(b)!.has(a))
      for (const id of all) expect(mesh.get(id)!.has(id)).toBe(false)
    }), { numRuns: 30 })
  })

  it('does not depend on the order in which they were heard of', () => {
    fc.assert(fc.property(ids(14, 40), (all) => {
      expect(meshOf(all[0]!, [...all].reverse())).toEqual(meshOf(all[0]!, all))
    }), { numRuns: 30 })
  })

  it('stays in one piece though any one leaves without a word, and every way is short', () => {
    fc.assert(fc.property(ids(14, 60), fc.nat(), (all, at) => {
      const gone = all[at % all.length]!
      const rest = all.filter((id) => id !== gone)
      const steps = distances(rest[0]!, (id) => [...meshOf(id, all)].filter((other) => other !== gone))
      expect(steps.size).toBe(rest.length)
      expect(Math.max(...steps.values())).toBeLessThanOrEqual(5)
    }), { numRuns: 30 })
  })

  it('is few for each, however many there are', () => {
    const degrees: number[] = []
    fc.assert(fc.property(ids(40, 60), (all) => void degrees.push(...all.map((id) => meshOf(id, all).size))), { numRuns: 5 })
    expect(Math.max(...degrees)).toBeLessThanOrEqual(24)
    expect(Math.min(...degrees)).toBeGreaterThanOrEqual(4)
    expect(degrees.reduce((sum, one) => sum + one, 0) / degrees.length).toBeLessThan(FULL_MESH)
  })
})

function distances(from: string, next: (id: string) => Iterable<string>): Map<string, number> {
  const steps = new Map([[from, 0]])
  for (const [id, step] of steps) for (const other of next(id)) if (!steps.has(other)) steps.set(other, step + 1)
  return steps
}
