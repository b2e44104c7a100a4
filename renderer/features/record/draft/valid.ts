// The editor's binding deletes what does not fit its schema, together with all that stands in it: a peer that puts a table
// into my paragraph, or a format nobody knows on my words, would have my own page delete them for everybody. So what does
// not fit is taken out here, as narrowly as possible, before the binding sees it: of a foreign element the element, of a
// foreign format the format. Taking out is the same whoever does it, so it does not matter that every page does.
import type { ContentMatch, NodeType, Schema } from '@tiptap/pm/model'
import * as Y from 'yjs'

/** Deeper than anybody writes, and far from where drawing it would exhaust the stack. */
const MAX_DEPTH = 32
/** `name` or `name--hash`: marks that may overlap themselves carry a hash. */
const markName = (key: string): string => key.replace(/--[a-zA-Z0-9+/=]{8}$/, '')

const NEEDS: Readonly<Record<string, readonly string[]>> = { link: ['href'], comment: ['id'], insertion: ['id', 'person'], deletion: ['id', 'person'] }

const REPAIR = Symbol('repair')

/** Keeps a field valid until what is returned is called. */
export function keepValid(doc: Y.Doc, field: string, schema: Schema): () => void {
  const root = doc.getXmlFragment(field)
  const repair = new Repair(schema)
  doc.transact(() => repair.children(root, schema.topNodeType, 0), REPAIR)
  // Inside the transaction's end and before anybody observes it.
  const check = (transaction: Y.Transaction): void => {
    if (transaction.origin === REPAIR) return
    const touched = [...transaction.changed.keys()].filter((type) => isIn(type, root))
    if (touched.length > 0) doc.transact(() => { for (const type of touched) repair.touched(type as unknown, root) }, REPAIR)
  }
  doc.on('beforeObserverCalls', check)
  return () => doc.off('beforeObserverCalls', check)
}

function isIn(type: unknown, root: Y.XmlFragment): boolean {
  for (let at: unknown = type, steps = 0; at && steps < 100_000; at = (at as { readonly parent: unknown }).parent, steps++) if (at === root) return true
  return false
}

const depthOf = (type: Y.XmlFragment | Y.XmlText, root: Y.XmlFragment): number => {
  let depth = 0
  for (let at: unknown = type; at && at !== root && depth <= MAX_DEPTH; at = (at as { readonly parent: unknown }).parent) depth++
  return depth
}

class Repair {
  readonly #schema: Schema
  constructor(schema: Schema) {
    this.#schema = schema
  }

  touched(type: unknown, root: Y.XmlFragment): void {
    if (type === root) return void this.children(root, this.#schema.topNodeType, 0)
    if (type instanceof Y.XmlText) {
      const parent = type.parent instanceof Y.XmlElement ? this.#schema.nodes[type.parent.nodeName] : undefined
      if (parent && !deleted(type)) this.#text(type, parent)
      return
    }
    const node = type instanceof Y.XmlElement && !deleted(type) ? this.#schema.nodes[type.nodeName] : undefined
    if (!node || this.children(type as Y.XmlElement, node, depthOf(type as Y.XmlElement, root))) return
    // Nothing is left in a box that must hold something: then it goes too, and perhaps the one it stands in.
    this.touched((type as Y.XmlElement).parent, root)
  }

  /** Takes out the children that may not stand in here, and what may not stand in those that may; whether enough is left. */
  children(parent: Y.XmlFragment, type: NodeType, depth: number): boolean {
    let match: ContentMatch = type.contentMatch
    let at = 0
    for (const child of parent.toArray() as unknown[]) {
      const next = depth < MAX_DEPTH ? this.#fits(child, type, match) : null
      if (!next || !this.#holds(child, type, depth)) {
        parent.delete(at, 1)
        continue
      }
      match = next
      at++
    }
    return match.validEnd
  }

  #holds(child: unknown, parent: NodeType, depth: number): boolean {
    if (!(child instanceof Y.XmlText)) return this.children(child as Y.XmlElement, this.#schema.nodes[(child as Y.XmlElement).nodeName]!, depth + 1)
    this.#text(child, parent)
    return true
  }

  #fits(child: unknown, parent: NodeType, match: ContentMatch): ContentMatch | null {
    if (child instanceof Y.XmlText) return parent.inlineContent ? match.matchType(this.#schema.nodes['text']!) : null
    if (!(child instanceof Y.XmlElement) || child instanceof Y.XmlHook) return null
    const type = Object.hasOwn(this.#schema.nodes, child.nodeName) ? this.#schema.nodes[child.nodeName]! : null
    return type && !type.isText ? match.matchType(type) : null
  }

  #text(text: Y.XmlText, parent: NodeType): void {
    let at = 0
    for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
      if (typeof insert !== 'string') {
        text.delete(at, 1)
        continue
      }
      const foreign = Object.entries(attributes ?? {}).filter(([key, value]) => !this.#isMark(key, value, parent)).map(([key]) => [key, null])
      if (foreign.length > 0) text.format(at, insert.length, Object.fromEntries(foreign) as Record<string, null>)
      at += insert.length
    }
  }

  #isMark(key: string, value: unknown, parent: NodeType): boolean {
    const name = markName(key)
    const type = Object.hasOwn(this.#schema.marks, name) ? this.#schema.marks[name] : undefined
    if (!type || !parent.allowsMarkType(type)) return false
    // A mark that may not overlap itself has no hash in its name.
    if ((name !== key) !== !type.excludes(type)) return false
    return (NEEDS[name] ?? []).every((need) => typeof (value as Record<string, unknown> | null)?.[need] === 'string')
  }
}

const deleted = (type: unknown): boolean => (type as { _item: { deleted: boolean } | null })._item?.deleted ?? false
