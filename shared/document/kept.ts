// What a copy of a draft holds that the draft does not: text that was typed and never reached those who rebuilt it.
import * as Y from 'yjs'
import { appendSections, readMeta, readSections } from './draft.ts'
import type { Section } from '../domain/record/view.ts'
import { plainText, type Block } from '../domain/record/words.ts'

const merged = (first: Uint8Array, then: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, first)
  Y.applyUpdate(doc, then)
  return doc
}

const sectionsOf = (draft: Y.Doc): Section[] => readSections(draft, readMeta(draft))

const lineOf = (block: Block): string => plainText([block])

const placeOf = (section: Section): string => `${section.voice}:${section.person ?? ''}`

/** Blocks of `copy`, by section, whose words stand nowhere in the same section of `draft`. */
function lacking(copy: Y.Doc, draft: Y.Doc): Section[] {
  const there = new Map(sectionsOf(draft).map((section) => [placeOf(section), new Set(section.words.map(lineOf))]))
  return sectionsOf(copy).flatMap((section) => {
    const words = section.words.filter((block) => !there.get(placeOf(section))?.has(lineOf(block)))
    return words.length > 0 ? [{ ...section, words }] : []
  })
}

/**
 * Text of a kept copy that the draft lacks, in plain words, a blank line between paragraphs; '' where it lacks nothing.
 * All that was done to the draft since is done to the copy first: what others changed or took out is not missed.
 */
export function textLacking(copy: Uint8Array, draft: Y.Doc): string {
  const [now, since] = [draft, merged(copy, Y.encodeStateAsUpdate(draft))]
  const text = lacking(since, now).flatMap((section) => section.words.map(lineOf)).join('\n\n')
  since.destroy()
  return text
}

/** Puts the copy's text back: in its place where the two still fit together, else at the end of its section. */
export function putBack(copy: Uint8Array, draft: Y.Doc): void {
  const since = merged(copy, Y.encodeStateAsUpdate(draft))
  Y.applyUpdate(draft, copy)
  const still = lacking(since, draft)
  since.destroy()
  if (still.length > 0) appendSections(draft, still, null)
}
