// Random words of a letter, of every kind of block, as they come out of freezing; and random rich text as no editor would write it.
import fc from 'fast-check'
import * as Y from 'yjs'
import type { Block, InlineText } from '#shared/domain/record/view.ts'

const id = fc.constantFrom('a'.repeat(64), 'b'.repeat(64))
const words = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '😀', '<', '"', '&', 'ש'), minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== '')
const marks = fc.constantFrom(['bold'] as const, ['italic'] as const, ['bold', 'italic'] as const)

const run: fc.Arbitrary<InlineText> = fc.oneof(
  words.map((text) => ({ text })),
  fc.tuple(words, marks).map(([text, look]) => ({ text, marks: [...look] })),
  fc.tuple(words, fc.constantFrom('https://example.org/a?b=c', 'mailto:ada@example.org')).map(([text, link]) => ({ text, link })),
  fc.tuple(words, id).map(([text, person]) => ({ text, person })),
  fc.tuple(words, id).map(([text, record]) => ({ text, record })),
)
const look = (one: InlineText): string => `${(one.marks ?? []).join()} ${one.link ?? ''}`
const named = (one: InlineText): boolean => one.person !== undefined || one.record !== undefined
/** Neighbours of the same look are one run: that is what freezing makes of them. */
const runs = fc.array(run, { minLength: 1, maxLength: 3 }).filter((all) => all.every((one, i) => i === 0 || named(one) || named(all[i - 1]!) || look(one) !== look(all[i - 1]!)))

const paragraph: fc.Arbitrary<Block> = fc.tuple(fc.constantFrom('paragraph' as const, 'heading' as const), runs).map(([type, content]) => ({ type, content }))
const image: fc.Arbitrary<Block> = fc.record({ type: fc.constant('image' as const), image: id, alt: fc.constantFrom('', 'A loaf'), width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 900 }) })
const plain = fc.array(paragraph, { minLength: 1, maxLength: 2 })
const table: fc.Arbitrary<Block> = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).chain(([head, rows, columns]) =>
  fc.array(fc.array(plain, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }).map((all) => ({ type: 'table' as const, head, rows: all })))

export const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: image }, { weight: 2, arbitrary: table },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('bullets' as const, 'numbers' as const), fc.array(plain, { minLength: 1, maxLength: 3 })).map(([type, items]) => ({ type, items })) },
  { weight: 2, arbitrary: fc.array(fc.record({ done: fc.boolean(), words: plain }), { minLength: 1, maxLength: 3 }).map((items) => ({ type: 'checklist' as const, items })) },
)

const NAMES = [
  'paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'taskList', 'taskItem', 'table', 'tableRow', 'tableCell', 'tableHeader', 'image', 'hardBreak', 'mention', 'recordLink', 'script', '__proto__',
]
const odd = fc.oneof(fc.string({ maxLength: 5 }), fc.double(), fc.boolean(), fc.constant(null), fc.constant('a'.repeat(64)), fc.constant(1e9), fc.dictionary(fc.constantFrom('href', 'id', 'x'), fc.string({ maxLength: 6 }), { noNullPrototype: true }), fc.constant({ href: 'javascript:alert(1)' }))
const attributes = fc.dictionary(fc.constantFrom('hash', 'alt', 'width', 'height', 'level', 'checked', 'id', 'label', 'colspan', 'rowspan', 'colwidth', 'style', 'start'), odd, { noNullPrototype: true })
const formats = fc.dictionary(fc.constantFrom('bold', 'italic', 'link', 'insertion', 'deletion', 'comment--abc', 'comment', 'evil', 'ychange'), odd, { noNullPrototype: true })

type Wild = { readonly text: string; readonly formats: Record<string, unknown> } | { readonly name: string; readonly attributes: Record<string, unknown>; readonly children: readonly Wild[] } | { readonly map: true } | { readonly embed: unknown }

const wild: fc.Arbitrary<Wild> = fc.letrec<{ node: Wild }>((tie) => ({
  node: fc.oneof({ maxDepth: 5, depthSize: 'small' },
    fc.record({ text: fc.string({ unit: fc.constantFrom('a', ' ', '\ud83d', '\u200b', '\n', 'é'), maxLength: 6 }), formats }),
    fc.record({ embed: odd }), fc.constant({ map: true as const }),
    fc.record({ name: fc.constantFrom(...NAMES), attributes, children: fc.array(tie('node'), { maxLength: 4 }) })),
})).node
export const wildNodes = fc.array(wild, { maxLength: 6 })

/** What nobody's editor writes, and any peer may. */
export function put(parent: Y.XmlFragment, nodes: readonly Wild[]): void {
  for (const node of nodes) {
    if ('text' in node) {
      const text = new Y.XmlText()
      parent.insert(parent.length, [text])
      if (node.text !== '') text.insert(0, node.text, node.formats)
    } else if ('embed' in node) {
      const text = new Y.XmlText()
      parent.insert(parent.length, [text])
      text.insertEmbed(0, { value: node.embed })
    } else if ('map' in node) parent.insert(parent.length, [new Y.Map() as unknown as Y.XmlElement])
    else {
      const element = new Y.XmlElement(node.name)
      parent.insert(parent.length, [element])
      for (const [key, value] of Object.entries(node.attributes)) element.setAttribute(key, value as string)
      put(element, node.children)
    }
  }
}
