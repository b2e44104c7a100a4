// What stands in a form of a group, as it is sent. Pure.
import type { ActField, GroupAct } from './acts.ts'

/** `mine` and `theirs` are turns: "person YYYY-MM-DD". */
export interface Filled { text: string; until: string; person: string; mine: string; theirs: string; home: string; record: string; topic: string; title: string }

const firstDay = (turn: string): string => turn.split(' ')[1] ?? ''

/** The first that is asked for and missing. */
export function missingIn(filled: Filled, needs: readonly ActField[]): ActField | null {
  return needs.find((field) => (field === 'swap' ? filled.mine === '' || filled.theirs === '' : filled[field].trim() === '')) ?? null
}

/** Only what the form asks for; what is empty is left out. */
export function givenOf(act: GroupAct, fields: readonly ActField[], filled: Filled): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = { verb: act.verb }
  if (act.what !== undefined) given['what'] = act.what
  if (act.person !== undefined) given['about'] = act.person
  for (const field of fields) {
    if (field === 'swap') Object.assign(given, { about: filled.theirs.split(' ')[0], mine: firstDay(filled.mine), theirs: firstDay(filled.theirs) })
    else if (field === 'person') given['to'] = [filled.person]
    else if (filled[field].trim() !== '') given[field] = filled[field].trim()
  }
  return given
}
