// Who is met in the scenes of the network, and what happened to them.
import type { JoinView, PeerView, PersonView, StatusView, TimelineItem } from '../../../shared/protocol/contract.ts'
import { ME, statusOf } from '../../harness/workbench-scene.ts'

const MINUTE = 60_000

export const idOf = (n: number): string => n.toString(16).padStart(2, '0').repeat(32)

export const person = (n: number, name: string, more: Partial<PersonView> = {}): PersonView => ({
  id: idOf(n), name, formerNames: [], pronouns: null, does: null, attention: null, photo: null, you: false, member: true, nameShared: false, keyCode: 'amber field otter nine', here: false, lastExchange: null,
  joinedAt: null, invitedBy: null, ...more,
})

export const ada: PersonView = person(0, 'Ada Novak', { id: ME, you: true })

export const peer = (n: number, name: string, more: Partial<PeerView> = {}): PeerView => ({
  device: `${idOf(n).slice(0, 62)}01`, person: idOf(n), name, connected: false, connectedSince: null, address: null, found: null, path: { kind: 'none' },
  lastExchange: null, roundTrip: null, bytesIn: 0, bytesOut: 0, lacks: 0, clockAhead: null, ...more,
})

/** Two of six are here, one is carried, one was here, two were never met; three changes are only here. */
export function busyStatus(now: number): StatusView {
  const greta = { person: idOf(3), name: 'Greta Holm' }
  const peers = [
    peer(2, 'Ben Okafor', {
      connected: true, connectedSince: now - 190 * MINUTE, address: '192.168.1.24:47611', found: { how: 'beacon', by: null }, path: { kind: 'direct' },
      lastExchange: now - 2 * MINUTE, roundTrip: 4.2, bytesIn: 1_234_567, bytesOut: 98_400,
    }),
    peer(3, 'Greta Holm', {
      connected: true, connectedSince: now - 12 * MINUTE, address: '192.168.1.31:47611', found: { how: 'told', by: 'Ben Okafor' }, path: { kind: 'direct' },
      lastExchange: now - 8 * MINUTE, roundTrip: 38, bytesIn: 40_100, bytesOut: 512_000, lacks: 2, clockAhead: 7 * MINUTE,
    }),
    peer(3, 'Greta Holm', { device: `${idOf(3).slice(0, 62)}02`, lastExchange: now - 3000 * MINUTE, lacks: 41, path: { kind: 'none' } }),
    peer(4, 'Tomasz Zieliński', { lastExchange: now - 26 * MINUTE, lacks: 3, path: { kind: 'carried', by: [greta] } }),
    peer(5, 'Emre Yıldız', { lastExchange: now - 2900 * MINUTE, lacks: 12 }),
    peer(6, 'Femke de Vries', { lacks: 57 }),
    peer(7, 'Chidi Eze', { lacks: 57 }),
  ]
  const onlyHere = [
    { id: idOf(91), title: 'Crate count, week 5', verb: 'checkin', at: now - MINUTE },
    { id: idOf(92), title: 'Cover for Lucía in July', verb: 'offer', at: now - 3 * MINUTE },
    { id: idOf(93), title: 'The milk round', verb: 'question', at: now - 4 * MINUTE },
  ]
  return statusOf({
    peers, connected: 2, onlyHere,
    ways: [
      { address: '192.168.1.24:47611', found: { how: 'beacon', by: null }, outcome: 'connected', at: now - 190 * MINUTE, nextTryAt: null },
      { address: '192.168.1.31:47611', found: { how: 'told', by: 'Ben Okafor' }, outcome: 'connected', at: now - 12 * MINUTE, nextTryAt: null },
      { address: '192.168.1.77:47611', found: { how: 'remembered', by: null }, outcome: 'no answer', at: now - 26 * MINUTE, nextTryAt: now + MINUTE },
    ],
    standing: {
      state: 'waiting', says: '', others: 6, connected: 2, haveAll: 1, asOf: now - 2 * MINUTE, waitingFor: ['Greta Holm'], onlyHere: 3,
      last: { name: 'Ben Okafor', at: now - 2 * MINUTE },
    },
  })
}

/** The same afternoon, newest first, with a day before it. */
export function afternoon(now: number, workspace: string): TimelineItem[] {
  const item = (id: number, minutes: number, kind: TimelineItem['kind'], says: string, more: Partial<TimelineItem> = {}): TimelineItem => ({
    id, kind, says, at: now - minutes * MINUTE, since: now - minutes * MINUTE, times: 1, workspace, person: null, name: null, address: null, ...more,
  })
  const ben = { person: idOf(2), name: 'Ben Okafor' }
  const greta = { person: idOf(3), name: 'Greta Holm' }
  return [
    item(12, 2, 'exchanged', 'Ben Okafor has everything that is here.', ben),
    item(11, 8, 'exchanged', 'Greta Holm took 14 acts and gave 2.', greta),
    item(10, 12, 'connected', 'Connected to Greta Holm at 192.168.1.31:47611.', greta),
    item(9, 13, 'found', 'Ben Okafor told of Greta Holm’s device at 192.168.1.31:47611.', greta),
    item(8, 26, 'tried', 'No answer at 192.168.1.77:47611 within 5 s.', { address: '192.168.1.77:47611', times: 9, since: now - 190 * MINUTE }),
    item(7, 60, 'refused', 'A message from a device that is no member was refused: the signature does not match. Nothing of it was kept.', { times: 3, since: now - 70 * MINUTE }),
    item(6, 80, 'clock', 'Greta Holm’s clock is 7 min ahead of this one. Times in her letters are by her clock; nothing depends on it.', greta),
    item(5, 190, 'connected', 'Connected to Ben Okafor at 192.168.1.24:47611.', ben),
    item(4, 191, 'network', 'This machine came to 192.168.1.9 on wlan0.', { workspace: null }),
    item(3, 1500, 'lost', 'Tomasz Zieliński’s device went away.', { person: idOf(4), name: 'Tomasz Zieliński' }),
    item(2, 1530, 'cut off', 'A device sent more than it may and was cut off for 10 min. Nothing of it was kept.'),
    item(1, 1600, 'link', 'The link to others started.', { workspace: null }),
  ]
}

export const joining = (now: number, more: Partial<JoinView> = {}): JoinView => ({
  id: 'join', workspaceName: 'Hollin Bank', inviterName: 'Ben', expires: now + 2880 * MINUTE, state: 'waiting', problem: null,
  attempts: [], trying: ['192.168.1.24:47611'], nextTryAt: null, search: 'looking', stage: 'starting', says: '', workspace: null, code: null, ...more,
})
