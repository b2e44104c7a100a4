// The one sentence about all others. It is never "synced": it counts who acknowledged what, and says as of when.
import { describe, expect, it } from 'vitest'
import { STANDINGS, type StandingState } from '#shared/protocol/contract.ts'
import { standingOf, type MemberStanding, type StandingFacts } from '../../../electron/host/standing-view.ts'

const clockTime = (at: number): string => `12:0${at}`
const member = (name: string, more: Partial<MemberStanding> = {}): MemberStanding => ({ name, connected: false, hasAll: false, lastExchange: null, ...more })
const near = (name: string, lastExchange: number): MemberStanding => member(name, { connected: true, hasAll: true, lastExchange })
const facts = (more: Partial<StandingFacts> = {}): StandingFacts => ({ members: [member('Ben'), member('Chidi')], link: 'running', online: true, onlyHere: 0, ...more })
const of = (more: Partial<StandingFacts>): ReturnType<typeof standingOf> => standingOf(facts(more), clockTime)

const TABLE: readonly (readonly [string, Partial<StandingFacts>, StandingState, string])[] = [
  ['nobody else is a member', { members: [] }, 'just you', 'Nobody else is in this workspace yet.'],
  ['nobody else is a member yet', { members: [], onlyHere: 2 }, 'just you', 'Nobody else is in this workspace yet. 2 changes are only here.'],
  ['nothing runs', { link: 'stopped', onlyHere: 2 }, 'stopped', 'Parley is not running here, so nobody can be reached. 2 changes are only here. Nothing was exchanged with anybody yet.'],
  ['there is no network', { online: false, onlyHere: 1 }, 'no network', 'This machine is on no network. 1 change is only here. Nothing was exchanged with anybody yet.'],
  ['the link starts', { link: 'starting' }, 'restarting', 'The link to others is being started. Nothing is only here. Nothing was exchanged with anybody yet.'],
  ['the link starts again', { link: 'restarting', members: [member('Ben', { hasAll: true, lastExchange: 3 })] }, 'restarting', 'The link to others is being started. Nothing is only here. Last exchanged with Ben at 12:03.'],
  ['nobody is near and something waits', { onlyHere: 3, members: [member('Ben', { lastExchange: 4 }), member('Chidi', { lastExchange: 2 })] }, 'alone', 'On your own. 3 changes are only here. Last exchanged with Ben at 12:04.'],
  ['somebody is there who has not acknowledged everything', { members: [member('Ben', { connected: true, lastExchange: 5 }), near('Chidi', 6)], onlyHere: 1 }, 'waiting',
    'Connected to 2 people; waiting for Ben to have everything. 1 change is only here.'],
  ['somebody is there who never acknowledged anything', { members: [member('Ben', { connected: true, hasAll: true })] }, 'waiting', 'Connected to 1 person; waiting for Ben to have everything.'],
  ['three are awaited', { members: ['Ben', 'Chidi', 'Dewi'].map((name) => member(name, { connected: true })) }, 'waiting', 'Connected to 3 people; waiting for Ben and 2 more to have everything.'],
  ['all who are there have everything', { members: [near('Ben', 7), near('Chidi', 5), member('Dewi')] }, 'exchanged', 'Exchanged with 2 of 3, as of 12:05.'],
]

describe('how one stands with the others', () => {
  it.each(TABLE)('where %s', (_, more, state, says) => expect(of(more)).toMatchObject({ state, says }))

  it('has every state in this table', () => expect(new Set(TABLE.map(([, , state]) => state))).toEqual(new Set(STANDINGS)))

  it('says synced of nothing, and of nobody that they have everything who is not known to', () => {
    for (const link of ['starting', 'running', 'restarting', 'stopped'] as const) {
      for (const online of [true, false]) {
        for (const onlyHere of [0, 2]) {
          for (const members of [[], [member('Ben')], [member('Ben', { lastExchange: 1 })], [member('Ben', { hasAll: true })], [member('Ben', { connected: true })], [near('Ben', 1), member('Chidi')]]) {
            const view = of({ link, online, onlyHere, members })
            expect(view.says).not.toMatch(/sync|up to date|all set/i)
            if (!members.some((one) => one.connected)) expect(view.state).not.toBe('exchanged')
            expect(view.haveAll).toBe(members.filter((one) => one.hasAll && one.lastExchange !== null).length)
          }
        }
      }
    }
  })

  it('counts those away who had everything, as of the oldest acknowledgement of all of them', () => {
    expect(of({ members: [near('Ben', 9), member('Chidi', { hasAll: true, lastExchange: 2 }), member('Dewi')] })).toMatchObject({
      state: 'exchanged', others: 3, connected: 1, haveAll: 2, asOf: 2, waitingFor: [], last: { name: 'Ben', at: 9 },
    })
  })

  it('writes the date of another day', () => {
    const view = standingOf(facts({ members: [member('Ben', { lastExchange: new Date(2020, 1, 3, 4, 5).getTime() })] }))
    expect(view.says).toContain('at 04:05 on 2020-02-03')
  })
})
