// People and records that the words name. Their attributes may come from anybody, so each is made text before it is shown.
import { mergeAttributes, Node } from '@tiptap/core'
import { tintOf } from '../../../../ui/people.ts'

const attributes = () => ({ id: { default: '' }, label: { default: '' } })
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '')

const inline = { group: 'inline', inline: true, atom: true, selectable: true, addAttributes: attributes } as const

/** A data attribute of one's own copy; what other programs put there is not read. */
const read = (kind: string) => () => [{
  tag: `span[data-${kind}]`,
  getAttrs: (element: HTMLElement) => {
    const id = element.getAttribute(`data-${kind}`) ?? ''
    const label = (element.textContent ?? '').replace(/^@/, '').trim()
    return /^[0-9a-f]{64}$/.test(id) && label !== '' ? { id, label } : false
  },
}]

export const mention = Node.create({
  name: 'mention',
  ...inline,
  parseHTML: read('person'),
  renderHTML: ({ node, HTMLAttributes: _ }) => ['span', mergeAttributes({ class: `draft-person tint-${tintOf(text(node.attrs['id']))}`, 'data-person': text(node.attrs['id']) }), text(node.attrs['label'])],
  renderText: ({ node }) => text(node.attrs['label']),
})

export const recordLink = Node.create({
  name: 'recordLink',
  ...inline,
  parseHTML: read('record'),
  renderHTML: ({ node }) => ['span', { class: 'draft-record', 'data-record': text(node.attrs['id']) }, text(node.attrs['label'])],
  renderText: ({ node }) => text(node.attrs['label']),
})
