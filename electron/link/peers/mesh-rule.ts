// Who is to be connected with whom. Up to a number everyone is, with everyone. Above it each keeps its neighbours on a ring
// of all ids, which alone hold the mesh together, and a few chords across it, which make the ways short. Both ends come to
// the same answer from the ids alone.

/** Up to so many peers everyone is connected with everyone. */
export const FULL_MESH = 12
/** Neighbours on the ring, to either side: one may fail at every place and the ring still holds. */
const RING = 2
/** Chords each end chooses. Others choose as many that end here. */
const CHORDS = 4

/** Those of `known` that `own` is to be connected with. Ids are as random as their makers let them be. */
export function meshOf(own: string, known: Iterable<string>): ReadonlySet<string> {
  const all = [...new Set([own, ...known])].sort()
  if (all.length - 1 <= FULL_MESH) return new Set(all.filter((id) => id !== own))
  const mesh = new Set<string>()
  const at = all.indexOf(own)
  for (let step = 1; step <= RING; step++) {
    mesh.add(all[(at + step) % all.length]!)
    mesh.add(all[(at - step + all.length) % all.length]!)
  }
  const hashes = new Map(all.map((id) => [id, hashOf(id)]))
  for (const id of chordsOf(own, hashes)) mesh.add(id)
  for (const id of all) if (id !== own && chordsOf(id, hashes).includes(own)) mesh.add(id)
  return mesh
}

/** The few with the lowest hash together with `id`. The hash is the same seen from either end. */
function chordsOf(id: string, hashes: ReadonlyMap<string, number>): string[] {
  const own = hashes.get(id)!
  const lowest: { readonly id: string; readonly hash: number }[] = []
  for (const [other, theirs] of hashes) {
    if (other === id) continue
    const hash = mix(own ^ theirs)
    if (lowest.length === CHORDS && hash >= lowest[CHORDS - 1]!.hash) continue
    lowest.push({ id: other, hash })
    lowest.sort((a, b) => a.hash - b.hash)
    if (lowest.length > CHORDS) lowest.pop()
  }
  return lowest.map((one) => one.id)
}

function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return mix(hash)
}

function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return (hash ^ (hash >>> 16)) >>> 0
}
