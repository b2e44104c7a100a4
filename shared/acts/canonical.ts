// Canonical JSON (RFC 8785, the JSON Canonicalization Scheme), for the values that acts may hold.
// Own code, because what is signed must be exactly known: acts hold no fractions, so number formatting, the only hard
// part of the scheme, is out of reach of a difference between runtimes.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Deepest nesting a canonical value may have. */
export const MAX_DEPTH = 32

/**
 * Whether a parsed JSON value may be part of an act: safe integers, well-formed text, bounded depth. No key may be
 * `__proto__`: some readers of JSON drop it, others obey it, and an act must be the same for all.
 */
export function isCanonicalValue(value: unknown, depth = 0): value is Json {
  if (depth > MAX_DEPTH) return false
  switch (typeof value) {
    case 'boolean': return true
    case 'string': return value.isWellFormed()
    case 'number': return Number.isSafeInteger(value) && !Object.is(value, -0)
    case 'object': {
      if (value === null) return true
      if (Array.isArray(value)) return value.every((item) => isCanonicalValue(item, depth + 1))
      const record = value as Readonly<Record<string, unknown>>
      return Object.keys(record).every((key) => isCanonicalKey(key) && isCanonicalValue(record[key], depth + 1))
    }
    default: return false
  }
}

const isCanonicalKey = (key: string): boolean => key !== '__proto__' && key.isWellFormed()

/** The canonical text. Keys in order of their UTF-16 code units, no white space. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const record = value as { readonly [key: string]: Json }
    const members = Object.keys(record).sort().map((key) => `${JSON.stringify(key)}:${canonical(record[key]!)}`)
    return `{${members.join(',')}}`
  }
  if (!isCanonicalValue(value)) throw new TypeError('not a canonical value')
  return JSON.stringify(value)
}

/** Whether `text`, which was parsed to `value`, is its canonical text. The usual case is settled by the runtime's own writer. */
export const isCanonicalText = (text: string, value: Json): boolean =>
  (hasSortedKeys(value) && JSON.stringify(value) === text) || canonical(value) === text

function hasSortedKeys(value: Json): boolean {
  if (value === null || typeof value !== 'object') return true
  if (Array.isArray(value)) return value.every(hasSortedKeys)
  let last: string | null = null
  for (const key of Object.keys(value)) {
    if ((last !== null && key <= last) || !hasSortedKeys((value as { readonly [key: string]: Json })[key]!)) return false
    last = key
  }
  return true
}
