// Acts as they travel: their bytes, with such texts of theirs as are here and fit beside them.
import { readAct } from '#shared/acts/act.ts'
import type { Json } from '#shared/acts/canonical.ts'
import { MAX_PACKED_TEXTS, type PackedAct } from '#shared/acts/packed.ts'
import { isId, type ActId } from '#shared/base/ids.ts'
import type { LedgerRows } from './ledger-rows.ts'

/** Most bytes of texts that travel beside an act; a message must stay within what a link carries. */
const MAX_PACKED_TEXT_BYTES = 4 * 1024 * 1024

/** Those of them that count here, in the order given. */
export function packedFrom(rows: LedgerRows, ids: readonly ActId[]): PackedAct[] {
  const acts = rows.signed(ids).map(({ bytes, signature }) => ({ bytes, signature, names: textsNamedBy(readAct(bytes).body) }))
  const here = rows.texts(acts.flatMap(({ names }) => [...names]))
  return acts.map(({ bytes, signature, names }) => ({ bytes, signature, texts: fitting([...names].flatMap((name) => here.get(name) ?? [])) }))
}

/** As many as may travel beside one act. Whoever packs more than others read would keep all that travels in the same message from them. */
function fitting(texts: readonly Uint8Array[]): Uint8Array[] {
  const fit: Uint8Array[] = []
  let room = MAX_PACKED_TEXT_BYTES
  for (const text of texts) {
    if (text.length > room) continue
    room -= text.length
    if (fit.push(text) === MAX_PACKED_TEXTS) break
  }
  return fit
}

/** Every hash a body names: the texts that may travel and stand beside the act. */
export function textsNamedBy(body: Json): Set<string> {
  const named = new Set<string>()
  const walk = (value: Json): void => {
    if (typeof value === 'string') {
      if (isId(value)) named.add(value)
    } else if (Array.isArray(value)) value.forEach(walk)
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk)
  }
  walk(body)
  return named
}

/** Whether a body names this very text: `textsNamedBy` would gather all of them first. */
export function isNamedBy(value: Json, name: string): boolean {
  if (typeof value !== 'object' || value === null) return value === name
  return (Array.isArray(value) ? value as readonly Json[] : Object.values(value)).some((one) => isNamedBy(one, name))
}
