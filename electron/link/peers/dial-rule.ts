// Who dials whom. y-webrtc lets both ends dial; they collide and give up. Here the end with the lower peer id dials, and
// an announce that reaches it the wrong way round is answered by one of its own.
import { isDataOnly } from './fingerprint.ts'

/** What the rule needs to know of its own end. */
export interface DialState {
  readonly id: string
  has(peer: string): boolean
  /** False for a while after a peer was refused or failed, and when there are enough connections. */
  mayConnect(peer: string): boolean
}

export type DialVerdict =
  | { readonly t: 'pass' }
  | { readonly t: 'drop' }
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
  if (from === own.id || (to !== undefined && to !== own.id)) return DROP
  if (type === 'announce') return judgeAnnounce(from, own)
  if (type !== 'signal' || to === undefined || !isRecord(message['signal'])) return MALFORMED
  return judgeContent(from, message['signal'], message['token'], own)
}

function judgeAnnounce(from: string, own: DialState): DialVerdict {
  if (own.has(from) || !own.mayConnect(from)) return DROP
  return own.id < from ? PASS : { t: 'announce', to: from }
}

function judgeContent(from: string, signal: Fields, token: unknown, own: DialState): DialVerdict {
  if (token !== undefined && typeof token !== 'number') return MALFORMED
  const theyDial = from < own.id
  switch (signal['type']) {
    case 'offer':
      if (!isDescription(signal)) return MALFORMED
      return theyDial && !own.has(from) && own.mayConnect(from) ? PASS : DROP
    case 'answer':
      if (!isDescription(signal)) return MALFORMED
      return !theyDial && own.has(from) ? PASS : DROP
    case 'candidate':
      if (!isCandidate(signal['candidate'])) return MALFORMED
      // A candidate may overtake its offer: sealing is asynchronous.
      return own.has(from) || (theyDial && own.mayConnect(from)) ? PASS : DROP
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
  readonly #failures = new Map<string, { readonly count: number; readonly until: number }>()

  mayConnect(peer: string, now: number): boolean {
    return (this.#failures.get(peer)?.until ?? 0) <= now
  }

  failed(peer: string, now: number): void {
    const count = (this.#failures.get(peer)?.count ?? 0) + 1
    this.#failures.delete(peer)
    this.#failures.set(peer, { count, until: now + Math.min(30_000, 1000 * 2 ** (count - 1)) })
    // Peer ids cost nothing to make up: keep the newest only.
    const [oldest] = this.#failures.keys()
    if (this.#failures.size > 1000 && oldest !== undefined) this.#failures.delete(oldest)
  }

  succeeded(peer: string): void {
    this.#failures.delete(peer)
  }
}
