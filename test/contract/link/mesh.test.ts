// Meshes of real links, each its own process, in a network namespace of their own: that they come about, that everything
// reaches everyone, and how many messages that takes.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FULL_MESH } from '../../../electron/link/peers/mesh-rule.ts'
import { Mesh } from '../../harness/mesh.ts'
import { Namespace } from '../../harness/netns.ts'

let namespace: Namespace
let mesh: Mesh

beforeAll(async () => { namespace = await Namespace.open() })
afterAll(() => namespace.dispose())
afterEach(() => mesh.dispose())

const EDITS = 40
const CHANGES = 20

describe.each([5, 10, 20])('a mesh of %i', (size) => {
  it('converges, and an edit or a change of presence costs at most two messages for each', async () => {
    mesh = await Mesh.open(namespace, size, (at) => ({ presence: `"${at}"` }))
    await (size <= 13 ? mesh.full() : mesh.whole())
    for (const at of [0, size - 1]) await mesh.spread(at, 'first', `of ${at}`)
    await Promise.all(mesh.links.map((link) => link.until('all others present', () => link.presence.length === size - 1, 60_000)))
    await mesh.settled()

    const before = await mesh.sent()
    for (let edit = 0; edit < EDITS; edit++) await mesh.spread(edit % size, `edit ${edit}`, `of ${edit % size}`)
    const after = await mesh.sent()
    expect((after.messages - before.messages) / EDITS).toBeLessThanOrEqual(2 * size)

    for (let change = 0; change < CHANGES; change++) {
      const link = mesh.links[change % size]!
      const others = mesh.links.filter((one) => one !== link)
      const all = Promise.all(others.map((other) => other.until('presence', () => other.presence.includes(`"now ${change}"`), 60_000)))
      link.setPresence(`"now ${change}"`)
      await all
    }
    const last = await mesh.sent()
    expect((last.messages - after.messages) / CHANGES).toBeLessThanOrEqual(2 * size)

    const contents = mesh.links.map((link) => JSON.stringify(Object.entries(link.doc.getMap('m').toJSON()).sort()))
    expect(new Set(contents).size).toBe(1)
    expect(mesh.links.flatMap((link) => link.refusals), namespace.unforeseen.join('')).toEqual([])
    // In the middle no more than where everyone has everyone: four on the ring, and chords.
    if (size > 13) expect(mesh.degrees.reduce((sum, degree) => sum + degree, 0) / size).toBeLessThanOrEqual(FULL_MESH)
    console.log(`${size} links: ${(after.messages - before.messages) / EDITS} messages an edit, ${(last.messages - after.messages) / CHANGES} a presence, degrees ${mesh.degrees.join(' ')}`)
  }, 600_000)
})
