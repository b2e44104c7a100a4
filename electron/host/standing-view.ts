// How this device stands with the others, in one word of a closed set and one sentence. Nothing here says "synced":
// what can be known is who acknowledged what, and when.
import type { StandingState, StandingView } from '#shared/protocol/contract.ts'

/** What is known of one other member, over all their devices. */
export interface MemberStanding {
  readonly name: string
  readonly connected: boolean
  /** Some device of theirs is known to have every act that is here. */
  readonly hasAll: boolean
  /** When a link of theirs last acknowledged something; null if never. */
  readonly lastExchange: number | null
}

export interface StandingFacts {
  readonly members: readonly MemberStanding[]
  readonly link: 'starting' | 'running' | 'restarting' | 'stopped'
  /** This machine has a network address. */
  readonly online: boolean
  readonly onlyHere: number
}

export function standingOf(facts: StandingFacts, clockTime: (at: number) => string = hoursAndMinutes): StandingView {
  const { members, onlyHere } = facts
  const here = members.filter((member) => member.connected)
  // Who never acknowledged anything can't be known to have it.
  const complete = members.filter((member) => member.hasAll && member.lastExchange !== null)
  const last = members.reduce<{ name: string; at: number } | null>(
    (newest, { name, lastExchange }) => (lastExchange !== null && lastExchange > (newest?.at ?? -Infinity) ? { name, at: lastExchange } : newest), null,
  )
  const view: Omit<StandingView, 'says'> = {
    state: stateOf(facts, here), others: members.length, connected: here.length, haveAll: complete.length,
    asOf: complete.length === 0 ? null : Math.min(...complete.map((member) => member.lastExchange!)),
    waitingFor: here.filter((member) => !complete.includes(member)).map((member) => member.name), onlyHere, last,
  }
  return { ...view, says: sentence(view, clockTime) }
}

function stateOf({ members, link, online }: StandingFacts, here: readonly MemberStanding[]): StandingState {
  if (members.length === 0) return 'just you'
  if (link === 'stopped') return 'stopped'
  if (here.length > 0) return here.every((member) => member.hasAll && member.lastExchange !== null) ? 'exchanged' : 'waiting'
  if (!online) return 'no network'
  return link === 'running' ? 'alone' : 'restarting'
}

function sentence(view: Omit<StandingView, 'says'>, clockTime: (at: number) => string): string {
  const { state, waitingFor, haveAll, others, asOf } = view
  switch (state) {
    case 'just you': return `Nobody else is in this workspace yet.${only(view)}`
    case 'stopped': return `Parley is not running here, so nobody can be reached. ${left(view, clockTime)}`
    case 'no network': return `This machine is on no network. ${left(view, clockTime)}`
    case 'restarting': return `The link to others is being started. ${left(view, clockTime)}`
    case 'alone': return `On your own. ${left(view, clockTime)}`
    case 'waiting': return `Connected to ${counted(view.connected, 'person', 'people')}; waiting for ${listed(waitingFor)} to have everything.${only(view)}`
    case 'exchanged': return `Exchanged with ${haveAll} of ${others}, as of ${clockTime(asOf!)}.${only(view)}`
  }
}

/** What is left where nobody is connected. */
function left({ onlyHere, last }: Omit<StandingView, 'says'>, clockTime: (at: number) => string): string {
  const things = onlyHere === 0 ? 'Nothing is only here.' : `${counted(onlyHere, 'change is', 'changes are')} only here.`
  return last ? `${things} Last exchanged with ${last.name} at ${clockTime(last.at)}.` : `${things} Nothing was exchanged with anybody yet.`
}

const only = ({ onlyHere }: Omit<StandingView, 'says'>): string => (onlyHere === 0 ? '' : ` ${counted(onlyHere, 'change is', 'changes are')} only here.`)

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

function listed(names: readonly string[]): string {
  if (names.length <= 2) return names.join(' and ')
  return `${names[0]} and ${names.length - 1} more`
}

/** `12:04`, or with the date where it was another day. */
function hoursAndMinutes(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`
  const sameDay = date.toDateString() === new Date().toDateString()
  return sameDay ? time : `${time} on ${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
