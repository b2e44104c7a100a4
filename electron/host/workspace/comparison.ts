// Compares the shared document with those of connected colleagues, to find what Yjs by itself would never find.
//
// Each tells (hash of the state vector, digest of the entries) once its document has been quiet for a moment. In honest
// hands what a document holds follows from the changes it has seen, and the vector says which those are: equal vectors,
// equal entries. A change that is still under way makes the vectors differ, and then nothing is concluded. The one thing
// that a vector does not show is a deletion by itself, which no honest host makes (entries are folded in the transaction
// that writes what they held); should one be under way all the same, it comes over an ordered channel before the next
// telling, and changes what is told. So two documents count as differing only where both ends told the same twice, a
// round apart. Changes that wait for others count as waiting for ever only where all who told have seen no more, round
// after round.
import * as Y from 'yjs'
import { hash } from '#shared/acts/crypto.ts'
import { sameBytes, toHex } from '#shared/base/bytes.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import { DocumentDigest } from '#shared/document/digest.ts'
import type { Damage } from '#shared/domain/epoch/index.ts'
import type { DocumentLook } from '#shared/protocol/ledger.ts'
import { nextTurn } from '../next-turn.ts'

export interface ComparisonPace {
  /** How long nothing changes before it is told. */
  readonly quietMs: number
  /** Nothing is told more often than this, unless somebody has just connected. */
  readonly roundMs: number
}

/** Bytes hashed in one go: a few ms. */
const SLICE_BYTES = 512 * 1024
/** Rounds through which changes wait before they count as waiting for ever. */
const WAITING_ROUNDS = 3

export interface ComparisonOptions extends ComparisonPace {
  readonly doc: Y.Doc
  /** Empty as long as nobody's document is exchanged with this one. */
  connected(): ReadonlySet<DeviceId>
  tell(look: DocumentLook): void
  /** A colleague's document holds the same as this one. */
  same(device: DeviceId): void
  damaged(how: Damage): void
}

interface Doubt {
  readonly key: string
  readonly heard: DocumentLook
}

export class Comparison {
  readonly #options: ComparisonOptions
  readonly #digest: DocumentDigest
  /** As it looks now; null while that is not known. */
  #own: DocumentLook | null = null
  readonly #heard = new Map<DeviceId, DocumentLook>()
  readonly #doubts = new Map<DeviceId, Doubt>()
  #waiting = { key: '', rounds: 0 }
  #timer: NodeJS.Timeout | null = null
  #changedAt: number | null = null
  #toldAt = -Infinity
  #disposed = false

  constructor(options: ComparisonOptions) {
    this.#options = options
    this.#digest = new DocumentDigest(options.doc)
    options.doc.on('update', this.#changed)
  }

  heard(device: DeviceId, look: DocumentLook): void {
    this.#heard.set(device, look)
    if (this.#own) this.#compare(device)
  }

  /** Somebody's document has just begun to be exchanged with this one. */
  met(): void {
    this.#toldAt = -Infinity
    this.#tellSoon()
  }

  dispose(): void {
    this.#disposed = true
    if (this.#timer) clearTimeout(this.#timer)
    this.#options.doc.off('update', this.#changed)
    this.#digest.dispose()
  }

  #changed = (): void => {
    this.#own = null
    this.#changedAt ??= performance.now()
    this.#tellSoon()
  }

  /** Once it is quiet, but not put off for ever by someone who never is. */
  #tellSoon(): void {
    const { quietMs, roundMs } = this.#options
    const now = performance.now()
    const quiet = Math.min(quietMs, (this.#changedAt ?? now) + roundMs - now)
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#tell(), Math.max(0, quiet, this.#toldAt + roundMs - now))
  }

  async #tell(): Promise<void> {
    this.#timer = null
    // Reading ten thousand entries costs more than a hundred ms: not before there is somebody to compare with.
    if (this.#options.connected().size === 0) return void (this.#changedAt = null)
    while (!this.#digest.read(SLICE_BYTES)) {
      await nextTurn()
      if (this.#disposed) return
    }
    const { doc, connected, tell } = this.#options
    this.#own = { vector: hash(Y.encodeStateVector(doc)), digest: this.#digest.value() }
    this.#changedAt = null
    this.#toldAt = performance.now()
    if (connected().size === 0) return
    for (const device of this.#heard.keys()) if (!connected().has(device)) this.#forget(device)
    tell(this.#own)
    this.#lookAtWaiting()
    // What is done about one may change the document: then the others are compared when it is quiet again.
    for (const device of this.#heard.keys()) if (this.#own) this.#compare(device)
  }

  #compare(device: DeviceId): void {
    const [own, heard, doubt] = [this.#own!, this.#heard.get(device)!, this.#doubts.get(device)]
    if (!sameBytes(own.vector, heard.vector)) return void this.#doubts.delete(device)
    if (sameBytes(own.digest, heard.digest)) {
      this.#doubts.delete(device)
      this.#options.same(device)
      return
    }
    const key = toHex(own.vector) + toHex(own.digest) + toHex(heard.digest)
    if (doubt?.key !== key) this.#doubts.set(device, { key, heard })
    else if (doubt.heard !== heard) this.#options.damaged('contents differ')
    this.#tellSoon()
  }

  #lookAtWaiting(): void {
    const { doc, connected, damaged } = this.#options
    if (doc.store.pendingStructs === null) return void (this.#waiting = { key: '', rounds: 0 })
    const key = toHex(this.#own!.vector)
    const told = [...connected()].map((device) => this.#heard.get(device)).filter((look) => look !== undefined)
    const nobodyKnowsMore = told.length > 0 && told.every((look) => sameBytes(look.vector, this.#own!.vector))
    this.#waiting = nobodyKnowsMore && this.#waiting.key === key ? { key, rounds: this.#waiting.rounds + 1 } : { key, rounds: 0 }
    if (this.#waiting.rounds >= WAITING_ROUNDS) damaged('updates wait')
    this.#tellSoon()
  }

  #forget(device: DeviceId): void {
    this.#heard.delete(device)
    this.#doubts.delete(device)
  }
}
