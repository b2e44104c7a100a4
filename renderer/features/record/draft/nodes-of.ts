// Blocks as the editor's nodes: what was read from Markdown goes into the document this way.
import type { Node, Schema } from '@tiptap/pm/model'
import type { Block, InlineText } from '../../../../shared/domain/record/words.ts'

export function nodesOf(blocks: readonly Block[], schema: Schema): Node[] {
  const make = (name: string, attrs: Record<string, unknown> | null, content: readonly Node[]): Node => schema.nodes[name]!.create(attrs, [...content])
  const inside = (words: readonly Block[]): Node[] => (words.length > 0 ? nodesOf(words, schema) : [make('paragraph', null, [])])
  return blocks.map((block): Node => {
    switch (block.type) {
      case 'paragraph': return make('paragraph', null, block.content.flatMap((run) => inline(run, schema)))
      case 'heading': return make('heading', { level: 3 }, block.content.flatMap((run) => inline(run, schema)))
      case 'bullets': return make('bulletList', null, block.items.map((item) => make('listItem', null, inside(item))))
      case 'numbers': return make('orderedList', null, block.items.map((item) => make('listItem', null, inside(item))))
      case 'checklist': return make('taskList', null, block.items.map(({ done, words }) => make('taskItem', { checked: done }, inside(words))))
      case 'table': return make('table', null, block.rows.map((row, at) => make('tableRow', null, row.map((cell) => make(block.head && at === 0 ? 'tableHeader' : 'tableCell', null, inside(cell.filter((one) => one.type !== 'table')))))))
      case 'image': return make('image', { hash: block.image, alt: block.alt, width: block.width, height: block.height }, [])
    }
  })
}

function inline({ text, marks = [], link, person, record }: InlineText, schema: Schema): Node[] {
  if (person !== undefined) return [schema.nodes['mention']!.create({ id: person, label: text })]
  if (record !== undefined) return [schema.nodes['recordLink']!.create({ id: record, label: text })]
  const looks = [...marks.map((mark) => schema.marks[mark]!.create()), ...(link === undefined ? [] : [schema.marks['link']!.create({ href: link })])]
  return text.split('\n').flatMap((line, at) => [...(at === 0 ? [] : [schema.nodes['hardBreak']!.create()]), ...(line === '' ? [] : [schema.text(line, looks)])])
}
