import type { Command } from '../command.ts'
import { oneLine, shortId } from '../text.ts'

export const sampleCommands: readonly Command[] = [
  {
    name: 'sample make',
    says: 'Make a workspace of made-up people to look around in. It never leaves this device.',
    more: 'Where there is one already, nothing is made. JSON: {"id","name","me","members","left","sample"}.',
    run: async ({ host }) => {
      const made = await (await host()).call('sample.make', {})
      return { value: made, text: `${oneLine(made.name)} (${shortId(made.id)}) is here to look around in, as Ada. "parley sample remove" takes it away again.` }
    },
  },
  {
    name: 'sample remove',
    says: 'Remove the sample workspace with its files.',
    more: 'JSON: {"removed": workspace id}, null where there was none.',
    run: async ({ host }) => {
      const client = await host()
      const found = (await client.call('workspace.list', {})).find(({ sample }) => sample)
      if (!found) return { value: { removed: null }, text: 'There is no sample here.' }
      await client.call('sample.remove', { workspace: found.id })
      return { value: { removed: found.id }, text: `${oneLine(found.name)} is gone, with its files.` }
    },
  },
]
