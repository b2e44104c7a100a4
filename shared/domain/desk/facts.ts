// What a concept tells the desk of one record, for one person. No clock is read here: what is dated carries its date,
// and the desk compares. People stand as ids, since names change.
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import type { CalendarDate } from '../../base/clock.ts'
import type { Way } from '../record/told.ts'

/** Why something needs a person. A concept that asks something new adds its word here and its group in `groups.ts`. */
export type NeedKind =
  | 'answer' | 'accept again' | 'instead' | 'choose' | 'acknowledge' | 'question' | 'review' | 'past date'
  | 'draft' | 'mention' | 'asked' | 'reminder'
  // `touched`: somebody says so of what was decided without knowing of them; they can be asked.
  | 'advise' | 'confirm' | 'answer advice' | 'decide' | 'advice over' | 'touched'
  | 'take on'
  // Of experiments; `learned`: somebody concluded one and names the person as who should know. It asks to be read, and nothing else.
  | 'stop rule' | 'reading' | 'conclude' | 'learned'
  // Of groups: to be let in, to pause or go on, to close, to facilitate, to swap turns; one's turn; the last day drawing near.
  | 'welcome' | 'agree' | 'closing' | 'facilitate' | 'swap' | 'turn' | 'sunset'

export interface Need {
  /** [DK1] The same on every machine; another one as soon as something else is asked. */
  readonly key: string
  readonly kind: NeedKind
  /** Who asks; null where it is nobody in particular. */
  readonly by: PersonId | null
  /** Everybody else it is between. */
  readonly people: readonly PersonId[]
  /** The revision it is about, its number, and the newest one before it that this person signed. */
  readonly revision: ActId | null
  readonly number: number | null
  readonly before: number | null
  /** Words said with it: a question, a claim. */
  readonly text: TextHash | null
  /** The act that asks: the place to open. */
  readonly act: ActId | null
  /** [DK2] Stands on the desk from this day on; null: at once. */
  readonly from: CalendarDate | null
  /** Until when it is, by its own words. */
  readonly day: CalendarDate | null
  /** [DK2] The last day on which it stands there; left out: until it is answered. */
  readonly last?: CalendarDate
  /** Hours a week it asks of the person. */
  readonly hours: number | null
  /** What a charter is for, by its own words, at most 300 characters; empty where they don't say; null of anything else. */
  readonly purpose: string | null
  /** How words that wait for an answer came to be here; null of anything else. */
  readonly way: Way | null
}

/** To be filled in. */
export const BARE_NEED = { by: null, people: [], revision: null, number: null, before: null, text: null, act: null, from: null, day: null, hours: null, purpose: null, way: null } as const

export type Side = 'mine' | 'to me' | 'between'

/** Something in force that somebody still has to do. */
export interface Promised {
  readonly side: Side
  /** The others it is with. */
  readonly people: readonly PersonId[]
  readonly due: CalendarDate | null
  readonly review: CalendarDate | null
  /** `claimed`: said to be done, and not yet acknowledged. */
  readonly state: 'open' | 'claimed'
}

/** Something with a day, as the week shows it. */
export interface Dated {
  readonly day: CalendarDate
  readonly kind: 'due' | 'review' | 'stone'
  /** A promise of this person, or one to them. */
  readonly side: 'mine' | 'to me'
  readonly people: readonly PersonId[]
  /** What it is, where that is not the record itself. */
  readonly title: string | null
  readonly state: 'open' | 'claimed' | 'reached' | 'moved'
  /** Where it moved to. */
  readonly to: CalendarDate | null
}

/** Hours a week that the person gives under words in force. */
export interface HoursGiven {
  readonly weekly: number
  readonly from: CalendarDate | null
  readonly until: CalendarDate | null
}

export interface DeskFacts {
  /** The person is one of those it is between: what happens there is news to them. */
  readonly mine: boolean
  /** Offered by this person, and others have not answered. */
  readonly waitsFor: readonly PersonId[]
  readonly needs: readonly Need[]
  readonly promised: readonly Promised[]
  readonly dated: readonly Dated[]
  readonly hours: readonly HoursGiven[]
}

export const NO_FACTS: DeskFacts = { mine: false, waitsFor: [], needs: [], promised: [], dated: [], hours: [] }

/** For whom, and what can be read here. */
export interface DeskContext {
  readonly me: PersonId
  readonly member: boolean
  /** Whether a person is a member of the workspace now; where left out, all are. */
  isHere?(person: PersonId): boolean
  text(hash: TextHash): Uint8Array | null
}
