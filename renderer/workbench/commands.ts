// One registry: buttons, keys and the palette call the same command.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { IconName } from '../ui/icons.ts'
import { chordOf, isTyping } from './keys.ts'

export interface Command {
  readonly id: string
  /** Key of its name in the locale. */
  readonly title: string
  readonly icon?: IconName
  /** A second one where a browser tab owns the first. */
  readonly keys?: readonly string[]
  /** Left out of the palette. */
  readonly hidden?: boolean
  readonly run: () => void
}

export const useCommands = defineStore('commands', () => {
  const registered = shallowRef<ReadonlyMap<string, Command>>(new Map())
  const all = computed(() => [...registered.value.values()])
  const byKeys = computed(() => new Map(all.value.flatMap((command) => (command.keys ?? []).map((keys) => [keys, command] as const))))

  /** Returns what takes them out again. */
  function register(commands: readonly Command[]): () => void {
    registered.value = new Map([...registered.value, ...commands.map((command) => [command.id, command] as const)])
    return () => {
      const left = new Map(registered.value)
      for (const command of commands) if (left.get(command.id) === command) left.delete(command.id)
      registered.value = left
    }
  }

  const run = (id: string): void => registered.value.get(id)?.run()
  const keysOf = (id: string): string | null => registered.value.get(id)?.keys?.[0] ?? null

  function onKey(event: KeyboardEvent): void {
    const chord = chordOf(event)
    const command = byKeys.value.get(chord)
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d/.test(event.key)
    if (!command || event.defaultPrevented || (plain && isTyping(event.target))) return
    event.preventDefault()
    command.run()
  }

  return { all, register, run, keysOf, onKey }
})
