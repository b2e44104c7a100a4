// A working group half way through its life, as a host would tell of it: for its page without a host.
import type { GroupMember, GroupPerson, GroupView } from '../../../shared/domain/group/view.ts'
import type { RecordDetail, RecordRow, RevisionView } from '../../../shared/protocol/contract.ts'
import { runs, say } from '../../harness/group.ts'
import { people } from '../../harness/people.ts'
import { ME } from '../../harness/workbench-scene.ts'
import { ada, idOf, person } from '../network/casts.ts'

const DAY = 86_400_000
export const NOW = Date.now()
export const dayOn = (days: number): string => {
  const at = new Date(NOW + days * DAY)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
export const PEOPLE = [
  ada, person(2, 'Ben Okafor', { here: true }), person(3, 'Greta Holm', { here: true }), person(4, 'Tomasz Zieliński'), person(5, 'Noor Bakker'), person(6, 'Dov Levin'),
]
export const GROUP = idOf(70)
const hash = (n: number): string => n.toString(16).padStart(2, '0').repeat(32)
const who = (at: number): GroupPerson => ({ id: PEOPLE[at]!.id, name: PEOPLE[at]!.name, you: PEOPLE[at]!.id === ME })
const line = (text: string) => [{ type: 'paragraph' as const, content: [{ text }] }]
const member = (at: number, more: Partial<GroupMember> = {}): GroupMember => ({ ...who(at), since: NOW - 110 * DAY, revision: 4, behind: false, facilitates: false, ...more })

export const TERMS = {
  title: 'Steam & Energy', kind: 'working group', review: dayOn(40), until: dayOn(130), joining: 'open', deciding: 'advice', facilitation: 'order', turnWeeks: 4, hours: '1.5',
  sections: [
    { voice: 'why', words: line('So that steam is safe, never in short supply, and costs the valley a little less each year.') },
    { voice: 'looks after', words: line('The boiler and its log, the condensate return, the energy figures, and someone reachable at any hour.') },
    { voice: 'not ours', words: line('The cold store: that is Dairy Allergens.') },
    { voice: 'how we work', words: line('Half an hour on Tuesdays at 13:30, standing. The facilitator changes each month. Whoever sees the need decides, after asking advice.') },
    { voice: 'coming and going', words: line('Anyone may join by signing this charter. Anyone may step out; we ask for a week, so a night is never left uncovered.') },
    { voice: 'when it ends', words: line('In the autumn, unless we sign it again. A group that has done its work should be thanked and let go.') },
  ],
} as unknown as NonNullable<RevisionView['terms']>

const revision = (number: number, state: RevisionView['state'], more: Partial<RevisionView> = {}): RevisionView => ({
  id: hash(80 + number), number, words: hash(90 + number), parents: number > 1 ? [number - 1] : [], state, by: who(2).id, byName: who(2).name, at: NOW - (60 - number) * DAY, terms: TERMS,
  needs: PEOPLE.map(({ id, name }, at) => ({ id, name, accepted: at < 5 || number < 4 })),
  signatures: PEOPLE.filter((_, at) => at < 5 || number < 4).map(({ id, name, you }, at) => ({ person: id, name, you, at: NOW - (59 - number) * DAY + at, how: at === 2 ? 'offered' as const : 'accepted' as const, undone: false })),
  ...more,
})

export const FULL: GroupView = {
  size: 6, mine: 'member', joining: 'open', open: true,
  call: { ...who(2), at: NOW - 118 * DAY, title: 'Steam & Energy', why: 'Two nights without steam in a month.' },
  deciding: 'advice', topics: ['energy', 'boilers'], hours: 1.5, rhythm: 'Tuesdays at 13:30', review: dayOn(40) as GroupView['review'], sunset: dayOn(130) as GroupView['sunset'], reviewDue: false, sunsetPassed: false,
  chartered: NOW - 110 * DAY,
  members: [member(2, { facilitates: true }), member(0), member(1), member(3, { since: NOW - 70 * DAY }), member(4, { since: NOW - 18 * DAY }), member(5, { revision: 3, behind: true })],
  waiting: [], asked: [], interested: [],
  left: [{ ...who(1), id: idOf(44), name: 'Femke de Vries', you: false, at: NOW - 30 * DAY, text: 'The bakery needs me whole.', how: 'stepped out', notice: null, handover: 'The night list, as far as July.', to: [who(3)] }],
  facilitation: {
    how: 'order', turnWeeks: 4, now: [{ ...who(2), at: NOW - 9 * DAY, until: dayOn(19) as never, phase: null }],
    turns: [2, 0, 1, 3, 4, 5].map((at, n) => ({ person: who(at), from: dayOn(-9 + 28 * n) as never, until: dayOn(18 + 28 * n) as never, now: n === 0, swapped: n === 3 })),
    yours: false, asked: [], swaps: [{ act: hash(31), by: who(1), to: who(0), mine: dayOn(47) as never, theirs: dayOn(19) as never, agreed: false, replies: ['agree', 'pass'] }],
  },
  proposals: [], outputs: [
    { act: hash(32), title: 'Boiler log, kept in one place', text: null, record: null, by: who(2), at: NOW - 70 * DAY },
    { act: hash(33), title: 'Night cover until August', text: 'Two people a night, written on the board by the door.', record: null, by: who(3), at: NOW - 40 * DAY },
    { act: null, title: 'Energy figures, first half', text: null, record: null, by: null, at: null },
  ],
  how: [{ act: hash(34), topic: 'boilers', title: 'Reading the boiler log in five minutes', text: 'Last column first. If it is blue, go home; if not, ask whoever signed last.', by: who(0), at: NOW - 20 * DAY }],
  learned: [], home: null,
  life: [{ what: 'called', at: NOW - 118 * DAY, by: who(2), revision: null }, { what: 'chartered', at: NOW - 110 * DAY, by: who(2), revision: 1 }],
}

const VERBS = ['facilitate', 'handon', 'swap', 'output', 'publish', 'pause', 'close', 'stepout', 'offer', 'renew'] as const
export const possible = (...verbs: readonly string[]): RecordDetail['possible'] => verbs.map((verb) => ({ verb, revision: null, allowed: true, reason: null }))

export const row = (id: string, title: string, more: Partial<RecordRow> = {}): RecordRow => ({
  id, concept: 'group', kind: 'working group' as RecordRow['kind'], title, state: 'active' as RecordRow['state'], revision: 4, offer: null, due: null, review: null, until: null, links: [],
  parties: PEOPLE.map(({ id: key, name, you }) => ({ id: key, name, you })), needsMe: null, words: hash(94), unavailable: false, onlyHere: false, flags: [], updatedAt: NOW - 5 * DAY,
  groupRow: { size: 6, mine: 'member', joining: 'open', open: false }, ...more,
})

export function detail(group: GroupView = FULL, more: Partial<RecordDetail> = {}): RecordDetail {
  return {
    ...row(GROUP, 'Steam & Energy', { review: dayOn(40), until: dayOn(130) }),
    parties: PEOPLE.map(({ id, name, you }) => ({ id, name, you, role: 'signs', stance: 'accepted', revision: 4, text: null, at: NOW - 50 * DAY, promise: null })),
    revisions: [revision(3, 'superseded'), revision(4, 'in force')], timeline: [], possible: possible(...VERBS), keeping: null, changed: null, draft: null, group, ...more,
  } as RecordDetail
}

export const rows = (): readonly RecordRow[] => [
  row(GROUP, 'Steam & Energy', { until: dayOn(130), review: null }),
  row(idOf(71), 'Line 2 Crew', { kind: 'team' as never, groupRow: { size: 7, mine: 'member', joining: 'open', open: false } }),
  row(idOf(72), 'Newcomers’ Table', { review: dayOn(6), groupRow: { size: 5, mine: 'member', joining: 'open', open: false } }),
  row(idOf(73), 'Farm Relations', { groupRow: { size: 4, mine: null, joining: 'open', open: true } }),
  row(idOf(74), 'Dairy Allergens', { until: dayOn(60), groupRow: { size: 3, mine: null, joining: 'open', open: true } }),
  row(idOf(75), 'Winter Rota', { state: 'forming' as never, revision: null, groupRow: { size: 2, mine: null, joining: 'open', open: true } }),
  row(idOf(76), 'Books & Wages', { groupRow: { size: 4, mine: null, joining: 'welcome', open: false } }),
  row(idOf(77), 'Tasting Room', { groupRow: { size: 6, mine: null, joining: 'open', open: false } }),
  row(idOf(78), 'Moving the press', { state: 'closed' as never, groupRow: { size: 0, mine: 'left', joining: 'open', open: false } }),
  row(idOf(60), 'Lag the condensate return', { kind: 'experiment' as never, concept: 'experiment', state: 'running' as never, groupRow: undefined as never, links: [{ how: 'of group' as never, record: GROUP }] }),
  row(idOf(61), 'Trap survey, east wall', { kind: 'promise', concept: 'commitment', groupRow: undefined as never, state: 'in force', due: dayOn(4), links: [{ how: 'of group' as never, record: GROUP }] }),
]

/** Called a week ago, with no charter yet. */
export const called = (): RecordDetail => detail({
  ...FULL, size: 1, mine: null, chartered: null, review: null, sunset: null, members: [], left: [], outputs: [], how: [], topics: ['stock', 'rota'],
  call: { ...who(1), at: NOW - 7 * DAY, title: 'Winter Rota', why: 'Three of us cover every weekend since October, and the bread was late twice.\n\nA few people could find a rota that holds until spring.' },
  interested: [{ ...who(4), at: NOW - 6 * DAY, text: 'I can bring last winter’s rota.' }], facilitation: { ...FULL.facilitation, how: 'none', now: [], turns: [], swaps: [] },
  life: [{ what: 'called', at: NOW - 7 * DAY, by: who(1), revision: null }],
}, { id: GROUP, title: 'Winter Rota', state: 'called' as RecordDetail['state'], revision: null, revisions: [], parties: [], words: null, possible: possible('interest', 'offer'), review: null, until: null })

/** I look in from outside: it has a charter that anyone may accept. */
export const outside = (joining: 'open' | 'welcome' = 'open'): RecordDetail => detail(
  { ...FULL, mine: null, joining, members: FULL.members.filter(({ you }) => !you), facilitation: { ...FULL.facilitation, swaps: [] } },
  { parties: detail().parties.filter(({ you }) => !you), revisions: [revision(4, 'in force', { needs: [], signatures: [] })], possible: possible('accept', 'question') },
)

/** As the fold has it of four whose last day is over: one closes it and another agrees, so that it holds, while somebody waits for a welcome. */
export async function ending(): Promise<RecordDetail> {
  const { ada: me, ben, chidi, dewi, femke } = await people('Ada', 'Ben', 'Chidi', 'Dewi', 'Femke')
  const group = runs('Steam & Energy', [me, ben, chidi, dewi], {
    joining: 'welcome', facilitation: 'order', review: dayOn(-20), until: dayOn(-2), turns: [me, ben].map(({ id }, at) => ({ id: `t${at}`, person: id })),
  })
  femke.accepts(group)
  say(ben, group, 'handon', { to: [me.id], text: 'You know the new burner best.' })
  say(chidi, group, 'close', { text: 'The log runs itself now. What we were called for is done.', home: 'Line 2 Crew looks after the log.' })
  say(dewi, group, 'agree')
  return { ...group.asSeenBy(me, dayOn(0)), id: GROUP }
}

export const ended = (): RecordDetail => detail({
  ...FULL, size: 0, mine: 'left', open: false, members: [], facilitation: { ...FULL.facilitation, now: [], turns: [], swaps: [] },
  left: [0, 1, 2].map((at) => ({ ...who(at), at: NOW - DAY, text: null, how: 'closed' as const, notice: null, handover: null, to: [] })),
  learned: [{ ...who(2), at: NOW - DAY, text: 'One board by the door did more than four meetings.' }, { ...who(0), at: NOW - DAY, text: 'Ask the night shift first.' }],
  home: { words: 'Line 2 Crew looks after the log.', record: idOf(71) }, life: [...FULL.life, { what: 'closed', at: NOW - DAY, by: who(2), revision: null }],
}, { state: 'closed', possible: possible('learned') })

/** As bad as names and days come. */
export const bad = (): RecordDetail => detail({
  ...FULL, review: dayOn(300) as GroupView['review'], call: null, chartered: NOW + 3 * DAY,
  members: [member(0, { name: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(5) }), { ...member(1), name: 'نور الدين' }, { ...member(2), name: '😀' }, ...Array.from({ length: 24 }, (_, at) => ({ ...member(3), id: idOf(100 + at), name: `Person ${at}` }))],
  facilitation: { ...FULL.facilitation, now: [{ ...who(1), name: '😀', at: NOW, until: null, phase: 'x'.repeat(300) }], turns: Array.from({ length: 12 }, (_, at) => ({ person: { id: idOf(100 + at), name: `Person ${at}`, you: false }, from: null, until: null, now: false, swapped: false })) },
  outputs: [{ act: hash(40), title: 'O'.repeat(200), text: '<script>alert(1)</script>', record: idOf(250), by: null, at: null }],
}, { title: 'خبز يوم الجمعة '.repeat(12), revisions: [revision(4, 'in force', { terms: null })], unavailable: true })
