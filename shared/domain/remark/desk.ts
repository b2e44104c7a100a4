// [RE9] What people say to one person about a record, as it stands on that person's desk.
import type { PersonId } from '../../base/ids.ts'
import { BARE_NEED, type Need } from '../desk/facts.ts'
import { shownWording, type Remarks } from './fold.ts'

export const remarkNeeds = (of: Remarks, record: string, me: PersonId): readonly Need[] => of.remarks
  .filter((one) => one.takenBack === null && one.person !== me && one.waitsFor.includes(me))
  .map((one) => ({
    ...BARE_NEED, key: `${record}:remark:${one.id}`, kind: one.kind === 'question' ? 'asked' as const : 'mention' as const, by: one.person, people: [one.person],
    text: shownWording(one).text, act: one.id,
  }))
