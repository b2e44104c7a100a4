// The one place where this person's acts are given. Before anything is signed, the own chain is compared with the
// high-water mark outside the data folder: a folder that was copied or restored goes on as a new device, so that no
// two acts are ever signed for one place of a chain knowingly.
import { sign, type DeviceKey } from '#shared/acts/crypto.ts'
import { toBase64 } from '#shared/base/bytes.ts'
import type { Circle, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import type { CountedAct } from '#shared/domain/fold.ts'
import { deviceProofBytes } from '#shared/domain/membership/index.ts'
import type { Intent, Ledger } from '../store/ledger.ts'
import type { HighWater } from '../vault/high-water.ts'
import type { Vault } from '../vault/vault.ts'

export class Voice {
  readonly #workspace: WorkspaceId
  readonly #vault: Vault
  readonly #marks: HighWater
  readonly #ledger: () => Ledger
  readonly #person: () => PersonId
  readonly #moved: () => void
  #moving: Promise<void> | null = null

  /** `moved`: a new device key is in use from now on. */
  constructor(options: { workspace: WorkspaceId; vault: Vault; marks: HighWater; ledger: () => Ledger; person: () => PersonId; moved: () => void }) {
    this.#workspace = options.workspace
    this.#vault = options.vault
    this.#marks = options.marks
    this.#ledger = options.ledger
    this.#person = options.person
    this.#moved = options.moved
  }

  get key(): DeviceKey {
    return this.#vault.deviceKey(this.#workspace)
  }

  /** Resolves once the act is on disk. Rejects with ProblemError where it was not given. */
  async give(intent: Intent): Promise<CountedAct> {
    if (!this.#isSound(intent.circle)) await (this.#moving ??= this.#moveToNewDevice().finally(() => { this.#moving = null }))
    const act = await this.#ledger().give(intent)
    this.#mark(intent.circle, act)
    return act
  }

  /** The own chain holds what was signed last, and has not forked. Asked each time: a copy may be running beside this. */
  #isSound(circle: Circle): boolean {
    const { id } = this.key
    const chains = this.#ledger().chains(circle)
    if (chains.headsOf(id).length > 1) return false
    const mark = this.#marks.read(id, circle)
    return mark === null || chains.place(mark.id) !== undefined
  }

  async #moveToNewDevice(): Promise<void> {
    const next = this.#vault.prepareDeviceKey()
    const proof = toBase64(sign(deviceProofBytes(this.#workspace, this.#person()), next.key))
    // Signed by the old key: at worst one more act on its fork, which un-says nothing.
    await this.#ledger().give({
      circle: 'workspace', type: 'device.add', subject: '', body: { device: next.key.id, label: this.#vault.device, proof },
    })
    this.#vault.useDeviceKey(this.#workspace, next.seed)
    this.#moved()
  }

  #mark(circle: Circle, act: CountedAct): void {
    this.#marks.write(act.device, circle, { seq: act.seq, id: act.id })
  }
}
