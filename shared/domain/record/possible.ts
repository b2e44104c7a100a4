// Which actions are open to a person, and why the others are closed. Nothing is hidden.
import type { Result } from '../../base/result.ts'
import type { Agreement } from '../agreement/index.ts'
import type { Intent, Intention, PresentContext } from '../fold.ts'
import type { Possible } from './view.ts'

/** What `look` says of each verb to whoever looks; nothing to somebody outside. */
export function forEachVerb<V extends string>(verbs: readonly V[], context: PresentContext, look: (verb: V, intention: Intention) => Possible): Possible[] {
  const { me, member } = context
  if (!me) return []
  const intention: Intention = { person: me, available: (hash) => context.text(hash) !== null, ...(member === false && { member: false }) }
  return verbs.map((verb) => look(verb, intention))
}

/** One line a verb, from what intending it would give. A choice between revisions is open: the person names one. */
export function possibleOf(of: Agreement, verb: string, tried: Result<Intent>): Possible {
  if (!tried.ok) {
    const open = tried.problem.code === 'revision.choose' || tried.problem.code === 'text.missing' || tried.problem.code === 'person.choose' || tried.problem.code === 'stone.choose'
    return { verb, revision: null, allowed: open, reason: open ? null : tried.problem.message }
  }
  const revision = of.revisions.find((one) => one.id === tried.value.body['revision'])
  return { verb, revision: revision?.number ?? null, allowed: true, reason: null }
}
