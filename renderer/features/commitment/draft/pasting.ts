// Pasted text keeps its paragraphs, lists, bold and italic, and nothing else. Style attributes are renamed before anything
// parses them: the page's policy forbids them, and they tell of bold and italic only.
import { Extension } from '@tiptap/core'
import { DOMParser, type Schema, type TagParseRule } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

/** Inside tags only: a person may well write about `style=`. */
export const renameStyles = (html: string): string =>
  html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='))

export const looksBold = (style: string): boolean => /font-weight\s*:\s*(bold|[6-9]00)/i.test(style)
export const looksPlain = (style: string): boolean => /font-weight\s*:\s*(normal|400)/i.test(style)
export const looksItalic = (style: string): boolean => /font-style\s*:\s*(italic|oblique)/i.test(style)

function parserOf(schema: Schema): DOMParser {
  const when = (test: (style: string) => boolean) => (element: HTMLElement): null | false => (test(element.dataset['style'] ?? '') ? null : false)
  const rules: TagParseRule[] = [
    // Some programs wrap everything in a bold element that is not bold.
    { tag: 'b[data-style]', getAttrs: when(looksPlain), skip: true },
    { tag: 'span[data-style]', mark: 'bold', getAttrs: when(looksBold), consuming: false },
    { tag: 'span[data-style]', mark: 'italic', getAttrs: when(looksItalic), consuming: false },
  ]
  return new DOMParser(schema, [...rules, ...DOMParser.fromSchema(schema).rules])
}

export const pasting = Extension.create({
  name: 'pasting',
  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: renameStyles, clipboardParser: parserOf(this.editor.schema) } })]
  },
})
