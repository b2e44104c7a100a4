// A workspace's people and their devices, and who is near whom.
import type { VerifiedAct } from '#shared/acts/act.ts'
import { deviceKeyFromSeed, randomBytes, type DeviceKey } from '#shared/acts/crypto.ts'
import type { PersonId, WorkspaceId } from '#shared/base/ids.ts'
import type { Person } from './people.ts'

/** Everybody's devices, and which of them are near each other. */
export class World {
  workspace: WorkspaceId = '' as WorkspaceId
  readonly voices: Person[] = []
  #groups: Person[][] | null = null
  now = Date.UTC(2026, 4, 22)
  /** Where keys and nonces come from: chance with a seed makes a life that replays to the byte. */
  readonly bytes: (length: number) => Uint8Array

  constructor(bytes: (length: number) => Uint8Array = randomBytes) {
    this.bytes = bytes
  }

  newKey(): DeviceKey {
    return deviceKeyFromSeed(this.bytes(32))
  }

  /** Only people (voices) in the same group hear each other; who is in no group hears nobody. */
  partition(...groups: Person[][]): void {
    this.#groups = groups
  }

  heal(): void {
    this.#groups = null
    this.exchange()
  }

  /** Everybody near gets everything. */
  exchange(): void {
    for (const group of this.#groups ?? [this.voices]) {
      for (const from of group) {
        for (const to of group) {
          if (from === to) continue
          to.device.replica.take(...from.device.replica.acts.values())
          to.device.replica.keep(...from.device.replica.texts.values())
        }
      }
    }
  }

  nameOf(person: PersonId): string {
    return this.voices.find((voice) => voice.id === person)?.name ?? 'someone'
  }

  /** Every act anybody holds. */
  acts(): VerifiedAct[] {
    return [...new Map(this.voices.flatMap((voice) => [...voice.device.replica.acts])).values()]
  }
}
