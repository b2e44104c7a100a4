// One end of the mutual handshake. It holds no key: the host signs and judges.
import { sameBytes } from '#shared/base/bytes.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import {
  decodeHandshake, encodeHandshake, HANDSHAKE_VERSION, mirrored, NONCE_BYTES, type Admission, type HandshakeMessage,
  type OwnEnd,
} from '#shared/protocol/handshake.ts'
import type { HandshakeTranscript } from '#shared/protocol/link.ts'
import { Breach } from './refusal.ts'

export interface IntroductionNeeds {
  readonly own: OwnEnd
  readonly fingerprint: Uint8Array
  readonly peerFingerprint: Uint8Array
  send(message: Uint8Array): void
  sign(transcript: HandshakeTranscript): void
  verify(transcript: HandshakeTranscript, signature: Uint8Array): void
  /** Called whenever what may pass has changed. */
  changed(): void
}

export class Introduction {
  readonly #needs: IntroductionNeeds
  readonly #nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  #transcript: HandshakeTranscript | null = null
  #proven = false
  #judging = false
  #admitted: Admission | null = null
  #peerAdmits: Admission | null = null

  constructor(needs: IntroductionNeeds) {
    this.#needs = needs
    const { device } = needs.own
    this.#say({ t: 'hello', version: HANDSHAKE_VERSION, device, nonce: this.#nonce })
  }

  get device(): DeviceId | null {
    return this.#transcript?.peerDevice ?? null
  }

  /** What the own host lets in from this peer. */
  get admitted(): Admission | null {
    return this.#admitted
  }

  /** What passes both ways: nothing before both ends have admitted each other. */
  get agreed(): Admission | null {
    if (!this.#proven || this.#admitted === null || this.#peerAdmits === null) return null
    return this.#admitted === 'full' && this.#peerAdmits === 'full' ? 'full' : 'ledger'
  }

  /** Throws Breach where the peer breaks the order or the form. */
  take(bytes: Uint8Array): void {
    const message = decodeHandshake(bytes)
    if (!message) throw new Breach('handshake.malformed')
    if (message.t === 'hello') this.#hello(message)
    else if (message.t === 'proof') this.#proof(message.signature)
    else this.#admission(message.admission)
  }

  /** The own host's signature over the transcript. */
  signed(signature: Uint8Array): void {
    if (!this.#transcript || this.#proven) return
    this.#proven = true
    this.#say({ t: 'proof', signature })
    this.#needs.changed()
  }

  /** The own host's verdict. It may rise from `ledger` to `full`; a lower one closes the connection. */
  judged(admission: Admission | 'refuse'): void {
    if (!this.#judging || admission === this.#admitted) return
    if (admission === 'refuse') throw new Breach('handshake.refused')
    if (this.#admitted === 'full') throw new Breach('handshake.lowered')
    this.#admitted = admission
    this.#say({ t: 'admitted', admission })
    this.#needs.changed()
  }

  #hello(hello: HandshakeMessage & { t: 'hello' }): void {
    const { own, fingerprint, peerFingerprint } = this.#needs
    if (this.#transcript) throw new Breach('handshake.repeated')
    if (hello.version !== HANDSHAKE_VERSION) throw new Breach('handshake.version')
    if (hello.device === own.device) throw new Breach('handshake.own-device')
    if (sameBytes(hello.nonce, this.#nonce)) throw new Breach('handshake.reflected')
    this.#transcript = {
      workspace: own.workspace,
      device: own.device, nonce: this.#nonce, fingerprint,
      peerDevice: hello.device, peerNonce: hello.nonce, peerFingerprint,
    }
    this.#needs.sign(this.#transcript)
  }

  #proof(signature: Uint8Array): void {
    if (!this.#transcript || this.#judging) throw new Breach('handshake.repeated')
    this.#judging = true
    this.#needs.verify(mirrored(this.#transcript), signature)
  }

  #admission(admission: Admission): void {
    if (!this.#transcript || this.#peerAdmits === 'full' || this.#peerAdmits === admission) {
      throw new Breach('handshake.repeated')
    }
    this.#peerAdmits = admission
    this.#needs.changed()
  }

  #say(message: HandshakeMessage): void {
    this.#needs.send(encodeHandshake(message))
  }
}
