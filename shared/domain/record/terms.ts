// The exact words that an offer stands for: canonical JSON, kept beside the act by hash. Made once, never again.
import { canonical, isCanonicalValue, MAX_DEPTH, type Json } from '../../acts/canonical.ts'
import { MAX_TEXT_BYTES } from '../../acts/act.ts'
import { fromUtf8, utf8 } from '../../base/bytes.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import { fieldWords } from './field-words.ts'
import { fieldsOfKind } from './fields-of-draft.ts'
import { fieldsIn } from './fields-schema.ts'
import { KINDS } from './kinds.ts'
import { terms, type CharterTerms, type Terms } from './terms-schema.ts'
import { imagesIn, plainText, type Block } from './words.ts'
import type { Section, TermsView } from './view.ts'

export type { CharterTerms, KindTerms, Terms } from './terms-schema.ts'

/** The bytes whose hash an offer names. Throws where the terms are not well formed: `signableBytes` says why instead. */
export function termsBytes(of: Terms): Uint8Array {
  const bytes = utf8(canonical(terms.parse(of) as unknown as Json))
  if (bytes.length > MAX_TEXT_BYTES) throw new RangeError('terms over 1 MiB')
  return bytes
}

/** What a draft holds when it is frozen. A charter's title is the workspace's name. */
export interface DraftedTerms extends TermsView {
  readonly parties: readonly { readonly person: string; readonly name: string }[]
}

/** From a draft to the bytes that are signed. */
export function encodeTerms(of: DraftedTerms): Result<Uint8Array> {
  const title = of.title.trim()
  if (title === '') return fail('terms.title', 'This has no title yet.', 'Give it a few words that the others will know it by.')
  // Depth first: what is nested without end would exhaust the schema.
  const sections = withoutUndefined(of.sections)
  if (!isCanonicalValue(sections)) return malformed('sections')
  const parsed = terms.safeParse(of.kind === 'charter'
    ? { format: 'parley/charter/1', kind: of.kind, title, name: title, sections, parties: of.parties, ...fieldsIn(fieldsOfKind(of.kind, of)) }
    : {
        format: KINDS[of.kind].format, kind: of.kind, title, sections, parties: of.parties, ...fieldsIn(of),
        ...(of.witnesses === undefined ? {} : { witnesses: of.witnesses }),
      })
  return parsed.success ? signableBytes(parsed.data) : malformed(parsed.error.issues[0]?.path.join('.') ?? '')
}

/** The bytes that are signed, or why these terms can not be: what people typed decides it, so nothing is thrown. */
export function signableBytes(of: Terms): Result<Uint8Array> {
  if (!isCanonicalValue(of)) return malformed('')
  const parsed = terms.safeParse(of)
  if (!parsed.success) return malformed(parsed.error.issues[0]?.path.join('.') ?? '')
  const bytes = utf8(canonical(parsed.data as unknown as Json))
  return bytes.length <= MAX_TEXT_BYTES ? ok(bytes)
    : fail('terms.too-long', 'These words take more than 1 MiB.', 'Shorten them, or keep the long part elsewhere and name it here.')
}

/** A draft may hold optional fields that are there and undefined; what is signed has no such thing. */
function withoutUndefined(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => withoutUndefined(item, depth + 1))
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)
    .map(([key, item]) => [key, withoutUndefined(item, depth + 1)]))
}

const malformed = (where: string): Result<never> =>
  fail('terms.malformed', 'These words can not be put into a letter as they are.', 'Take out what was pasted last and try again.', { where })

/** Total: null on anything but canonical terms of a known format, whatever the bytes. */
export function readTerms(bytes: Uint8Array | null): Terms | null {
  if (!bytes || bytes.length > MAX_TEXT_BYTES) return null
  try {
    const text = fromUtf8(bytes)
    const value: unknown = JSON.parse(text)
    if (!isCanonicalValue(value) || canonical(value) !== text) return null
    const parsed = terms.safeParse(value)
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Terms that were read, by their bytes: row, desk, hours and changes of one record all look at the same ones. */
const views = new WeakMap<Uint8Array, TermsView | null>()

/** `readTerms`, as a page draws them. The bytes are not to be changed. */
export function parseTerms(bytes: Uint8Array | null): TermsView | null {
  if (!bytes) return null
  const known = views.get(bytes)
  if (known !== undefined) return known
  const read = readTerms(bytes)
  const view = read && termsView(read)
  views.set(bytes, view)
  return view
}

/** What a page draws of terms. */
export function termsView(of: Terms): TermsView {
  if (of.kind === 'charter') {
    return { title: of.title, kind: of.kind, sections: charterSections(of), ...fieldsIn(of) }
  }
  return {
    title: of.title, kind: of.kind, sections: of.sections, parties: of.parties, ...fieldsIn(of),
    ...(of.witnesses === undefined ? {} : { witnesses: of.witnesses }),
  }
}

function charterSections(of: CharterTerms): Section[] {
  const lines = [
    of.adviceRule,
    of.removalShare === undefined ? undefined : `Asking someone to leave needs ${of.removalShare} % of the others.`,
  ].filter((text) => text !== undefined)
  return [
    ...(of.purpose === undefined ? [] : [{ voice: 'why' as const, words: paragraphs(of.purpose) }]),
    ...(lines.length === 0 ? [] : [{ voice: 'words' as const, words: lines.flatMap(paragraphs) }]),
    ...(of.sections ?? []) as readonly Section[],
  ]
}

/** Plain text as blocks: one paragraph a line, empty lines left out. */
export const paragraphs = (text: string): Block[] => text.split('\n').filter((one) => one.trim() !== '')
  .map((one) => ({ type: 'paragraph', content: [{ text: one }] }))

/** All words of the terms, for search. */
export function termsWords(view: TermsView): string {
  return [view.title, ...view.sections.map((each) => plainText(each.words)), ...fieldWords(view)].join('\n')
}

/** Hashes of the images that these words show. */
export const termsImages = (view: TermsView): string[] => imagesIn(view.sections.flatMap((each) => each.words))
