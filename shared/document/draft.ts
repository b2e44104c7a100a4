// A draft's own document: metadata in the map `meta`, structured lists in `fields` (draft-fields.ts), and one rich-text
// fragment for each margin voice. Freezing turns it into the sections that terms are made of; thawing does the reverse.
import type * as Y from 'yjs'
import { LIST_NAMES, type ListName } from '../domain/record/fields.ts'
import { isRecordKind, KINDS, type RecordKind } from '../domain/record/kinds.ts'
import type { Block, DraftMeta, Section } from '../domain/record/view.ts'
import { blocksOf, elementOf } from './draft-blocks.ts'
import { readFields, writeList } from './draft-fields.ts'

/** What decides which voices a draft has. */
export type Voiced = Pick<DraftMeta, 'kind' | 'gives'>

/** Fragment names in the order in which its words are signed. `promises:<person>` stands once for each who gives. */
export const fragmentNames = ({ kind, gives }: Voiced): string[] =>
  KINDS[kind].voices.flatMap((voice) => (voice === 'promises' ? gives.map((person) => `promises:${person}`) : voice))

const metaOf = (draft: Y.Doc): Y.Map<unknown> => draft.getMap('meta')

/** Where a draft comes from, beside what people edit. */
export interface DraftOrigin {
  readonly opener: string
  readonly nonce: string
  /** Milliseconds since 1970. */
  readonly openedAt: number
}

export function readOrigin(draft: Y.Doc): DraftOrigin | null {
  const [opener, nonce, openedAt] = ['opener', 'nonce', 'openedAt'].map((key) => metaOf(draft).get(key))
  if (typeof opener !== 'string' || typeof nonce !== 'string') return null
  return { opener, nonce, openedAt: typeof openedAt === 'number' ? openedAt : 0 }
}

/** Who does not go on with a draft, and since when (ms since 1970): null where that is not known. Nothing of it is taken away from anybody. */
export interface DraftAside {
  readonly by: string | null
  readonly at: number | null
}

/** Null where nobody put it aside. What an earlier version hid from everyone counts as put aside by somebody. */
export function readAside(draft: Y.Doc): DraftAside | null {
  const said = metaOf(draft).get('aside')
  if (typeof said === 'object' && said !== null && 'by' in said && 'at' in said) {
    return { by: typeof said.by === 'string' ? said.by : null, at: typeof said.at === 'number' ? said.at : null }
  }
  return metaOf(draft).get('discarded') === true ? { by: null, at: null } : null
}

export function writeAside(draft: Y.Doc, aside: DraftAside | null, origin: unknown): void {
  const meta = metaOf(draft)
  draft.transact(() => {
    if (aside) meta.set('aside', aside)
    else for (const key of ['aside', 'discarded']) if (meta.has(key)) meta.delete(key)
  }, origin)
}

/** Total: whatever a peer wrote into the map, what comes out has the right types. */
export function readMeta(draft: Y.Doc): DraftMeta {
  const meta = metaOf(draft)
  const text = (key: string): string | undefined => {
    const value = meta.get(key)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const ids = (key: string): string[] => {
    const value = meta.get(key)
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string').slice(0, 200) : []
  }
  const kind = text('kind')
  const witnesses = ids('witnesses')
  return {
    title: (text('title') ?? '').slice(0, 200),
    kind: isRecordKind(kind) ? kind : 'mutual',
    gives: ids('gives'),
    receives: ids('receives'),
    ...(witnesses.length > 0 && { witnesses }),
    ...readFields(draft),
  }
}

/** Writes only what differs, so that two people editing different fields keep both. */
export function writeMeta(draft: Y.Doc, next: Partial<DraftMeta> & Partial<DraftOrigin>, origin: unknown): void {
  const meta = metaOf(draft)
  draft.transact(() => {
    for (const [key, value] of Object.entries(next)) {
      if (LIST_NAMES.includes(key as ListName)) {
        writeList(draft, key as ListName, (value ?? []) as readonly { id: string }[], origin)
        continue
      }
      if (JSON.stringify(meta.get(key)) === JSON.stringify(value)) continue
      if (value === undefined) meta.delete(key)
      else meta.set(key, value)
    }
  }, origin)
}

/** Sections with words in them, in reading order. */
export function readSections(draft: Y.Doc, of: Voiced): Section[] {
  const sections: Section[] = []
  for (const name of fragmentNames(of)) {
    const words = blocksOf(draft.getXmlFragment(name))
    if (words.length === 0) continue
    const [voice, person] = name.split(':', 2) as [Section['voice'], string | undefined]
    sections.push(person === undefined ? { voice, words } : { voice, person, words })
  }
  return sections
}

/** Fills an empty draft from sections, for instance those of the revision it goes on from. */
export function writeSections(draft: Y.Doc, sections: readonly Section[], origin: unknown): void {
  draft.transact(() => {
    for (const section of sections) {
      const fragment = fragmentOf(draft, section)
      fragment.delete(0, fragment.length)
      fragment.insert(0, section.words.map(elementOf))
    }
  }, origin)
}

/** Adds to the end of each section and touches nothing that stands there. */
export function appendSections(draft: Y.Doc, sections: readonly Section[], origin: unknown): void {
  draft.transact(() => {
    for (const section of sections) {
      const fragment = fragmentOf(draft, section)
      fragment.insert(fragment.length, section.words.map(elementOf))
    }
  }, origin)
}

const fragmentOf = (draft: Y.Doc, { voice, person }: Section): Y.XmlFragment =>
  draft.getXmlFragment(person === undefined ? voice : `${voice}:${person}`)

/** Text that came without a voice, where that kind of record has its main words. */
export const plainSection = (kind: RecordKind, text: string): Section => ({ voice: KINDS[kind].main, words: plainBlocks(text) })

/** Paragraphs from plain text: a blank line parts them. */
export const plainBlocks = (text: string): Block[] =>
  text.split(/\n\s*\n/).map((part) => part.trim()).filter((part) => part !== '')
    .map((part) => ({ type: 'paragraph', content: [{ text: part }] }))
