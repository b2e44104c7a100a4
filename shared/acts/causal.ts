// Who knew what: the causal past of acts, answered in constant time.
//
// An act's past is its `prev` and `seen`, transitively. Each device's chain is one branch; where a device forked, the
// second act at a seq opens a branch of its own, so the two count as concurrent, as two devices' acts would. Each act
// carries, per branch, how far it knows it (a version vector). An act that names nobody else's tips shares its
// predecessor's vector, so a long monologue costs no memory.

/** The place of an act in the index, counted from 0 in order of insertion. Parents come before children. */
export type Place = number

const NOTHING = new Int32Array(0)

export class CausalIndex {
  #branches = 0
  readonly #branchOf: number[] = []
  readonly #seqOf: number[] = []
  readonly #depthOf: number[] = []
  /** What the act knows of branches other than its own: highest seq + 1 per branch. */
  readonly #vectors: Int32Array[] = []
  readonly #hasChild: boolean[] = []

  get size(): number {
    return this.#branchOf.length
  }

  /** Adds an act whose parents are all in. `prev` is null at seq 0. Returns its place. */
  add(seq: number, prev: Place | null, seen: readonly Place[]): Place {
    const continues = prev !== null && !this.#hasChild[prev]
    const branch = continues ? this.#branchOf[prev]! : this.#branches++
    let vector = prev === null ? NOTHING : this.#vectors[prev]!
    // A second child of `prev` stands on a branch of its own, so it must carry the first branch up to `prev`.
    if (prev !== null && !continues) vector = raise(vector, this.#branchOf[prev]!, this.#seqOf[prev]! + 1)
    for (const other of seen) {
      vector = merge(vector, this.#vectors[other]!)
      vector = raise(vector, this.#branchOf[other]!, this.#seqOf[other]! + 1)
    }
    if (prev !== null) this.#hasChild[prev] = true
    let depth = prev === null ? 0 : this.#depthOf[prev]! + 1
    for (const other of seen) depth = Math.max(depth, this.#depthOf[other]! + 1)
    const place = this.#branchOf.push(branch) - 1
    this.#seqOf.push(seq)
    this.#depthOf.push(depth)
    this.#vectors.push(vector)
    this.#hasChild.push(false)
    return place
  }

  /** Whether act `a` has act `b` in its causal past. No act knows itself. */
  knows(a: Place, b: Place): boolean {
    const branch = this.#branchOf[b]!
    const seq = this.#seqOf[b]!
    if (this.#branchOf[a] === branch) return this.#seqOf[a]! > seq
    return (this.#vectors[a]![branch] ?? 0) > seq
  }

  /** How many acts of the branch of `b`, from its root, are act `a` or in its causal past. */
  extent(a: Place, b: Place): number {
    const branch = this.#branchOf[b]!
    return this.#branchOf[a] === branch ? this.#seqOf[a]! + 1 : this.#vectors[a]![branch] ?? 0
  }

  /** Longest path to a root. Sorting by depth, then id, is the same linear order on every machine. */
  depth(place: Place): number {
    return this.#depthOf[place]!
  }

  /** Drops every place that another of them knows. Newest first: whoever knows a place was added after it. */
  undominated(places: readonly Place[]): Place[] {
    const tops: Place[] = []
    for (const place of [...new Set(places)].sort((a, b) => b - a)) {
      if (!tops.some((top) => this.knows(top, place))) tops.push(place)
    }
    return tops
  }
}

function raise(vector: Int32Array, branch: number, known: number): Int32Array {
  if ((vector[branch] ?? 0) >= known) return vector
  const raised = new Int32Array(Math.max(vector.length, branch + 1))
  raised.set(vector)
  raised[branch] = known
  return raised
}

function merge(a: Int32Array, b: Int32Array): Int32Array {
  let covered = a.length >= b.length
  for (let i = 0; covered && i < b.length; i++) covered = a[i]! >= b[i]!
  if (covered) return a
  const merged = new Int32Array(Math.max(a.length, b.length))
  merged.set(a)
  for (let i = 0; i < b.length; i++) if (b[i]! > merged[i]!) merged[i] = b[i]!
  return merged
}
