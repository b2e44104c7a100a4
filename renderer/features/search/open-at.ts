// Opens what was found at the place where it was found.
import type { SearchHit } from '../../../shared/protocol/contract.ts'
import { useTalk } from '../../stores/talk.ts'
import { useTabs } from '../../workbench/tabs.ts'

/** What matched, as it stands there: between the host's marks. */
export const matchedIn = (snippet: string): string | null => /\u0001([^\u0002]*)\u0002/.exec(snippet)?.[1] ?? null

export function openAt(hit: Pick<SearchHit, 'id' | 'place' | 'remark' | 'snippet'>, beside: boolean): void {
  useTalk().spot = { record: hit.id, remark: hit.remark, words: hit.place === 'words' ? matchedIn(hit.snippet) : null }
  useTabs()[beside ? 'beside' : 'open']('record', hit.id)
}
