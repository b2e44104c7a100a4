import type { PersonId } from '../../base/ids.ts'
import type { Revision } from '../agreement/index.ts'

/** Whom a person's part is for: of a promise its receivers, of everything else all the others who are needed. */
export const receivers = (
  offer: Pick<Revision, 'people' | 'to'>, giver: PersonId,
): readonly PersonId[] => [...offer.people.filter((person) => person !== giver), ...offer.to]
