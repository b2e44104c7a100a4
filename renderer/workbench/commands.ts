// One registry: menu, palette, keys, buttons and context menus call the same command.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { IconName } from '../ui/icons.ts'
import { useHost } from '../stores/host.ts'
import { byChord, keysFor, readKeys, withKey, withoutOwn, type OwnKeys } from './bindings.ts'
import { chordOf, isTyping } from './keys.ts'

/** What a command from a row's context menu is about: a kind of tab and its id. */
export interface About { readonly kind: string; readonly id: string }
/** The menu of the title bar, in this order. */
export const MENUS = ['begin', 'go', 'view', 'workspace'] as const

export interface Command {
  readonly id: string
  /** Key of its name in the locale. */
  readonly title: string
  readonly icon?: IconName
  /** Key of other words it is found by. */
  readonly also?: string
  /** What it would be done to, as that is called; null: nothing. */
  readonly of?: () => string | null
  /** As it comes; a person can change them. A second one where a browser tab owns the first. */
  readonly keys?: readonly string[]
  /** Shown beside it where it has none: the place it acts in listens to them itself. */
  readonly ownKeys?: string
  /** Where it stands in the menu; left out, only the palette and its key have it. */
  readonly menu?: (typeof MENUS)[number]
  /** Kinds of tab whose rows have it in their context menu; `run` is then told which. */
  readonly about?: readonly string[]
  /** Whether the menu of that row has it at all: what is never said of such a thing would stand there closed for ever. */
  readonly fits?: (about: About) => boolean
  /** Left out of the palette. */
  readonly hidden?: boolean
  /** Leads to a signature: never first in the palette, and opens the words first. */
  readonly signs?: boolean
  /** Why it can't be done now, as a key of the locale; null where it can. It stays in its place and says so. */
  readonly closed?: (about?: About) => string | null
  readonly run: (about?: About) => void
}

export const useCommands = defineStore('commands', () => {
  const registered = shallowRef<ReadonlyMap<string, Command>>(new Map())
  const all = computed(() => [...registered.value.values()])
  const host = useHost()
  /** What a person changed of the keys, kept for the device. */
  const own = shallowRef<OwnKeys>({})
  const byKeys = computed(() => byChord(all.value, own.value))
  host.whenBack(() => void host.call('app.kept', { key: 'keys' }).then(({ value }) => { own.value = readKeys(value) }).catch(() => {}))
  function setOwn(keys: OwnKeys): void {
    own.value = keys
    void host.call('app.keep', { key: 'keys', value: JSON.stringify(keys) }).catch(() => {})
  }
  const bind = (id: string, chord: string, beside = false): void => setOwn(withKey(all.value, own.value, id, chord, beside))
  /** One command, or all, as they came. */
  const reset = (id?: string): void => setOwn(id === undefined ? {} : withoutOwn(own.value, id))
  const unbind = (id: string): void => setOwn({ ...own.value, [id]: [] })

  /** Returns what takes them out again. For what only stands while a page is open; a feature's own are in its register.ts. */
  function register(commands: readonly Command[]): () => void {
    registered.value = new Map([...registered.value, ...commands.map((command) => [command.id, command] as const)])
    return () => {
      const left = new Map(registered.value)
      for (const command of commands) if (left.get(command.id) === command) left.delete(command.id)
      registered.value = left
    }
  }

  /** Does nothing where it is closed or not there. */
  function run(id: string, about?: About): void {
    const command = registered.value.get(id)
    if (command && (command.closed?.(about) ?? null) === null) command.run(about)
  }
  /** The keys a command has now, the first to be shown. */
  const allKeysOf = (id: string): readonly string[] => {
    const command = registered.value.get(id)
    return command ? keysFor(command, own.value) : []
  }
  const keysOf = (id: string): string | null => allKeysOf(id)[0] ?? null

  function onKey(event: KeyboardEvent): void {
    const chord = chordOf(event)
    const command = byKeys.value.get(chord)
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d/.test(event.key)
    if (!command || event.defaultPrevented || (plain && isTyping(event.target))) return
    event.preventDefault()
    run(command.id)
  }

  return { all, own, register, run, keysOf, allKeysOf, bind, unbind, reset, onKey }
})
