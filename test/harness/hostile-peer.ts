// A member whose keys are in the hands of a program of its own: it speaks the real protocol, and says whatever a test wants.
import * as decoding from 'lib0/decoding'
import { verifyAct, type SignedAct, type VerifiedAct } from '#shared/acts/act.ts'
import { sign } from '#shared/acts/crypto.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import { encodeTranscript } from '#shared/protocol/handshake.ts'
import { encodeLedgerMessage, type LedgerMessage } from '#shared/protocol/ledger.ts'
import { decodeSpread } from '#shared/protocol/spread.ts'
import type { HandshakeTranscript } from '#shared/protocol/link.ts'
import { fromWire } from '../../electron/host/exchange/ledger-wire.ts'
import type { ChildRun } from '../../electron/host/link-process/index.ts'
import { Waiting } from './links.ts'
import type { Namespace } from './netns.ts'
import type { ConversationId, Order, Report } from './peers/own-code.ts'
import type { StolenKeys } from './stolen-keys.ts'

export interface HostilePeerOptions {
  readonly namespace: Namespace
  readonly stolen: StolenKeys
  /** `ws://host:port` of everyone it calls. */
  readonly rendezvous: readonly string[]
  /** Who it says it is, where not the member whose keys these are. */
  readonly device?: DeviceId
  /** What it signs a handshake with; the stolen key, where not told. Null: nothing ever. */
  readonly signs?: (transcript: HandshakeTranscript) => Uint8Array | null
  /** Stands between the first two that answer, and carries what they say. */
  readonly between?: boolean
}

/** One end of an authenticated link, in the hands of the test. */
export class Conversation {
  readonly id: ConversationId
  readonly heard: { readonly channel: 'ledger' | 'document'; readonly message: Uint8Array }[] = []
  /** The device at the other end, once both have admitted each other. */
  device: DeviceId | null = null
  admission: 'ledger' | 'full' | null = null
  /** The other end's signature over the handshake. */
  proof: Uint8Array | null = null
  closed = false
  readonly #give: (order: Order) => void

  constructor(id: ConversationId, give: (order: Order) => void) {
    this.id = id
    this.#give = give
  }

  /** What was said over the ledger channel. */
  get ledger(): LedgerMessage[] {
    return this.heard.flatMap(({ channel, message }) => (channel === 'ledger' ? fromWire(message) ?? [] : []))
  }

  /** A whole message of any bytes, in sound frames and under the receiver's window. */
  message(channel: 'ledger' | 'document', message: Uint8Array): void {
    this.#give({ t: 'message', conversation: this.id, channel, message })
  }

  /** The same without an end: whatever ends a longer message is held back from now on. */
  unfinished(channel: 'ledger' | 'document', message: Uint8Array): void {
    this.#give({ t: 'message', conversation: this.id, channel, message, unfinished: true })
  }

  says(message: LedgerMessage): void {
    this.message('ledger', encodeLedgerMessage(message))
  }

  /** Hands over acts, made here or heard elsewhere, in this order. */
  gives(...acts: readonly SignedAct[]): void {
    this.says({ t: 'acts', acts: acts.map((act) => ({ texts: [], ...act })) })
  }

  /** Any bytes as one message of the data channel: the frame is the test's to make. */
  frame(bytes: Uint8Array | string): void {
    this.#give({ t: 'frame', conversation: this.id, bytes })
  }

  hangUp(): void {
    this.#give({ t: 'hang up', conversation: this.id })
  }
}

/** A member with code of their own: a process in the namespace that speaks the real protocol and does what it is told. */
export class HostilePeer extends Waiting {
  readonly stolen: StolenKeys
  readonly conversations: Conversation[] = []
  readonly transcripts: HandshakeTranscript[] = []
  /** Channels of which frames went through it, where it stands between others. */
  readonly carried = new Set<string>()
  readonly #run: ChildRun
  readonly #signs: (transcript: HandshakeTranscript) => Uint8Array | null
  #ready = false
  #ended = false

  constructor({ namespace, stolen, rendezvous, device, signs, between = false }: HostilePeerOptions) {
    super()
    this.stolen = stolen
    this.#signs = signs ?? ((transcript) => sign(encodeTranscript(transcript), stolen.key))
    this.#run = namespace.script(new URL('./peers/own-code.ts', import.meta.url).pathname)({
      message: (report) => {
        this.#take(report as Report)
        this.changed()
      },
      ended: () => {
        this.#ended = true
        this.changed()
      },
    })
    const { workspace, topic, password, key } = stolen
    this.#give({ t: 'start', workspace, device: device ?? key.id, topic, password, rendezvous, between })
  }

  /** Acts that were handed to it, in order. */
  get acts(): VerifiedAct[] {
    return this.conversations.flatMap(({ ledger }) => ledger.flatMap((said) => (said.t === 'acts' ? said.acts.map((act) => ({ ...act, ...verifyAct(act) })) : [])))
  }

  /** Waits until somebody has handed over such an act. */
  async hears(what: string, which: (act: VerifiedAct) => boolean): Promise<VerifiedAct> {
    await this.until(what, () => this.acts.some(which))
    return this.acts.find(which)!
  }

  /** Waits for a presence of a device that holds these words, as it travels. */
  async presenceOf(device: DeviceId, words: string): Promise<string> {
    const found = (): string | undefined => this.conversations.flatMap(({ heard }) => heard).flatMap(({ channel, message }) => (channel === 'document' ? presencesIn(message) : []))
      .find((text) => text.includes(device) && text.includes(words))
    await this.until('a presence', () => found() !== undefined)
    return found()!
  }

  /** Those who have admitted it and have not hung up. */
  get open(): Conversation[] {
    return this.conversations.filter(({ admission, closed }) => admission !== null && !closed)
  }

  /** Calls whoever is there; resolves once a device has let it in so far (`full` carries the document too). */
  async meets(device: DeviceId, admission: 'ledger' | 'full' = 'full'): Promise<Conversation> {
    const found = () => this.open.find((one) => one.device === device && (admission === 'ledger' || one.admission === 'full'))
    await this.calls(`a conversation with ${device.slice(0, 8)}`, () => found() !== undefined)
    return found()!
  }

  /** Calls again and again until something has come of it. */
  async calls(what: string, holds: () => boolean, within = 40_000): Promise<void> {
    await this.until('a peer of its own code', () => this.#ready)
    const dialling = setInterval(() => this.#give({ t: 'dial' }), 1500)
    this.#give({ t: 'dial' })
    try {
      await this.until(what, holds, within)
    } finally {
      clearInterval(dialling)
    }
  }

  async dispose(): Promise<void> {
    this.#run.send({ t: 'stop' })
    const killing = setTimeout(() => this.#run.kill(), 2000)
    await this.until('its end', () => this.#ended)
    clearTimeout(killing)
  }

  #give(order: Order): void {
    this.#run.send(order)
  }

  #take(report: Report): void {
    if (report.t === 'ready') return void (this.#ready = true)
    if (report.t === 'carried') return void this.carried.add(report.channel)
    if (report.t === 'channel') return void this.conversations.push(new Conversation(report.conversation, (order) => this.#give(order)))
    const conversation = this.conversations.find(({ id }) => id === report.conversation)
    if (!conversation) return
    switch (report.t) {
      case 'sign': return this.#sign(conversation, report.transcript)
      case 'proof': return void (conversation.proof = report.signature)
      case 'admitted':
        conversation.device = report.device
        conversation.admission = report.admission
        return
      case 'message': return this.#hear(conversation, report.channel, report.message)
      case 'closed': return void (conversation.closed = true)
    }
  }

  #sign(conversation: Conversation, transcript: HandshakeTranscript): void {
    this.transcripts.push(transcript)
    const signature = this.#signs(transcript)
    if (signature) this.#give({ t: 'signature', conversation: conversation.id, signature })
  }

  /** Heads and epoch are answered with the same: it says that it has all there is, so that the document may follow. */
  #hear(conversation: Conversation, channel: 'ledger' | 'document', message: Uint8Array): void {
    conversation.heard.push({ channel, message })
    const said = channel === 'ledger' ? fromWire(message) : null
    if (said?.t === 'heads') conversation.says({ ...said, reply: false })
    if (said?.t === 'epoch') conversation.says(said)
  }
}

/** The texts of the presences in a message of the document channel. */
function presencesIn(bytes: Uint8Array): string[] {
  const hint = decodeSpread(bytes)
  if ((hint.t !== 'plain' && hint.t !== 'spread') || hint.message[0] !== 1) return []
  const states = decoding.createDecoder(decoding.readVarUint8Array(decoding.createDecoder(hint.message.subarray(1))))
  return Array.from({ length: decoding.readVarUint(states) }, () => {
    decoding.readVarUint(states)
    decoding.readVarUint(states)
    return (JSON.parse(decoding.readVarString(states)) as { text?: string } | null)?.text ?? ''
  })
}
