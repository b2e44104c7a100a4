// What a command asks of my own page: told here, done by the page once it stands.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { usePeople } from '../../stores/people.ts'
import { useTabs } from '../../workbench/tabs.ts'

export type OwnEdit = 'words' | 'away'

export const useOwnPage = defineStore('own-page', () => {
  const wanted = ref<OwnEdit | null>(null)

  function edit(what: OwnEdit): void {
    const { me } = usePeople()
    if (!me) return
    wanted.value = what
    useTabs().open('person', me.id)
  }
  return { wanted, edit }
})
