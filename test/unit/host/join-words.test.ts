// Joining explains itself: what is known at a moment makes one stage, and each stage one sentence with what to do.
import { describe, expect, it } from 'vitest'
import { problem } from '#shared/base/result.ts'
import { CALL_PATIENCE_MS, explainJoin, joinStage } from '#shared/formats/join-words.ts'
import { JOIN_STAGES, type JoinStage, type JoinView } from '#shared/protocol/contract.ts'

const NOW = 1_000_000
type Attempt = JoinView['attempts'][number]
const attempt = (outcome: string, address = '10.0.0.4:47611', ago = 4000): Attempt => (
  { address, outcome, at: NOW - ago, found: { how: 'invite', by: null }, nextTryAt: null })
type Facts = Parameters<typeof joinStage>[0]
const facts = (more: Partial<Facts> = {}): Facts => ({
  state: 'waiting', attempts: [], trying: [], search: 'off', expires: NOW + 60_000, nextTryAt: null, inviterName: 'Ada', workspaceName: 'Hollin Bank', problem: null, ...more,
})
const said = (more: Partial<Facts>, online = true): { stage: JoinStage; says: string } => {
  const stage = joinStage(facts(more), online, NOW)
  return { stage, says: explainJoin({ ...facts(more), stage }, NOW) }
}

const OTHER = 'Try another address or a new invite, or join by file.'
const TABLE: readonly (readonly [string, Partial<Facts>, JoinStage, string])[] = [
  ['nothing was tried yet', { trying: ['10.0.0.4:47611'] }, 'starting', "Waiting for a first answer from Ada's machine at 10.0.0.4:47611."],
  ['of three addresses none answered yet', { trying: ['10.0.0.4:1', '10.0.0.5:1', '10.0.0.6:1'] }, 'starting', "Waiting for a first answer from Ada's machine at 10.0.0.4:1 and 2 more addresses."],
  ['one is silent and another still awaited', { attempts: [attempt('no answer')], trying: ['10.0.0.5:1'] }, 'starting', "Waiting for a first answer from Ada's machine at 10.0.0.5:1."],
  ['nobody answers', { attempts: [attempt('no answer')], nextTryAt: NOW + 6000 }, 'nobody', `Waiting for Ada's machine at 10.0.0.4:47611; last tried 4 s ago, next try in 6 s. ${OTHER}`],
  ['nobody answers and the next try is due', { attempts: [attempt('no answer')], nextTryAt: NOW - 1 }, 'nobody', `Waiting for Ada's machine at 10.0.0.4:47611; last tried 4 s ago, next try now. ${OTHER}`],
  ['a name is unknown', { attempts: [attempt('unknown host', 'bench.local:1')] }, 'nobody', `Waiting for Ada's machine at bench.local:1; last tried 4 s ago. ${OTHER}`],
  ['nobody answers and people are looked for', { attempts: [attempt('no answer', '10.0.0.4:1', 200_000), attempt('no answer', '10.0.0.5:1', 180_000)], search: 'looking' }, 'nobody',
    `Waiting for Ada's machine at 10.0.0.4:1 and one more address; last tried 3 min ago; people on this network are looked for as well. ${OTHER}`],
  ['the machine is there without Parley', { attempts: [attempt('no answer', '10.0.0.5:1'), attempt('refused')] }, 'not running', `The machine at 10.0.0.4:47611 answers, but Parley is not running there; last tried 4 s ago. Ask Ada to start it. ${OTHER}`],
  ['something else answers', { attempts: [attempt('not parley')] }, 'someone else', `Something that is not Parley answers at 10.0.0.4:47611; last tried 4 s ago. The address belongs to another machine or program now. ${OTHER}`],
  ['a Parley answers just now', { attempts: [attempt('connected', '10.0.0.4:47611', CALL_PATIENCE_MS - 1)] }, 'calling', 'A Parley answers at 10.0.0.4:47611. Calling Ada.'],
  ['a Parley answers and the inviter does not', { attempts: [attempt('connected', '10.0.0.4:47611', CALL_PATIENCE_MS), attempt('no answer', '10.0.0.5:1')] }, 'not there',
    "A Parley answers at 10.0.0.4:47611, but Ada's device does not answer the call: it may be away, or no longer know this invite. It is called again all the time. Ask Ada to start Parley, or for a new invite."],
  ['there is no address', {}, 'no way', 'The invite tells no address. Ask Ada for the address under My address, or for a new invite; or join by file.'],
  ['there is no address and people are looked for', { search: 'looking' }, 'no way', 'The invite tells no address; people on this network are looked for as well. Ask Ada for the address under My address, or for a new invite; or join by file.'],
  ['it has run out', { expires: NOW, attempts: [attempt('connected')] }, 'expired', 'The invite has run out while waiting. Ask Ada for a new one.'],
  ['somebody admitted', { state: 'asking' }, 'asking', 'Ada has admitted you. Hollin Bank is being opened.'],
  ['it is done', { state: 'admitted' }, 'admitted', 'You are in Hollin Bank.'],
  ['it was refused', { state: 'refused', problem: problem('invite.used', 'This invite was used already.', 'Ask.') }, 'refused', 'This invite was used already.'],
  ['it was stopped', { state: 'cancelled' }, 'cancelled', 'You stopped this join. Nothing has left this device.'],
]

describe('a join', () => {
  it.each(TABLE)('where %s', (_, more, stage, says) => expect(said(more)).toEqual({ stage, says }))

  it('on no network says that first, whatever was tried', () => {
    expect(said({ attempts: [attempt('no answer')] }, false)).toEqual({ stage: 'no network', says: "This machine is on no network, so Ada can't be reached yet. Connect it, or join by file." })
  })

  it('has every stage in this table', () => {
    expect(new Set([...TABLE.map(([, , stage]) => stage), 'no network'])).toEqual(new Set(JOIN_STAGES))
  })

  it('is told anew for another moment', () => {
    const view = { ...facts({ attempts: [attempt('no answer')], nextTryAt: NOW + 6000 }), stage: 'nobody' as const }
    expect(explainJoin(view, NOW + 3000)).toContain('last tried 7 s ago, next try in 3 s')
  })
})
