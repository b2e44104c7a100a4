import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeSignal, Patience, type DialState } from '../../../electron/link/peers/dial-rule.ts'
import { fingerprintOf, isDataOnly } from '../../../electron/link/peers/fingerprint.ts'

const sdp = (print = 'AB'.repeat(32).match(/../g)!.join(':'), media = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel') =>
  ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', media, `a=fingerprint:sha-256 ${print}`, ''].join('\r\n')

const state = (id: string, known: readonly string[] = [], refused: readonly string[] = []): DialState => ({
  id, heard: () => {}, has: (peer) => known.includes(peer), mayConnect: (peer) => !refused.includes(peer),
})
const announce = (from: string) => ({ type: 'announce', from })
const signal = (from: string, to: string, content: object) => ({ type: 'signal', from, to, token: 1, signal: content })
const offer = { type: 'offer', sdp: sdp() }
const answer = { type: 'answer', sdp: sdp() }
const candidate = { type: 'candidate', candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 } }

describe('of two ends, exactly one dials', () => {
  it('the one with the lower id; the other answers with an announce of its own', () => {
    fc.assert(fc.property(fc.uuid(), fc.uuid(), (a, b) => {
      fc.pre(a !== b)
      const verdicts = [judgeSignal(announce(b), state(a)), judgeSignal(announce(a), state(b))]
      expect(verdicts.filter(({ t }) => t === 'pass').length).toBe(1)
      expect(verdicts.filter(({ t }) => t === 'announce').length).toBe(1)
      expect(verdicts[0]).toEqual(a < b ? { t: 'pass' } : { t: 'announce', to: b })
    }))
  })

  it('an offer passes only from the lower id, an answer only to it', () => {
    expect(judgeSignal(signal('a', 'b', offer), state('b')).t).toBe('pass')
    expect(judgeSignal(signal('c', 'b', offer), state('b')).t).toBe('drop')
    expect(judgeSignal(signal('b', 'a', answer), state('a', ['b'])).t).toBe('pass')
    expect(judgeSignal(signal('b', 'a', answer), state('a')).t).toBe('drop')
    expect(judgeSignal(signal('a', 'b', answer), state('b', ['a'])).t).toBe('drop')
  })

  it('nobody who is connected already is dialled or accepted again', () => {
    expect(judgeSignal(announce('b'), state('a', ['b']))).toEqual({ t: 'doubt', from: 'b', offer: null })
    expect(judgeSignal(announce('a'), state('b', ['a']))).toEqual({ t: 'doubt', from: 'a', offer: null })
    expect(judgeSignal(signal('a', 'b', offer), state('b', ['a']))).toEqual({ t: 'doubt', from: 'a', offer: offer.sdp })
  })

  it('nobody who was refused is dialled or accepted for a while', () => {
    expect(judgeSignal(announce('b'), state('a', [], ['b'])).t).toBe('drop')
    expect(judgeSignal(signal('a', 'b', offer), state('b', [], ['a'])).t).toBe('drop')
    expect(judgeSignal(signal('a', 'b', candidate), state('b', [], ['a'])).t).toBe('drop')
  })

  it('a candidate that comes before its offer waits for it', () => {
    expect(judgeSignal(signal('a', 'b', candidate), state('b'))).toEqual({ t: 'hold', from: 'a' })
    expect(judgeSignal(signal('a', 'b', candidate), state('b', ['a'])).t).toBe('pass')
    expect(judgeSignal(signal('b', 'a', candidate), state('a')).t).toBe('drop')
    expect(judgeSignal(signal('b', 'a', candidate), state('a', ['b'])).t).toBe('pass')
  })

  it('messages to others and from oneself are left alone', () => {
    expect(judgeSignal(announce('a'), state('a')).t).toBe('drop')
    expect(judgeSignal(signal('a', 'c', offer), state('b')).t).toBe('drop')
    expect(judgeSignal({ ...announce('b'), to: 'c' }, state('a')).t).toBe('drop')
  })
})

describe('what would make y-webrtc throw is refused', () => {
  it.each<[string, unknown]>([
    ['no object', 7], ['null', null], ['a list', []], ['no sender', { type: 'announce' }],
    ['a sender that is no text', { type: 'announce', from: {} }],
    ['an endless sender', { type: 'announce', from: 'x'.repeat(65) }],
    ['another type', { type: 'other', from: 'a' }],
    ['a signal to nobody', { type: 'signal', from: 'a', signal: offer }],
    ['a signal without content', { type: 'signal', from: 'a', to: 'b' }],
    ['an offer without a description', signal('a', 'b', { type: 'offer' })],
    ['an offer with audio', signal('a', 'b', { type: 'offer', sdp: sdp(undefined, 'm=audio 9 UDP/TLS/RTP/SAVPF 111') })],
    ['a candidate that is no text', signal('a', 'b', { type: 'candidate', candidate: { candidate: 5 } })],
    ['a candidate that is missing', signal('a', 'b', { type: 'candidate' })],
  ])('%s', (_, message) => {
    expect(judgeSignal(message, state('b'))).toEqual({ t: 'refuse', what: 'signal.malformed' })
  })

  it('requests to negotiate again are dropped', () => {
    expect(judgeSignal(signal('a', 'b', { type: 'renegotiate', renegotiate: true }), state('b', ['a'])).t).toBe('drop')
    expect(judgeSignal(signal('a', 'b', { type: 'transceiverRequest', transceiverRequest: {} }), state('b', ['a'])).t).toBe('drop')
  })

  it('anything at all gets a verdict', () => {
    fc.assert(fc.property(fc.anything(), (message) => {
      expect(['pass', 'drop', 'announce', 'refuse', 'hold', 'doubt']).toContain(judgeSignal(message, state('b')).t)
    }))
  })
})

describe('patience', () => {
  const failedTimes = (times: number, how: 'lost' | 'failed' | 'refused') => {
    const patience = new Patience()
    for (let i = 0; i < times; i++) patience.failed('a', 0, how)
    return patience
  }

  it.each([[1, 1000], [2, 2000], [3, 4000], [4, 8000], [5, 16_000], [6, 30_000], [20, 30_000]])(
    'after %i failures waits up to %i ms, not the same everywhere', (times, most) => {
      const waiting = () => failedTimes(times, 'refused').mayConnect('a', most * 0.75 - 1)
      expect([waiting(), failedTimes(times, 'refused').mayConnect('a', most)]).toEqual([false, true])
      const early = Array.from({ length: 200 }, () => failedTimes(times, 'refused').mayConnect('a', most * 0.875))
      expect(new Set(early)).toEqual(new Set([true, false]))
    },
  )

  it('waits less than half a second where the network went, and not at all once it is back', () => {
    const patience = failedTimes(20, 'lost')
    expect([patience.mayConnect('a', 200), patience.mayConnect('a', 400), patience.mayConnect('b', 0)]).toEqual([false, true, true])
    patience.failed('refused', 0, 'refused')
    expect([patience.mayAccept('a', 0), patience.mayAccept('refused', 0)]).toEqual([true, false])
    patience.forgive()
    expect([patience.mayConnect('a', 0), patience.mayConnect('refused', 0)]).toEqual([true, false])
  })

  it('forgets on success', () => {
    const patience = failedTimes(5, 'refused')
    patience.succeeded('a')
    expect(patience.mayConnect('a', 0)).toBe(true)
  })
})

describe('the fingerprint of a certificate', () => {
  it('is read where a description states exactly one', () => {
    expect(fingerprintOf(sdp())).toEqual(new Uint8Array(32).fill(0xab))
    expect(fingerprintOf(sdp() + sdp())).toEqual(new Uint8Array(32).fill(0xab))
  })

  it.each([
    ['none', 'v=0\r\n'],
    ['two different ones', sdp() + sdp('CD'.repeat(32).match(/../g)!.join(':'))],
    ['one by another hash beside it', `${sdp()}a=fingerprint:sha-1 ${'AB:'.repeat(19)}AB\r\n`],
    ['one that is cut short', sdp('AB:CD')],
  ])('is not read where it states %s', (_, text) => {
    expect(fingerprintOf(text)).toBeNull()
  })

  it('is missing where there is no description', () => {
    expect(fingerprintOf(undefined)).toBeNull()
    expect(isDataOnly(sdp())).toBe(true)
    expect(isDataOnly(sdp() + sdp())).toBe(false)
  })
})
