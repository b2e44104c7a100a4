// Photos of people, fetched once each and kept as long as the page is open. What is shown was checked by the host.
import { defineStore } from 'pinia'
import { shallowReactive, watch } from 'vue'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'
import { usePeople } from './people.ts'

export const usePhotos = defineStore('photos', () => {
  const host = useHost()
  const overview = useOverview()
  const people = usePeople()
  /** By hash; null while it is fetched, or where it can't be shown. */
  const urls = shallowReactive(new Map<string, string | null>())

  async function fetchPhoto(workspace: string, person: string, hash: string): Promise<void> {
    urls.set(hash, null)
    const photo = await host.call('profile.photo', { workspace, person }).catch(() => null)
    if (!photo) return void urls.delete(hash)
    const bytes = Uint8Array.from(atob(photo.bytes.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
    urls.set(hash, URL.createObjectURL(new Blob([bytes], { type: photo.type })))
  }

  watch(() => people.people, (all) => {
    const workspace = overview.workspace?.id
    for (const { id, photo } of all) if (workspace && photo && !urls.has(photo)) void fetchPhoto(workspace, id, photo)
  }, { immediate: true })

  const urlOf = (person: string): string | null => urls.get(people.byId.get(person)?.photo ?? '') ?? null
  return { urlOf }
})
