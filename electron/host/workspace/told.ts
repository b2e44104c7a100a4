// What acts are called wherever they are told of, one by one: as in the history of their record, which has their words at hand.
import { isId, type TextHash } from '#shared/base/ids.ts'
import { parseTerms } from '#shared/domain/record/terms.ts'
import { toldType, type ActTold } from '#shared/domain/record/told.ts'

export type Told = (act: ActTold) => string

/** Of words that are here it is kept whether they were said aloud: a list that is drawn anew with each change reads none twice. */
export function toldBy(read: (hash: TextHash) => Uint8Array | null): Told {
  const spoken = new Map<TextHash, boolean>()
  const isSpoken = (hash: TextHash): boolean => {
    // A body may say anything.
    if (!isId(hash)) return false
    const known = spoken.get(hash)
    if (known !== undefined) return known
    const bytes = read(hash)
    const is = parseTerms(bytes)?.medium === 'verbal'
    // They may still come.
    if (bytes) spoken.set(hash, is)
    return is
  }
  return (act) => toldType(act, isSpoken)
}
