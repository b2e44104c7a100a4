// Joining explains itself: where it stands, what was tried, what answered, what to do. Pure, so that the host says it
// once, and a page or command line that shows seconds can say it again for its own moment.
import type { JoinStage, JoinView } from '../protocol/contract.ts'

/** How long a Parley that answers is given to hand on the inviter's answer. */
export const CALL_PATIENCE_MS = 5000

type Facts = Pick<JoinView, 'state' | 'attempts' | 'trying' | 'search' | 'expires' | 'nextTryAt' | 'inviterName' | 'workspaceName' | 'problem'>
type Attempt = JoinView['attempts'][number]

/** `online`: this machine has a network address. `now` in ms. */
export function joinStage(facts: Facts, online: boolean, now: number): JoinStage {
  if (facts.state !== 'waiting') return facts.state
  if (facts.expires <= now) return 'expired'
  if (!online) return 'no network'
  const reached = facts.attempts.filter((attempt) => attempt.outcome === 'connected')
  if (reached.length > 0) return reached.some((attempt) => now - attempt.at < CALL_PATIENCE_MS) ? 'calling' : 'not there'
  if (facts.trying.length > 0) return 'starting'
  if (facts.attempts.length === 0) return 'no way'
  if (has(facts, 'refused')) return 'not running'
  if (has(facts, 'not parley')) return 'someone else'
  return 'nobody'
}

/** One or two sentences about a join, as of `now` in ms. */
export function explainJoin(view: Facts & { readonly stage: JoinStage }, now: number): string {
  const { stage, inviterName: inviter, workspaceName: workspace } = view
  switch (stage) {
    case 'starting': return `Waiting for a first answer from ${inviter}'s machine at ${oneOf(view.trying)}.`
    case 'no network': return `This machine is on no network, so ${inviter} can't be reached yet. Connect it, or join by file.`
    case 'no way': return `The invite tells no address${looking(view)}. Ask ${inviter} for the address under My address, or for a new invite; or join by file.`
    case 'nobody': return `Waiting for ${inviter}'s machine at ${at(view)}; ${tried(view, now)}${looking(view)}. ${OTHER_WAYS}`
    case 'not running':
      return `The machine at ${at(view, 'refused')} answers, but Parley is not running there; ${tried(view, now, 'refused')}${looking(view)}. Ask ${inviter} to start it. ${OTHER_WAYS}`
    case 'someone else':
      return `Something that is not Parley answers at ${at(view, 'not parley')}; ${tried(view, now, 'not parley')}${looking(view)}. The address belongs to another machine or program now. ${OTHER_WAYS}`
    case 'calling': return `A Parley answers at ${at(view, 'connected')}. Calling ${inviter}.`
    case 'not there':
      return `A Parley answers at ${at(view, 'connected')}, but ${inviter}'s device does not answer the call: it may be away, or no longer know this invite. ` +
        `It is called again all the time. Ask ${inviter} to start Parley, or for a new invite.`
    case 'asking': return `${inviter} has admitted you. ${workspace} is being opened.`
    case 'admitted': return `You are in ${workspace}.`
    case 'refused': return view.problem?.message ?? `You were not admitted to ${workspace}.`
    case 'cancelled': return 'You stopped this join. Nothing has left this device.'
    case 'expired': return `The invite has run out while waiting. Ask ${inviter} for a new one.`
  }
}

const OTHER_WAYS = 'Try another address or a new invite, or join by file.'

const has = ({ attempts }: Pick<Facts, 'attempts'>, outcome: string): boolean => attempts.some((attempt) => attempt.outcome === outcome)

const looking = ({ search }: Facts): string => (search === 'looking' ? '; people on this network are looked for as well' : '')

/** The first of them by name, the rest by number. */
function oneOf(addresses: readonly string[]): string {
  const [first, ...more] = addresses
  if (more.length === 0) return first ?? 'an address'
  return `${first} and ${more.length === 1 ? 'one more address' : `${more.length} more addresses`}`
}

const fitting = ({ attempts }: Facts, outcome?: string): readonly Attempt[] => (
  outcome === undefined ? attempts : attempts.filter((attempt) => attempt.outcome === outcome))

const at = (view: Facts, outcome?: string): string => oneOf(fitting(view, outcome).map(({ address }) => address))

/** `last tried 4 s ago, next try in 6 s` */
function tried(view: Facts, now: number, outcome?: string): string {
  const last = Math.max(...fitting(view, outcome).map((attempt) => attempt.at))
  const next = view.nextTryAt === null ? '' : `, next try ${view.nextTryAt <= now ? 'now' : `in ${span(view.nextTryAt - now)}`}`
  return `last tried ${span(Math.max(0, now - last))} ago${next}`
}

function span(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
