// What each thing on the desk says: who asks what, in one sentence, and what stands beside it.
import type { DeskGroup, NeedKind } from '../../../shared/domain/desk/index.ts'
import type { Way } from '../../../shared/domain/record/told.ts'
import type { NeedView } from '../../../shared/protocol/contract.ts'
import type { IconName } from '../../ui/icons.ts'
import { firstNameOf } from '../../ui/people.ts'

export interface Said { readonly key: string; readonly values: Readonly<Record<string, string | number>> }

export const GROUP_WORDS: Readonly<Record<DeskGroup, string>> = {
  offers: 'desk.offers', questions: 'desk.questions', reminders: 'desk.reminders', kept: 'desk.kept', today: 'desk.forToday', dates: 'desk.dates', reviews: 'desk.reviews',
  stops: 'desk.stops', learned: 'desk.learned', mentions: 'desk.mentions', drafts: 'desk.shared', advice: 'decision.deskGroup',
}

/** Of offers that await a signature the rosette stands instead. */
export const NEED_ICONS: Readonly<Record<NeedKind, IconName>> = {
  answer: 'signature', 'accept again': 'signature', instead: 'scroll', choose: 'git-fork', acknowledge: 'checks', question: 'chat-circle-text', asked: 'chat-circle-text',
  mention: 'at', 'past date': 'clock', review: 'calendar-check', draft: 'circle-dashed', reminder: 'alarm',
  advise: 'ear', confirm: 'chat-circle-text', 'answer advice': 'chats-circle', decide: 'signature', 'advice over': 'clock', touched: 'ear',
  'take on': 'hand-waving',
  'stop rule': 'hand-palm', reading: 'pulse', conclude: 'flask', learned: 'lightbulb',
  welcome: 'hand-waving', agree: 'hourglass-medium', closing: 'checks', facilitate: 'hand-waving', swap: 'arrows-clockwise', turn: 'hand-waving', sunset: 'calendar-check',
}
export const awaitsSignature = (need: Pick<NeedView, 'kind'>): boolean => need.kind === 'answer' || need.kind === 'accept again' || need.kind === 'choose'

const said = (key: string, values: Said['values'] = {}): Said => ({ key, values })

/** First words, by how they came to be here; `desk.first` of what is offered. */
const FIRST: Partial<Readonly<Record<Way, readonly [plain: string, withHours: string]>>> = { ask: ['desk.firstAsk', 'desk.firstAskHours'], note: ['desk.firstNote', 'desk.firstNoteHours'] }

type Saying = (need: NeedView, name: string, names: string) => Said
const SAYINGS: Readonly<Record<NeedKind, Saying>> = {
  answer: ({ number, hours, purpose, way }, name) => {
    if (purpose !== null) return purpose === '' ? said('desk.charter', { name }) : said('desk.charterFor', { name, text: purpose })
    const [plain, withHours] = (way && FIRST[way]) ?? ['desk.first', 'desk.firstHours']
    return hours ? said(withHours, { name, n: number ?? 1, hours }) : said(plain, { name, n: number ?? 1 })
  },
  'accept again': ({ number, before }, name) => (before === null ? said('desk.other', { name, n: number ?? 1 }) : said('desk.again', { name, n: number ?? 1, before })),
  instead: ({ number }, name) => said('desk.instead', { name, n: number ?? 1 }),
  choose: (_, __, names) => (names === '' ? said('desk.twice') : said('desk.two', { names })),
  acknowledge: ({ text }, name) => (text ? said('desk.claimsWith', { name, text }) : said('desk.claims', { name })),
  question: ({ text }, name) => (text ? said('desk.asks', { name, text }) : said('desk.asksSomething', { name })),
  asked: ({ text }, name) => (text ? said('desk.asks', { name, text }) : said('desk.asksHere', { name })),
  mention: ({ text }, name) => (text ? said('desk.says', { name, text }) : said('desk.names', { name })),
  'past date': (_, __, names) => (names === '' ? said('desk.newDate') : said('desk.newDateWith', { names })),
  review: (_, __, names) => (names === '' ? said('desk.review') : said('desk.reviewWith', { names })),
  draft: (_, name) => said('desk.draftShared', { name }),
  reminder: () => said('desk.youAsked'),
  advise: ({ text }, name) => (text ? said('decision.deskAdviseWhy', { name, text }) : said('decision.deskAdvise', { name })),
  confirm: ({ text }, name) => said('decision.deskConfirm', { name, text: text ?? '' }),
  'answer advice': ({ text }, name) => (text ? said('decision.deskAnswer', { name, text }) : said('decision.deskAnswerUnread', { name })),
  decide: () => said('decision.deskDecide'),
  'advice over': () => said('decision.deskOver'),
  touched: ({ text }, name) => (text ? said('decision.deskTouchedWith', { name, text }) : said('decision.deskTouched', { name })),
  'take on': ({ text }, name) => (text ? said('role.needWith', { name, text }) : said('role.need', { name })),
  'stop rule': (_, name) => said('trial.needStop', { name }),
  reading: () => said('trial.needReading'),
  conclude: ({ by, text }, name) => (by === null ? said('trial.needEnd') : text ? said('trial.needConcludeWith', { name, text }) : said('trial.needConclude', { name })),
  learned: ({ text }, name) => (text ? said('trial.needLearnedWith', { name, text }) : said('trial.needLearned', { name })),
  welcome: (_, name) => said('groupDesk.welcome', { name }),
  agree: ({ text }, name) => (text ? said('groupDesk.agreeWith', { name, text }) : said('groupDesk.agree', { name })),
  closing: ({ text }, name) => (text ? said('groupDesk.closingWith', { name, text }) : said('groupDesk.closing', { name })),
  facilitate: ({ text }, name) => (text ? said('groupDesk.facilitateWith', { name, text }) : said('groupDesk.facilitate', { name })),
  swap: (_, name) => said('groupDesk.swap', { name }),
  turn: () => said('groupDesk.turn'),
  sunset: () => said('groupDesk.sunset'),
}

/** `join`: names in a row, as the language joins them. */
export function needSays(need: NeedView, join: (names: readonly string[]) => string): Said {
  return SAYINGS[need.kind](need, need.by ? firstNameOf(need.by.name) : '', need.people.length === 0 ? '' : join(need.people.map(({ name }) => firstNameOf(name))))
}

/** What its day says: by when, or for when it was. Null where it has none. */
export function dayWords(need: Pick<NeedView, 'day' | 'late' | 'kind'>, day: (date: string) => string): Said | null {
  if (need.day === null) return null
  if (need.kind === 'reminder' || need.kind === 'review' || need.kind === 'conclude' || need.kind === 'stop rule') return said('desk.on', { day: day(need.day) })
  if (need.kind === 'reading' && !need.late) return said('desk.due')
  return need.late ? said('desk.wasFor', { day: day(need.day) }) : said('desk.by', { day: day(need.day) })
}
