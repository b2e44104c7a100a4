// What a command asks of my own page.
import { usePeople } from '../../stores/people.ts'
import { askedOfPage } from '../../workbench/asked-of-page.ts'

export type OwnEdit = 'words' | 'away'

export const useOwnPage = askedOfPage<OwnEdit>('own-page', 'person')

export function editOwn(what: OwnEdit): void {
  const { me } = usePeople()
  if (me) useOwnPage().ask(what, me)
}
