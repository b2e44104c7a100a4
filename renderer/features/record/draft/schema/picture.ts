// A picture in the words: a hash, shown from bytes that travel with the draft.
import { Node } from '@tiptap/core'
import { isHex } from '../../../../../shared/base/bytes.ts'
import { imageUrl } from '../../images.ts'

export interface PictureOptions {
  /** Bytes of a picture by hash; null where they are not on this device. */
  find: (hash: string) => Promise<{ readonly bytes: string; readonly type: string } | null>
  missing: string
  label: string
}

const pixels = (value: unknown): number | null => (Number.isInteger(value) && (value as number) > 0 && (value as number) <= 10_000 ? (value as number) : null)
const altOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 1000) : '')

export const picture = Node.create<PictureOptions>({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addOptions: () => ({ find: () => Promise.resolve(null), missing: '', label: '' }),
  addAttributes: () => ({ hash: { default: '' }, alt: { default: '' }, width: { default: 1 }, height: { default: 1 } }),
  // Pictures of other pages are never fetched; one's own copy is known by its hash.
  parseHTML: () => [{
    tag: 'img[data-hash]',
    getAttrs: (element: HTMLElement) => {
      const hash = element.getAttribute('data-hash') ?? ''
      return isHex(hash, 32) ? { hash, alt: element.getAttribute('alt') ?? '', width: Number(element.getAttribute('width')) || 1, height: Number(element.getAttribute('height')) || 1 } : false
    },
  }],
  renderHTML: ({ node }) => ['img', { 'data-hash': String(node.attrs['hash']), alt: altOf(node.attrs['alt']), width: String(pixels(node.attrs['width']) ?? 1), height: String(pixels(node.attrs['height']) ?? 1) }],
  renderText: ({ node }) => altOf(node.attrs['alt']),
  addNodeView() {
    const { find, missing, label } = this.options
    return ({ node }) => {
      const dom = document.createElement('figure')
      dom.className = 'draft-picture'
      const image = document.createElement('img')
      let shown = node
      let url: string | null = null
      const describe = (): void => {
        image.alt = altOf(shown.attrs['alt']) || label
        const [width, height] = [pixels(shown.attrs['width']), pixels(shown.attrs['height'])]
        if (width && height) Object.assign(image, { width, height })
      }
      describe()
      void find(String(node.attrs['hash'])).catch(() => null).then((found) => {
        url = imageUrl(found)
        if (url) {
          image.src = url
          dom.append(image)
        } else dom.append(Object.assign(document.createElement('p'), { className: 'draft-picture-missing', textContent: missing }))
      })
      return {
        dom,
        update: (next) => {
          if (next.type !== node.type || next.attrs['hash'] !== node.attrs['hash']) return false
          shown = next
          describe()
          return true
        },
        destroy: () => { if (url) URL.revokeObjectURL(url) },
      }
    }
  },
})
