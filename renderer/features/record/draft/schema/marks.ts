// What words carry beside bold and italic: an address, the thread of a comment, a suggestion.
import { Mark, type Attributes } from '@tiptap/core'
import { isAddress } from '../../../../../shared/domain/record/words.ts'
import { tintOf } from '../../../../ui/people.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Shown as a link and never followed while writing; the address stands in its title. */
export const link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: (): Attributes => ({ href: { default: '' } }),
  parseHTML: () => [{
    tag: 'a[href]',
    getAttrs: (element: HTMLElement) => {
      const href = (element.getAttribute('href') ?? '').trim()
      return isAddress(href) ? { href } : false
    },
  }],
  renderHTML: ({ mark }) => {
    const href = text(mark.attrs['href'])
    return isAddress(href) ? ['span', { class: 'draft-link', title: href, 'data-href': href }, 0] : ['span', 0]
  },
})

/** `excludes: ''`: several threads may stand on one word, and the mark survives splitting it. */
export const comment = Mark.create({
  name: 'comment',
  inclusive: false,
  excludes: '',
  addAttributes: (): Attributes => ({ id: { default: '' } }),
  parseHTML: () => [],
  renderHTML: ({ mark }) => ['span', { class: 'draft-comment', 'data-thread': text(mark.attrs['id']) }, 0],
})

/** Both may stand on one word: what one would add, another may want out again. */
const suggestion = (name: 'insertion' | 'deletion', tag: 'ins' | 'del') => Mark.create({
  name,
  inclusive: false,
  addAttributes: (): Attributes => ({ id: { default: '' }, person: { default: '' }, at: { default: 0 } }),
  parseHTML: () => [],
  renderHTML: ({ mark }) => [tag, { class: `suggested tint-${tintOf(text(mark.attrs['person']))}`, 'data-suggestion': text(mark.attrs['id']) }, 0],
})

export const insertion = suggestion('insertion', 'ins')
export const deletion = suggestion('deletion', 'del')
