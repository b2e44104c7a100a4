// From the list one never signs: joining opens the charter's whole words, and leads to where one answers them.
import { useTabs } from '../../workbench/tabs.ts'
import { useRecordActs } from '../record/record-acts.ts'

export function useJoining(): { readonly ask: (record: string) => void } {
  const acts = useRecordActs()
  const tabs = useTabs()
  return {
    ask: (record) => {
      tabs.open('record', record)
      acts.ask('answer', { kind: 'record', id: record })
    },
  }
}
