// The desktop's own menu shows the commands of the page and gives back which was chosen. In a browser tab there is none.
import { onBeforeUnmount, watch } from 'vue'
import { isCommandId, type PageMenuGroup } from '../../../shared/protocol/page-menu.ts'
import { useCommands, type Command } from '../commands.ts'
import type { Say } from '../registry/feature.ts'
import { useSay } from '../registry/useSay.ts'
import { menuGroups } from './menu-groups.ts'

export const pageMenu = (commands: readonly Command[], say: Say, keysOf: (id: string) => string | null): readonly PageMenuGroup[] =>
  menuGroups(commands).map(({ id, title, items }) => ({
    id, words: say(title),
    items: items.map((command) => {
      const closed = command.closed?.() ?? null
      return { id: command.id, words: say(command.title), keys: keysOf(command.id), closed: closed === null ? null : say(closed) }
    }),
  }))

/** The command that was chosen in the desktop's menu; null where the message is another. */
export function chosenCommand(data: unknown): string | null {
  const { parley, command } = (data ?? {}) as { readonly parley?: unknown; readonly command?: unknown }
  return parley === 'command' && isCommandId(command) ? command : null
}

export function useDesktopMenu(): void {
  if (/^https?:$/.test(location.protocol)) return
  const commands = useCommands()
  const say = useSay()
  const hear = ({ source, data }: MessageEvent<unknown>): void => {
    const chosen = source === window ? chosenCommand(data) : null
    if (chosen !== null) commands.run(chosen)
  }
  window.addEventListener('message', hear)
  onBeforeUnmount(() => window.removeEventListener('message', hear))
  // As text, so that the menu is built anew only where something in it became another.
  watch(() => JSON.stringify(pageMenu(commands.all, say, commands.keysOf)), (menu) => {
    window.postMessage({ parley: 'menu', menu: JSON.parse(menu) as unknown }, location.origin)
  }, { immediate: true })
}
