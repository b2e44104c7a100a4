// When gathered work is done: at the end of a turn for whoever waits, and a whole catch-up at a time for those who don't.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Turns } from '../../../electron/host/store/turns.ts'

const KiB = 1024
let done: string[][] = []
let turns: Turns<string>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'] })
  done = []
  turns = new Turns((jobs) => done.push([...jobs]))
})
afterEach(() => { vi.useRealTimers() })

it('does what somebody waits for at the end of the turn, all of it at once', () => {
  turns.add('one', null)
  turns.add('other', null)
  expect(done).toEqual([])
  vi.advanceTimersByTime(0)
  expect(done).toEqual([['one', 'other']])
})

it('lets patient work wait as long as more of it comes, in the order given', () => {
  for (const job of ['a', 'b', 'c', 'd']) {
    turns.add(job, KiB)
    vi.advanceTimersByTime(40)
  }
  expect(done).toEqual([])
  vi.advanceTimersByTime(20)
  expect(done).toEqual([['a', 'b', 'c', 'd']])
})

it('puts patient work off no longer than 0.4 s, however steadily more comes', () => {
  for (let i = 0; i < 20; i++) {
    turns.add(String(i), KiB)
    vi.advanceTimersByTime(40)
  }
  expect(done.map((jobs) => jobs.length)).toEqual([10, 10])
})

it('does patient work at once where there is much of it, and counts anew from there', () => {
  for (let i = 0; i < 4; i++) turns.add(String(i), 600 * KiB)
  vi.advanceTimersByTime(0)
  expect(done).toEqual([['0', '1', '2', '3']])
  turns.add('later', 600 * KiB)
  vi.advanceTimersByTime(0)
  expect(done.length).toBe(1)
})

it('takes patient work along with what somebody waits for, before it', () => {
  turns.add('patient', KiB)
  turns.add('own', null)
  vi.advanceTimersByTime(0)
  expect(done).toEqual([['patient', 'own']])
  vi.advanceTimersByTime(1000)
  expect(done.length).toBe(1)
})
