// What discovery sends at most, and what strangers can make it do. Anybody on the link can send to its port.

export { BEACON_PORT as PORT } from '#shared/protocol/address.ts'
/** Of the range that stays within an organisation (RFC 2365); sent with a reach of one hop. */
export const GROUP_4 = '239.255.80.76'
/** Transient, of this link alone (RFC 4291). */
export const GROUP_6 = 'ff12::5041:524c'

export interface Limits {
  /** Keys that are spoken and listened for; more are left out. */
  readonly keys: number
  /** Addresses of this machine that are spoken from; the best ones. */
  readonly places: number
  /** Between beacons, in ms, and the part of it by which each is early or late. */
  readonly every: number
  readonly jitter: number
  /** When beacons follow a change, in ms after it: early ones get lost while a network comes up. */
  readonly burst: readonly number[]
  /** Between looks at the interfaces, in ms: a look takes about 0.1 ms. */
  readonly poll: number
  /** A timer that is late by so many ms has slept with the machine. */
  readonly asleep: number
  /** Datagrams out: sustained a second, and at once. */
  readonly outPerSecond: number
  readonly outBurst: number
  /** Answers to those who ask: sustained a second and at once, and the same for one source. */
  readonly answersPerSecond: number
  readonly answerBurst: number
  readonly answersPerSource: number
  readonly answerBurstPerSource: number
  /** Datagrams in that are looked at: sustained a second and at once, and the same for one source. */
  readonly inPerSecond: number
  readonly inBurst: number
  readonly inPerSource: number
  readonly inBurstPerSource: number
  /** Sources that are told apart; the longest silent go first. */
  readonly sources: number
  /** Addresses told to the host for one key: sustained a second and at once. Whoever has the key and lies can cost so many dials. */
  readonly foundPerSecond: number
  readonly foundBurst: number
  /** The same address is told again after so many ms. */
  readonly foundAgain: number
}

export const LIMITS: Limits = {
  keys: 128, places: 12,
  every: 30_000, jitter: 0.25, burst: [0, 300, 1000, 2500], poll: 200, asleep: 8000,
  outPerSecond: 8, outBurst: 240,
  answersPerSecond: 10, answerBurst: 30, answersPerSource: 1, answerBurstPerSource: 4,
  inPerSecond: 60, inBurst: 300, inPerSource: 4, inBurstPerSource: 80,
  sources: 256,
  foundPerSecond: 0.5, foundBurst: 40, foundAgain: 5000,
}
