// `/` asks for a block, `@` for a person, `#` or `[[` for a record: what stands between the sign and the caret narrows it down.
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'

export type TriggerKind = 'block' | 'person' | 'record'
export interface Asked {
  readonly kind: TriggerKind
  readonly query: string
  /** From the sign to the caret. */
  readonly from: number
  readonly to: number
}

const SIGNS: Readonly<Record<string, TriggerKind>> = { '/': 'block', '@': 'person', '#': 'record', '[[': 'record' }
const ASKED = /(?:^|[\s(])(\/|@|#|\[\[)([\p{L}\p{N}\p{M}'’ -]{0,40})$/u

/** Null where nothing is asked for: a space right after the sign, or two words that nobody is called, end it. */
export function askedIn(before: string): { readonly kind: TriggerKind; readonly query: string; readonly length: number } | null {
  const found = ASKED.exec(before)
  if (!found) return null
  const [, sign = '', query = ''] = found
  if (query.startsWith(' ') || (query.split(' ').length > (sign === '/' ? 1 : 4))) return null
  return { kind: SIGNS[sign]!, query, length: sign.length + query.length }
}

function askedAt(state: EditorState): Asked | null {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock) return null
  const found = askedIn($from.parent.textBetween(Math.max(0, $from.parentOffset - 80), $from.parentOffset, undefined, '\ufffc'))
  return found && { kind: found.kind, query: found.query, from: $from.pos - found.length, to: $from.pos }
}

interface State { readonly asked: Asked | null; /** Where a menu was put away: it stays away as long as this sign stands. */ readonly dismissed: number | null }

const key = new PluginKey<State>('triggers')

export interface TriggerListener {
  /** `rect` is where the sign stands, in the viewport. */
  asked(asked: Asked | null, rect: { readonly left: number; readonly bottom: number; readonly top: number } | null): void
  /** True where the key was for the menu. */
  key(event: KeyboardEvent): boolean
}

export const dismissTrigger = (state: EditorState) => state.tr.setMeta(key, 'dismiss')

export const triggers = (listener: TriggerListener) => Extension.create({
  name: 'triggers',
  priority: 950,
  addProseMirrorPlugins: () => [new Plugin<State>({
    key,
    state: {
      init: () => ({ asked: null, dismissed: null }),
      apply(tr, was, _, state) {
        const dismissed = tr.getMeta(key) === 'dismiss' ? (was.asked?.from ?? null) : was.dismissed === null ? null : tr.mapping.map(was.dismissed)
        // Only typing opens it: a caret that comes by does not.
        const asked = tr.docChanged || was.asked ? askedAt(state) : null
        return asked ? { asked: dismissed === asked.from ? null : asked, dismissed } : { asked: null, dismissed: tr.docChanged ? null : dismissed }
      },
    },
    props: {
      handleKeyDown: (view, event) => Boolean(key.getState(view.state)?.asked) && listener.key(event),
      handleDOMEvents: { blur: (view) => { if (key.getState(view.state)?.asked) listener.asked(null, null) } },
    },
    view: () => ({
      update: (view, before) => {
        const [now, was] = [key.getState(view.state)?.asked ?? null, key.getState(before)?.asked ?? null]
        if (now === was) return
        if (!now || !view.hasFocus()) return listener.asked(null, null)
        const { left, bottom, top } = view.coordsAtPos(now.from)
        listener.asked(now, { left, bottom, top })
      },
      destroy: () => listener.asked(null, null),
    }),
  })],
})
