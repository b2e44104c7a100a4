import { describe, expect, it } from 'vitest'
import { STANDINGS, type ActReach, type JoinView, type StandingView, type TimelineItem } from '#shared/protocol/contract.ts'
import { JOIN_STAGES } from '#shared/protocol/network-views.ts'
import { whoHas } from '../../../renderer/features/record/inspector/who-has.ts'
import { linkIn } from '../../../renderer/features/join/bringing.ts'
import { stageWords, triedInOrder } from '../../../renderer/features/join/stages.ts'
import { byDay, concerning, peopleIn } from '../../../renderer/features/network/days.ts'
import { standingSentence, standingWords } from '../../../renderer/features/sync/standing-words.ts'
import { createWords } from '../../../renderer/locales/index.ts'
import { withItems } from '../../../renderer/stores/timeline.ts'
import { amountsIn } from '../../../renderer/ui/amounts.ts'

const { t } = createWords().global
const say = t as (key: string) => string
const at = (day: number, hour: number): number => new Date(2026, 4, day, hour).getTime()
const item = (id: number, more: Partial<TimelineItem> = {}): TimelineItem => ({
  id, kind: 'connected', says: `Ben ${id}`, since: at(20, 9), at: at(20, 9), times: 1, workspace: null, person: null, name: null, address: null, ...more,
})

describe('how this device stands with the others', () => {
  const standing = (more: Partial<StandingView>): StandingView => ({
    state: 'alone', says: '', others: 3, connected: 0, haveAll: 0, asOf: null, waitingFor: [], onlyHere: 0, last: null, ...more,
  })
  const sentence = (more: Partial<StandingView>): string => standingSentence(standing(more), say, () => '12:04', (names) => names.join(' and '))

  it('is never called synced, whatever it is', () => {
    for (const state of STANDINGS) {
      const view = standing({ state, connected: 2, last: { name: 'Ben', at: 1 }, waitingFor: ['Ben'] })
      const { short, title } = standingWords(view, say)
      for (const words of [short, title, sentence(view)]) {
        expect(words, state).not.toMatch(/\b(in )?sync|up to date|everyone has/i)
        expect(words, state).not.toContain('.state')
        expect(words.trim(), state).not.toBe('')
      }
    }
  })

  it('says who has everything, of how many, and as of when', () => {
    expect(sentence({ state: 'exchanged', connected: 2, haveAll: 2, others: 5, asOf: 1 })).toBe('2 of 5 others have everything that is here, as of 12:04.')
    expect(sentence({ state: 'exchanged', connected: 1, haveAll: 1, others: 1, asOf: 1, last: { name: 'Ben', at: 1 } })).toBe('Ben has everything that is here, as of 12:04.')
  })

  it('says who has not everything yet, and with whom something was exchanged last', () => {
    expect(sentence({ state: 'waiting', connected: 2, waitingFor: ['Ben', 'Chidi'] })).toBe('Not everything that is here has reached Ben and Chidi yet.')
    expect(sentence({ state: 'alone', last: { name: 'Ben', at: 1 } })).toBe('Last exchanged with Ben 12:04.')
    expect(sentence({ state: 'alone' })).toContain('Nothing has been exchanged over a network yet')
  })
})

describe('what happened', () => {
  it('takes new entries, and known ones that happened again', () => {
    const told = withItems([item(1), item(2, { at: at(20, 10) })], [item(1, { at: at(20, 11), times: 2 }), item(3, { at: at(20, 8) })])
    expect(told.map(({ id, times }) => [id, times])).toEqual([[1, 2], [2, 1], [3, 1]])
  })

  it('stands by days, newest first', () => {
    const days = byDay([item(3, { at: at(21, 1) }), item(2, { at: at(20, 23) }), item(1)])
    expect(days.map(({ date, items }) => [date, items.map(({ id }) => id)])).toEqual([['2026-05-21', [3]], ['2026-05-20', [2, 1]]])
  })

  it('can be looked at for one person, or for this machine', () => {
    const items = [item(1, { person: 'b', name: 'Ben' }), item(2), item(3, { person: 'a', name: 'Ada' })]
    expect(concerning(items, 'b').map(({ id }) => id)).toEqual([1])
    expect(concerning(items, 'machine').map(({ id }) => id)).toEqual([2])
    expect(concerning(items, 'everyone')).toBe(items)
    expect(peopleIn(items, 'en')).toEqual([{ id: 'a', name: 'Ada' }, { id: 'b', name: 'Ben' }])
  })
})

describe('who has an act', () => {
  const reach = (...who: ActReach['who']): ActReach => ({ act: 'x', type: 'commitment.offer', verb: 'offer', by: 'a', byName: 'Ada', at: 1, who })
  const ben = { person: 'b', name: 'Ben', state: 'delivered', since: 5 } as const
  const chidi = { person: 'c', name: 'Chidi', state: 'not reached', since: null } as const

  it('is said of others only', () => {
    expect(whoHas(reach({ person: 'me', name: 'Ada', state: 'delivered', since: 1 }), 'me')).toBeNull()
    expect(whoHas(undefined, 'me')).toBeNull()
  })

  it('is delivered only where all of them have it', () => {
    expect(whoHas(reach(ben), 'me')?.state).toBe('delivered')
    expect(whoHas(reach(ben, chidi), 'me')).toMatchObject({ state: 'some', delivered: [ben] })
    expect(whoHas(reach(chidi), 'me')?.state).toBe('not reached')
  })
})

describe('a join under way', () => {
  it('has words for every stage', () => {
    for (const stage of JOIN_STAGES) for (const search of ['off', 'looking', 'blocked'] as const) {
      const { title, lead, inTheWay } = stageWords({ stage, search })
      for (const key of [title, lead, ...inTheWay]) expect(t(key, { name: 'Ada', workspace: 'Hollin Bank' }), key).not.toBe(key)
    }
  })

  it('looks for the inviter where the invite tells no address', () => {
    expect(t(stageWords({ stage: 'no way', search: 'looking' }).title, { name: 'Ada' })).toBe('Looking for Ada’s device on this network')
    expect(t(stageWords({ stage: 'no way', search: 'off' }).title)).toBe('The invite tells no address')
  })

  it('keeps each address in its row while they are tried again and again', () => {
    const attempt = (address: string): JoinView['attempts'][number] => ({ address, outcome: 'no answer', at: 1, found: { how: 'invite', by: null }, nextTryAt: 2 })
    const first = triedInOrder({ attempts: [], trying: ['a', 'b'] }, [])
    expect(first.map(({ address }) => address)).toEqual(['a', 'b'])
    const order = first.map(({ address }) => address)
    const later = triedInOrder({ attempts: [attempt('b')], trying: ['c', 'a'] }, order)
    expect(later.map(({ address, attempt: tried }) => [address, tried !== null])).toEqual([['a', false], ['b', true], ['c', false]])
  })
})

describe('an invite in a text', () => {
  const link = `parley://join/#${'aB3_-'.repeat(60)}`

  it('is found whatever stands around it', () => {
    expect(linkIn(link)).toBe(link)
    expect(linkIn(`Come in, Ben:\n${link}\n\nSee you, Ada`)).toBe(link)
    expect(linkIn('parley is nice')).toBeNull()
  })

  it('is joined again where a mail program broke it', () => {
    expect(linkIn(link.replace(/(.{70})/g, '$1\r\n  '))).toBe(link)
  })
})

describe('amounts', () => {
  it('are said in the unit that fits', () => {
    const { bytes, duration } = amountsIn('en-GB')
    expect([bytes(0), bytes(640), bytes(12_340), bytes(3_400_000)]).toEqual(['0 byte', '640 byte', '12 kB', '3.4 MB'])
    expect(duration(12.4)).toBe('12 ms')
    // How a second is shortened is up to the language data at hand.
    expect([duration(1400), duration(240_000), duration(10_800_000)].join()).toMatch(/^1\.4 s\w*,4 m\w*,3 h\w*$/)
  })
})
