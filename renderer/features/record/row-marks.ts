// Which mark and which words stand for a record's state. Every state has a shape and a word, colour only helps.
import type { RecordRow, RecordState } from '../../../shared/protocol/contract.ts'
import type { IconName } from '../../ui/icons.ts'

export type Tone = 'plain' | 'moss' | 'ochre' | 'brick'
export type Mark = { readonly kind: 'rosette' } | { readonly kind: 'icon'; readonly icon: IconName; readonly tone: Tone }

const icon = (name: IconName, tone: Tone = 'plain'): Mark => ({ kind: 'icon', icon: name, tone })

const BY_STATE: Readonly<Record<RecordState, Mark>> = {
  draft: icon('circle-dashed'),
  offered: icon('circle-half', 'ochre'),
  'in force': icon('check-circle', 'moss'),
  declined: icon('door-open'),
  fulfilled: icon('checks', 'moss'),
  released: icon('door-open'),
  ended: icon('door-open'),
  open: icon('chat-circle-text', 'ochre'),
  answered: icon('chat-circle-text', 'moss'),
  closed: icon('chat-circle-text'),
  signed: icon('signature'),
  called: icon('megaphone-simple'),
  forming: icon('circle-dashed'),
  active: icon('check-circle', 'moss'),
  review: icon('calendar-check', 'ochre'),
  paused: icon('hand-palm'),
  closing: icon('circle-half'),
  looking: icon('circle-dashed'),
  running: icon('circle-half', 'moss'),
  concluded: icon('checks'),
  framing: icon('circle-dashed'),
  seeking: icon('chats-circle', 'ochre'),
  considering: icon('chats-circle'),
  decided: icon('check-circle', 'moss'),
  reviewed: icon('checks', 'moss'),
  contested: icon('git-fork', 'ochre'),
  undone: icon('arrow-u-up-left'),
  dropped: icon('door-open'),
}

/** Wax only where my signature is what is waited for. */
export const awaitsMySignature = (row: Pick<RecordRow, 'needsMe'>): boolean =>
  row.needsMe === 'answer' || row.needsMe === 'accept again' || row.needsMe === 'choose'

/** Somebody said so, and what asks for more of me is told before it. */
const isAtRisk = (row: RecordRow): boolean => row.state === 'in force' && row.flags.includes('at risk')

export function markOf(row: RecordRow): Mark {
  if (row.unavailable) return icon('warning-octagon', 'brick')
  if (awaitsMySignature(row) && row.words) return { kind: 'rosette' }
  if (row.needsMe === 'answer question') return icon('chat-circle-text', 'ochre')
  if (row.needsMe === 'acknowledge') return icon('checks', 'ochre')
  if (row.state === 'in force' && row.flags.includes('past due')) return icon('clock', 'ochre')
  if (isAtRisk(row)) return icon('clock', 'ochre')
  if (row.state === 'in force' && row.flags.includes('review due')) return icon('calendar-check', 'ochre')
  return BY_STATE[row.state]
}

export const STATE_WORDS: Readonly<Record<RecordState, string>> = {
  draft: 'state.draft',
  offered: 'state.offered',
  'in force': 'state.inForce',
  declined: 'state.declined',
  fulfilled: 'state.fulfilled',
  released: 'state.released',
  ended: 'state.ended',
  open: 'state.open',
  answered: 'state.answered',
  closed: 'state.closed',
  signed: 'minutes.signed',
  called: 'life.called',
  forming: 'life.forming',
  active: 'life.active',
  review: 'life.review',
  paused: 'life.paused',
  closing: 'life.closing',
  looking: 'life.looking',
  running: 'life.running',
  concluded: 'life.concluded',
  framing: 'life.framing',
  seeking: 'life.seeking',
  considering: 'life.considering',
  decided: 'life.decided',
  reviewed: 'life.reviewed',
  contested: 'life.contested',
  undone: 'life.undone',
  dropped: 'life.dropped',
}

const NEEDS_WORDS: Readonly<Record<NonNullable<RecordRow['needsMe']>, string>> = {
  answer: 'row.answer',
  'accept again': 'row.acceptAgain',
  acknowledge: 'row.acknowledge',
  'answer question': 'row.answerQuestion',
  choose: 'row.choose',
  advise: 'decision.rowAdvise', confirm: 'decision.rowConfirm', 'answer advice': 'decision.rowAnswerAdvice',
  'take on': 'role.row',
  agree: 'groupRow.agree',
  welcome: 'groupRow.welcome',
}

/** What it needs of me, if anything. */
export const needsOf = (row: RecordRow): Said | null => (row.needsMe === null ? null : { key: NEEDS_WORDS[row.needsMe], values: { rev: row.offer ?? row.revision ?? 1 } })

export interface Said { readonly key: string; readonly values: Readonly<Record<string, string | number>> }

export interface Told { readonly asks?: boolean; readonly of?: string | undefined }

/** The one line under a title: with whom, then what is asked or when. The page joins and translates them. `asks`: what it needs of me is said here; `of`: whose page it stands on. */
export function contextOf(row: RecordRow, day: (date: string) => string, moment: (at: number) => string, { asks = true, of }: Told = {}): readonly Said[] {
  const others = row.parties.filter((party) => !party.you)
  const names = others.filter(({ id }) => id !== of).map((party) => party.name.split(/\s+/)[0] ?? party.name).join(', ')
  const said: Said[] = []
  if (row.kind === 'open offer' && others.length === 0) said.push({ key: 'row.anyone', values: {} })
  else if ((row.kind === 'role' || row.kind === 'minutes') && names !== '') said.push({ key: 'role.of', values: { names } })
  else if (names !== '' && row.kind !== 'charter') said.push({ key: 'row.with', values: { names } })
  else if (others.length === 0 && row.kind === 'promise' && row.state !== 'draft' && row.onlyHere) said.push({ key: 'row.myself', values: {} })
  const needs = needsOf(row)
  const say = (key: string, values: Said['values'] = {}): void => void said.push({ key, values })
  if (row.unavailable) say('row.unavailable')
  else if (row.flags.includes('two offers') && awaitsMySignature(row)) say('row.choose')
  else if (needs) { if (asks) say(needs.key, needs.values) }
  else if (row.flags.includes('two offers')) say('row.twoOffers')
  else if (row.flags.includes('two in force')) say('row.twoInForce')
  else if ((row.state === 'offered' || row.state === 'in force') && row.offer !== null) say('row.offered', { rev: row.offer })
  else if (isAtRisk(row)) say('row.atRisk')
  else if (row.state !== 'in force' && row.state !== 'draft') say(STATE_WORDS[row.state])
  if (row.state === 'draft') say(row.onlyHere ? 'row.onlyHere' : 'row.edited', { when: moment(row.updatedAt) })
  else if (row.flags.includes('past due') && row.due) say('row.wasFor', { day: day(row.due) })
  else if (row.flags.includes('review due')) say('row.reviewDue')
  else if (row.due && (row.state === 'in force' || row.state === 'offered')) say('row.by', { day: day(row.due) })
  else if (row.review && row.state === 'in force' && row.needsMe === null) say('row.review', { day: day(row.review) })
  // Its title says whose it is; the line has no room for it beside a day.
  return said.length === 0 && row.kind === 'charter' ? [{ key: 'row.charter', values: {} }] : said
}
