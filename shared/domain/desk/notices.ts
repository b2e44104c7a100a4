// [DK10] What a person is told of, when it first needs them.
import type { DeskNeed } from './desk.ts'

/** What the device remembers of one need; `key` is the need's. */
export interface NoticeMark {
  readonly key: string
  /** When it first stood on the desk here, in ms. */
  readonly arrived: number
  readonly told: number | null
  readonly seen: number | null
}

export interface TellAt {
  readonly marks: ReadonlyMap<string, NoticeMark>
  readonly quiet: boolean
  /** [DK11] The person is away there, or not to be interrupted. */
  readonly away: boolean
  /** Records that a window in front of the person shows now. */
  readonly shown: ReadonlySet<string>
}

/** `needs` are those on the desk: what is set aside is not among them. Shown ones count as seen and are not told. */
export function toTell(needs: readonly DeskNeed[], { marks, quiet, away, shown }: TellAt): { readonly tell: readonly DeskNeed[]; readonly seen: readonly string[] } {
  const fresh = needs.filter(({ key }) => {
    const mark = marks.get(key)
    return mark === undefined || (mark.told === null && mark.seen === null)
  })
  const seen = fresh.filter(({ record }) => record !== '' && shown.has(record)).map(({ key }) => key)
  return { seen, tell: quiet || away ? [] : fresh.filter(({ key }) => !seen.includes(key)) }
}
