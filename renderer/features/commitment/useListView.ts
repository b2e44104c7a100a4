// How a person looks at the list of commitments, kept for the device.
import { ref, watch, type Ref } from 'vue'
import { useHost } from '../../stores/host.ts'
import { GROUPINGS, SHOWN, type Grouping, type Shown } from './list-view.ts'

const KEY = 'commitment-list'

export function useListView(): { readonly grouping: Ref<Grouping>; readonly shown: Ref<Shown> } {
  const host = useHost()
  const grouping = ref<Grouping>('state')
  const shown = ref<Shown>('all')
  const stop = host.whenBack(() => {
    void host.call('app.kept', { key: KEY }).then(({ value }) => {
      const [by, what] = (value ?? '').split('/')
      grouping.value = GROUPINGS.find((one) => one === by) ?? grouping.value
      shown.value = SHOWN.find((one) => one === what) ?? shown.value
      stop()
    }).catch(() => {})
  })
  watch([grouping, shown], ([by, what]) => void host.call('app.keep', { key: KEY, value: `${by}/${what}` }).catch(() => {}))
  return { grouping, shown }
}
