// Pasted text keeps what a letter can hold, and nothing else: no scripts, no styles, no pictures from elsewhere. Styles are
// renamed before anything parses them, since the page's policy forbids them: attributes still tell of bold and italic, whole
// style sheets (the editor would apply them to a document of its own) tell of nothing and go.
import { Extension } from '@tiptap/core'
import { DOMParser, Fragment, Slice, type ParseOptions, type Schema, type TagParseRule } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { isAddress } from '../../../../shared/domain/record/words.ts'
import { looksLikeMarkdown, markdownBlocks } from './markdown.ts'
import { nodesOf } from './nodes-of.ts'

/** Beyond this, only the plain text is taken: parsing markup of this size would hold up the page for seconds. */
const MAX_HTML = 1_500_000
/** As long as a letter may be. */
const MAX_TEXT = 900_000

/** Inside tags only: a person may well write about `style=`. A sheet becomes an `xmp`, which parsers read to the same end. */
export const renameStyles = (html: string): string =>
  html.replace(/<(\/?)style(?=[\s/>])/gi, '<$1xmp').replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='))

export const looksBold = (style: string): boolean => /font-weight\s*:\s*(bold|[6-9]00)/i.test(style)
export const looksPlain = (style: string): boolean => /font-weight\s*:\s*(normal|400)/i.test(style)
export const looksItalic = (style: string): boolean => /font-style\s*:\s*(italic|oblique)/i.test(style)

class ClipboardParser extends DOMParser {
  override parseSlice(dom: Node, options?: ParseOptions): Slice {
    if (dom instanceof Element) tidy(dom)
    return super.parseSlice(dom, options)
  }
}

const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, figure, div, section, article, main'
/** Elements that say nothing by themselves. */
const WRAPS = 'div, section, article, main, b[data-style], span'

/** Words that stand loose between paragraphs become one: the parser would drop the spaces between their links and looks. */
function gatherLoose(root: Element): void {
  const isBlock = (node: Node): node is Element => node instanceof Element && (node.matches(BLOCKS) || node.querySelector(BLOCKS) !== null)
  const children = Array.from(root.childNodes)
  if (!children.some(isBlock)) return
  let line: Element | null = null
  for (const child of children) {
    if (isBlock(child)) {
      line = null
      if (child.matches(WRAPS)) gatherLoose(child)
    } else if (line) line.append(child)
    else if (child.nodeType !== Node.COMMENT_NODE && (child.textContent ?? '').trim() !== '') {
      line = document.createElement('p')
      child.before(line)
      line.append(child)
    }
  }
}

/** What other programs mean, in the elements that the schema reads. */
function tidy(root: Element): void {
  for (const gone of root.querySelectorAll('script, xmp, template, iframe, object, embed, svg, math, noscript, img:not([data-hash])')) gone.remove()
  // A table in a table is laid out, not meant: its rows stand as lines in the cell.
  for (const inner of root.querySelectorAll('table table')) {
    const lines = Array.from(inner.querySelectorAll('tr'), (row) => {
      const line = document.createElement('p')
      line.textContent = Array.from(row.children, (cell) => cell.textContent ?? '').join(' ').trim()
      return line
    })
    inner.replaceWith(...lines)
  }
  for (const box of root.querySelectorAll<HTMLInputElement>('li input[type="checkbox"]')) {
    const item = box.closest('li')!
    item.parentElement?.setAttribute('data-type', 'taskList')
    item.setAttribute('data-type', 'taskItem')
    item.setAttribute('data-checked', String(box.hasAttribute('checked')))
    box.remove()
  }
  gatherLoose(root)
}

function parserOf(schema: Schema): DOMParser {
  const when = (test: (style: string) => boolean) => (element: HTMLElement): null | false => (test(element.dataset['style'] ?? '') ? null : false)
  const rules: TagParseRule[] = [
    // Some programs wrap everything in a bold element that is not bold.
    { tag: 'b[data-style]', getAttrs: when(looksPlain), skip: true },
    { tag: 'span[data-style]', mark: 'bold', getAttrs: when(looksBold), consuming: false },
    { tag: 'span[data-style]', mark: 'italic', getAttrs: when(looksItalic), consuming: false },
    ...['h1', 'h2', 'h4', 'h5', 'h6'].map((tag) => ({ tag, node: 'heading', attrs: { level: 3 } })),
  ]
  return new ClipboardParser(schema, [...rules, ...DOMParser.fromSchema(schema).rules])
}

/** Plain text as a slice: Markdown where it is that, else a paragraph for each block of lines. */
export function sliceOfText(text: string, schema: Schema, plain: boolean): Slice {
  const kept = text.slice(0, MAX_TEXT).toWellFormed()
  if (!plain && isAddress(kept.trim())) {
    return new Slice(Fragment.from(schema.text(kept.trim(), [schema.marks['link']!.create({ href: kept.trim() })])), 0, 0)
  }
  const blocks = !plain && looksLikeMarkdown(kept) ? markdownBlocks(kept)
    : kept.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n\s*/).filter((part) => part.trim() !== '').map((part) => ({ type: 'paragraph' as const, content: [{ text: part }] }))
  const content = Fragment.from(nodesOf(blocks, schema))
  const open = (node: { readonly isTextblock: boolean } | null): number => (node?.isTextblock ? 1 : 0)
  return new Slice(content, open(content.firstChild), open(content.lastChild))
}

export const pasting = Extension.create({
  name: 'pasting',
  addProseMirrorPlugins() {
    const { schema } = this.editor
    return [new Plugin({
      props: {
        transformPastedHTML: renameStyles,
        clipboardParser: parserOf(schema),
        clipboardTextParser: (text, _context, plain) => sliceOfText(text, schema, plain),
        handlePaste: (view, event) => {
          const data = event.clipboardData
          if (!data || data.getData('text/html').length <= MAX_HTML) return false
          view.pasteText(data.getData('text/plain'))
          return true
        },
      },
    })]
  },
})
