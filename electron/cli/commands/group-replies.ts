// What of a group is agreed to or passed on, as a terminal names it: by its kind, or by its own id where there are several.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { GroupView, Reply } from '#shared/domain/group/view.ts'
import type { Call, OptionSpec } from '../command.ts'
import { oneLine, shortId } from '../text.ts'
import type { Meant } from './group-charter.ts'

const KINDS = ['pause', 'resume', 'close', 'swap', 'facilitate'] as const
/** Fewer letters of an id name nothing. */
const LEAST = 4

export const replyTo = (says: string): Readonly<Record<string, OptionSpec>> => ({ to: { type: 'text', value: `${KINDS.join('|')}|ID`, says } })

interface Open { readonly act: string; readonly kind: (typeof KINDS)[number]; readonly by: string }

/** The newest first. */
const openTo = ({ proposals, facilitation }: GroupView, reply: Reply): Open[] => [
  ...proposals.map((one) => ({ ...one, kind: one.what })), ...facilitation.swaps.map((one) => ({ ...one, kind: 'swap' as const })), ...facilitation.asked.map((one) => ({ ...one, kind: 'facilitate' as const })),
].filter(({ replies }) => replies.includes(reply)).map(({ act, kind, by }) => ({ act, kind, by: by.you ? 'yours' : oneLine(by.name) }))

/** Throws ProblemError `reply.choose` with what could be meant, `reply.none` where nothing of that kind is open. */
export const replyIn = (reply: Reply) => ({ given }: Call, { detail }: Meant): Record<string, string> => {
  const wanted = given.text('to')
  const open = detail.group ? openTo(detail.group, reply) : []
  const isKind = (KINDS as readonly (string | undefined)[]).includes(wanted)
  const could = wanted === undefined ? open : open.filter(({ act, kind }) => (isKind ? kind === wanted : wanted.length >= LEAST && act.startsWith(wanted.toLowerCase())))
  if (could.length === 1) return { what: could[0]!.act }
  const listed = (could.length > 0 ? could : open).map(({ act, kind, by }) => `${kind} (${by}, ${shortId(act)})`).join(', ')
  if (could.length > 1) throw new ProblemError(problem('reply.choose', 'This could be about more than one thing.', `Say which with --to, by its kind or id: ${listed}.`))
  // Without --to the host says what is missing.
  if (wanted === undefined) return {}
  throw new ProblemError(problem('reply.none', `Nothing like ${oneLine(wanted)} waits for your answer here. Nothing was done.`, listed === '' ? 'Nothing is needed of you.' : `What could be meant: ${listed}.`))
}
