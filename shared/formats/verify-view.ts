// What is told of a record file once it was checked.
import type { CalendarDate } from '../base/clock.ts'
import type { VerifyView } from '../protocol/contract.ts'
import { kindCalled } from './kind-words.ts'
import { verifyRecord } from './record.ts'
import { keyCode } from './words.ts'

/** Needs no host, so that the command line can check a file where there is no data folder. */
export function verifyView(text: string, today: CalendarDate): VerifyView {
  const verified = verifyRecord(text, today)
  if (!verified.ok) return { valid: false, says: verified.problem.message, title: null, state: null, revision: null, parties: [], acts: 0 }
  const { detail, asKnownOn, acts, workspaceName } = verified.value
  const day = new Date(asKnownOn).toISOString().slice(0, 10)
  return {
    valid: true, title: detail.title, state: detail.state, revision: detail.revision, acts,
    says: `Every signature matches. In ${workspaceName}, ${kindCalled(detail.kind)} "${detail.title}" ${detail.kind === 'minutes' ? 'are' : 'is'} ${detail.state}, as known on ${day}. That date, and that nothing said until then was left out, is the word of whoever wrote this file: nobody signed it.`,
    parties: detail.parties.map((party) => ({ name: party.name, stance: party.stance, keyCode: keyCode(party.id) })),
  }
}
