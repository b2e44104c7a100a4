// Who dials whom. y-webrtc lets both ends dial; they collide and give up. Here the end with the lower peer id dials, and
// an announce that reaches it the wrong way round is answered by one of its own.
import { isDataOnly } from './fingerprint.ts'

/** What the rule needs to know of its own end. */
export interface DialState {
  readonly id: string
  /** This peer has said something, to whomever. */
  heard(peer: string): void
  has(peer: string): boolean
  /** False for a while after a peer was refused or failed, and when there are enough connections. `asked`: it wishes for this
   * one in particular, so its own rule asks for it. */
  mayConnect(peer: string, asked: boolean): boolean
}

export type DialVerdict =
  | { readonly t: 'pass' }
  | { readonly t: 'drop' }
  /** Of no use before the same peer's offer. y-webrtc would begin a connection that nothing ever follows. */
  | { readonly t: 'hold'; readonly from: string }
  /** They lack a connection that is there on this side: it may be dead. `offer` is what they begin anew with. */
  | { readonly t: 'doubt'; readonly from: string; readonly offer: string | null }
  /** Announce oneself to this peer, so that it dials. */
  | { readonly t: 'announce'; readonly to: string }
  | { readonly t: 'refuse'; readonly what: string }

const MAX_ID = 64
const MAX_SDP = 32 * 1024
const MAX_CANDIDATE = 1024

const PASS: DialVerdict = { t: 'pass' }
const DROP: DialVerdict = { t: 'drop' }
const MALFORMED: DialVerdict = { t: 'refuse', what: 'signal.malformed' }

type Fields = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isShort = (value: unknown, most: number): value is string => typeof value === 'string' && value.length > 0 && value.length <= most

/** Judges one opened signalling message before y-webrtc sees it. */
export function judgeSignal(message: unknown, own: DialState): DialVerdict {
  if (!isRecord(message) || !isShort(message['from'], MAX_ID)) return MALFORMED
  const { from, to, type } = message
  if (to !== undefined && !isShort(to, MAX_ID)) return MALFORMED
  if (from === own.id) return DROP
  own.heard(from)
  if (to !== undefined && to !== own.id) return DROP
  if (type === 'announce') return judgeAnnounce(from, to !== undefined, own)
  if (type !== 'signal' || to === undefined || !isRecord(message['signal'])) return MALFORMED
  return judgeContent(from, message['signal'], message['token'], own)
}

function judgeAnnounce(from: string, asked: boolean, own: DialState): DialVerdict {
  if (own.has(from)) return { t: 'doubt', from, offer: null }
  if (!own.mayConnect(from, asked)) return DROP
  return own.id < from ? PASS : { t: 'announce', to: from }
}

function judgeContent(from: string, signal: Fields, token: unknown, own: DialState): DialVerdict {
  if (token !== undefined && typeof token !== 'number') return MALFORMED
  const theyDial = from < own.id
  switch (signal['type']) {
    case 'offer':
      if (!isDescription(signal)) return MALFORMED
      if (theyDial && own.has(from)) return { t: 'doubt', from, offer: signal['sdp'] as string }
      return theyDial && own.mayConnect(from, true) ? PASS : DROP
    case 'answer':
      if (!isDescription(signal)) return MALFORMED
      return !theyDial && own.has(from) ? PASS : DROP
    case 'candidate':
      if (!isCandidate(signal['candidate'])) return MALFORMED
      // A candidate may overtake its offer: sealing is asynchronous.
      if (own.has(from)) return PASS
      return theyDial && own.mayConnect(from, true) ? { t: 'hold', from } : DROP
    default: return DROP
  }
}

const isDescription = (signal: Fields): boolean => isShort(signal['sdp'], MAX_SDP) && isDataOnly(signal['sdp'])

const isCandidate = (value: unknown): boolean => isRecord(value)
  && typeof value['candidate'] === 'string' && value['candidate'].length <= MAX_CANDIDATE
  && ['string', 'undefined'].includes(value['sdpMid'] === null ? 'undefined' : typeof value['sdpMid'])
  && ['number', 'undefined'].includes(value['sdpMLineIndex'] === null ? 'undefined' : typeof value['sdpMLineIndex'])

/** Waits longer after each failure with the same peer, so that a refused one doesn't dial for ever. Times in ms. */
export class Patience {
  readonly #failures = new Map<string, { readonly count: number; readonly until: number; readonly how: Wait }>()

  mayConnect(peer: string, now: number): boolean {
    return (this.#failures.get(peer)?.until ?? 0) <= now
  }

  /** An offer is taken sooner than one is made: were both ends to wait, by turns, they would keep missing each other. */
  mayAccept(peer: string, now: number): boolean {
    return this.#failures.get(peer)?.how !== 'refused' || this.mayConnect(peer, now)
  }

  failed(peer: string, now: number, how: Wait): void {
    const count = (this.#failures.get(peer)?.count ?? 0) + 1
    const [first, longest] = WAITS[how]
    const wait = Math.min(longest, first * 2 ** (count - 1)) * (0.75 + Math.random() / 4)
    this.#failures.delete(peer)
    this.#failures.set(peer, { count, until: now + wait, how })
    // Peer ids cost nothing to make up: keep the newest only.
    const [oldest] = this.#failures.keys()
    if (this.#failures.size > 1000 && oldest !== undefined) this.#failures.delete(oldest)
  }

  succeeded(peer: string): void {
    this.#failures.delete(peer)
  }

  /** What went wrong for want of a network is no reason to wait once there is one. */
  forgive(): void {
    for (const [peer, { how }] of this.#failures) if (how !== 'refused') this.#failures.delete(peer)
  }
}

/** `lost`: it was connected before. `failed`: nothing ever came of it. `refused`: it broke a rule. */
type Wait = 'lost' | 'failed' | 'refused'
/** The first wait and the longest, in ms. */
const WAITS: Readonly<Record<Wait, readonly [number, number]>> = {
  lost: [100, 400], failed: [250, 4000], refused: [1000, 30_000],
}
