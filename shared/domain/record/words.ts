// What people write in a letter: the blocks that frozen terms are made of, and the same as plain text.
//
// A block model grows by optional fields and new types only: the bytes of older terms stay what they were.
import { z } from 'zod'
import { isHex } from '../../base/bytes.ts'

export type InlineMark = 'bold' | 'italic'

/** A run of text. At most one of `link`, `person` and `record` is set; the text is what was written, whatever they name. */
export interface InlineText {
  readonly text: string
  readonly marks?: readonly InlineMark[]
  /** An address, http, https or mailto. Shown beside its text and never fetched. */
  readonly link?: string
  /** Who is mentioned. */
  readonly person?: string
  /** Which record is meant. */
  readonly record?: string
}

export interface ChecklistItem {
  readonly done: boolean
  readonly words: readonly Block[]
}

export type Block =
  | { readonly type: 'paragraph' | 'heading'; readonly content: readonly InlineText[] }
  | { readonly type: 'bullets' | 'numbers'; readonly items: readonly (readonly Block[])[] }
  | { readonly type: 'checklist'; readonly items: readonly ChecklistItem[] }
  /** Rows of cells, each as long as the first. */
  | { readonly type: 'table'; readonly head: boolean; readonly rows: readonly (readonly (readonly Block[])[])[] }
  | ImageBlock

export interface ImageBlock {
  readonly type: 'image'
  /** Hash of the bytes: they stand beside the act like any text. */
  readonly image: string
  /** What is to be seen on it, in words. */
  readonly alt: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

export const WORD_CAPS = { rows: 500, columns: 30, address: 2000, name: 200, alt: 1000, pixels: 10_000, images: 40 } as const

const ref = z.string().refine((text) => isHex(text, 32), 'an id')

/** Whether an address may be shown as one. Anything that a program could be made to run is not. */
export const isAddress = (text: string): boolean =>
  text.length <= WORD_CAPS.address && text.isWellFormed() && /^(https?:\/\/[^\s<>"\\\p{C}]+|mailto:[^\s<>"\\\p{C}]+@[^\s<>"\\\p{C}]+)$/iu.test(text)

const inline = z.strictObject({
  text: z.string(),
  marks: z.array(z.enum(['bold', 'italic'])).max(2).optional(),
  link: z.string().refine(isAddress, 'an address').optional(),
  person: ref.optional(),
  record: ref.optional(),
}).refine((run) => [run.link, run.person, run.record].filter((one) => one !== undefined).length <= 1, 'one meaning at most')

const pixels = z.int().min(1).max(WORD_CAPS.pixels)

export const block: z.ZodType<Block> = z.lazy(() => z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['paragraph', 'heading']), content: z.array(inline) }),
  z.strictObject({ type: z.enum(['bullets', 'numbers']), items: z.array(z.array(block)) }),
  z.strictObject({ type: z.literal('checklist'), items: z.array(z.strictObject({ done: z.boolean(), words: z.array(block) })) }),
  z.strictObject({
    type: z.literal('table'), head: z.boolean(),
    rows: z.array(z.array(z.array(block)).min(1).max(WORD_CAPS.columns)).min(1).max(WORD_CAPS.rows),
  }).refine(({ rows }) => rows.every((row) => row.length === rows[0]!.length), 'rows of one length'),
  z.strictObject({ type: z.literal('image'), image: ref, alt: z.string().max(WORD_CAPS.alt), width: pixels, height: pixels }),
])) as z.ZodType<Block>

/** What one run says: an address stands beside its text, unless the text is that address. */
export const runText = (run: InlineText): string =>
  run.link === undefined || run.link === run.text.trim() || run.link === `mailto:${run.text.trim()}` ? run.text : `${run.text} <${run.link}>`

const lineText = (content: readonly InlineText[]): string => content.map(runText).join('')

/** Blocks as plain text, a line for each paragraph and row: for search, diffs by line, and those who read in a terminal. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map((one) => {
    switch (one.type) {
      case 'paragraph': case 'heading': return lineText(one.content)
      case 'bullets': case 'numbers': return one.items.map(plainText).join('\n')
      case 'checklist': return one.items.map(({ done, words }) => `${done ? '[x]' : '[ ]'} ${plainText(words)}`).join('\n')
      case 'table': return one.rows.map((row) => row.map((cell) => plainText(cell).replaceAll('\n', ' ')).join(' | ')).join('\n')
      case 'image': return one.alt
    }
  }).join('\n')
}

/** Hashes of all images in the blocks, each once, in reading order. */
export function imagesIn(blocks: readonly Block[]): string[] {
  return [...new Set(blocks.flatMap((one): string[] => {
    switch (one.type) {
      case 'paragraph': case 'heading': return []
      case 'bullets': case 'numbers': return one.items.flatMap((item) => imagesIn(item))
      case 'checklist': return one.items.flatMap((item) => imagesIn(item.words))
      case 'table': return one.rows.flat().flatMap((cell) => imagesIn(cell))
      case 'image': return [one.image]
    }
  }))]
}

/** Who is mentioned, each once. */
export const peopleIn = (blocks: readonly Block[]): string[] => [...new Set(runsIn(blocks).flatMap((run) => run.person ?? []))]

/** Which records are named, each once. */
export const recordsIn = (blocks: readonly Block[]): string[] => [...new Set(runsIn(blocks).flatMap((run) => run.record ?? []))]

function runsIn(blocks: readonly Block[]): InlineText[] {
  return blocks.flatMap((one): InlineText[] => {
    switch (one.type) {
      case 'paragraph': case 'heading': return [...one.content]
      case 'bullets': case 'numbers': return one.items.flatMap((item) => runsIn(item))
      case 'checklist': return one.items.flatMap((item) => runsIn(item.words))
      case 'table': return one.rows.flat().flatMap((cell) => runsIn(cell))
      case 'image': return []
    }
  })
}
