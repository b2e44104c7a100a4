import { useSearch } from '../../stores/search.ts'
import { useTabs } from '../../workbench/tabs.ts'

/** Opens the search page for a query. */
export function look(query: string): void {
  useSearch().typed = query
  useTabs().open('search')
}
