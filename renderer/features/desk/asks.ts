// What waits for me, in one sentence that says who asks what. The row knows what is asked; the record knows who asks.
import type { RecordDetail, RecordRow } from '../../../shared/protocol/contract.ts'
import { firstNameOf } from '../../ui/people.ts'
import { earlierSigned, me, mySignature, offersOf } from '../commitment/reading.ts'
import type { Said } from '../commitment/row-marks.ts'

export interface Ask {
  readonly said: Said
  /** Who asks; null where it is nobody in particular. */
  readonly person: { readonly id: string; readonly name: string } | null
  /** What opening it is for. */
  readonly action: Said
}

export const ASK_GROUPS = ['offers', 'kept', 'questions'] as const
export type AskGroup = (typeof ASK_GROUPS)[number]

export const askGroupOf = (row: RecordRow): AskGroup =>
  row.needsMe === 'acknowledge' ? 'kept' : row.needsMe === 'answer question' ? 'questions' : 'offers'

const said = (key: string, values: Said['values'] = {}): Said => ({ key, values })
type Who = NonNullable<Ask['person']>

/** Until the record is read, the other of two is who asks; of more, nobody is named by guessing. */
function otherOf(row: RecordRow): Who | null {
  const others = row.parties.filter((party) => !party.you)
  return others.length === 1 ? others[0]! : null
}

function offerAsk(row: RecordRow, detail: RecordDetail | null): Ask | null {
  const mine = detail ? me(detail)?.id : undefined
  const offer = detail ? (offersOf(detail).findLast((one) => !mySignature(one)) ?? detail.revisions.findLast((one) => one.state === 'in force' && !mySignature(one))) : undefined
  const person: Who | null = offer ? { id: offer.by, name: offer.byName } : otherOf(row)
  if (!person) return null
  const n = offer?.number ?? row.offer ?? row.revision ?? 1
  const action = said('desk.read', { n })
  const name = firstNameOf(person.name)
  if (row.kind === 'charter') return { person, action, said: said('desk.charter', { name, n, title: row.title }) }
  const before = detail && mine && offer ? earlierSigned(detail, mine, offer) : null
  if (before) return { person, action, said: said('desk.again', { name, n, before: before.number }) }
  return { person, action, said: n > 1 ? said('desk.other', { name, n }) : said('desk.first', { name, n }) }
}

function chooseAsk(detail: RecordDetail | null, join: (names: readonly string[]) => string): Ask | null {
  const offers = detail ? offersOf(detail) : []
  if (offers.length < 2) return detail ? { person: null, action: said('desk.readBoth'), said: said('desk.twice') } : null
  return { person: null, action: said('desk.readBoth'), said: said('desk.two', { names: join(offers.map((one) => firstNameOf(one.byName))) }) }
}

/** Null while nothing more is known than the row itself says. */
export function askOf(row: RecordRow, detail: RecordDetail | null, join: (names: readonly string[]) => string): Ask | null {
  const action = said('desk.answer')
  switch (row.needsMe) {
    case 'answer': case 'accept again': return offerAsk(row, detail)
    case 'choose': return chooseAsk(detail, join)
    case 'answer question': {
      const asking = detail?.parties.find((party) => !party.you && party.stance === 'question')
      const person = asking ?? otherOf(row)
      if (!person) return null
      const name = firstNameOf(person.name)
      return { person, action, said: asking?.text ? said('desk.asks', { name, text: asking.text }) : said('desk.asksSomething', { name }) }
    }
    case 'acknowledge': {
      const claimed = detail?.parties.find((party) => !party.you && party.promise === 'claimed')
      const person = claimed ?? otherOf(row)
      if (!person) return null
      const name = firstNameOf(person.name)
      const text = detail?.timeline.findLast((entry) => entry.verb === 'fulfil' && entry.person === person.id)?.text
      return { person, action, said: text ? said('desk.claimsWith', { name, text }) : said('desk.claims', { name }) }
    }
    case null: return null
  }
}
