// What was taken in by file while this page is open, kept while other tabs are looked at: the answer to a newcomer is
// in it. And which of the two, making or taking in, somebody just asked for.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Problem } from '../../../shared/base/result.ts'
import type { BundleFile, BundleView } from '../../../shared/protocol/contract.ts'
import { useBundles } from '../../stores/bundles.ts'
import { useLongWork } from '../../stores/long-work.ts'
import { useNetworkView } from '../network/network-view.ts'
import { saveBundle } from './save-bundle.ts'

export interface Taken {
  readonly key: number
  /** The file's name. */
  readonly file: string
  readonly came: BundleView | Problem
}

export const isProblem = (came: Taken['came']): came is Problem => 'message' in came

export const useFileExchange = defineStore('file-exchange', () => {
  const network = useNetworkView()
  const bundles = useBundles()
  const work = useLongWork()
  /** Newest first. */
  const taken = shallowRef<readonly Taken[]>([])
  /** Answers that were handed to the browser. */
  const saved = shallowRef<ReadonlySet<BundleFile>>(new Set())
  const reading = ref(0)
  /** The one that is being taken in, by its name. */
  const current = ref('')
  const asked = ref<'make' | 'take' | null>(null)
  let keys = 0
  let turn: Promise<unknown> = Promise.resolve()

  async function takeOne(file: File): Promise<void> {
    try {
      current.value = file.name
      let view: BundleView | null = null
      await work.run(async () => { view = await bundles.take(work, file) })
      const came = view ?? work.problem.value
      work.problem.value = null
      // Stopped: it is as if it had not been chosen.
      if (!came) return
      // A file that is tried again takes the place of what was wrong with it.
      taken.value = [{ key: ++keys, file: file.name, came }, ...taken.value.filter((one) => one.file !== file.name || !isProblem(one.came))]
    } finally {
      reading.value--
    }
  }

  /** One after the other, in the order given: a later file may go on from an earlier one. */
  async function take(files: readonly File[]): Promise<void> {
    reading.value += files.length
    await Promise.all(files.map((file) => {
      const mine = turn.then(() => takeOne(file))
      turn = mine.catch(() => {})
      return mine
    }))
  }

  const putAway = (key: number): void => { taken.value = taken.value.filter((one) => one.key !== key) }

  function save(answer: BundleFile): void {
    saveBundle(answer)
    saved.value = new Set(saved.value).add(answer)
  }

  function show(which: 'make' | 'take' | null = null): void {
    asked.value = which
    network.show('file')
  }

  return { taken, saved, reading, current, far: work.far, stopping: work.stopping, asked, stop: work.stop, take, save, putAway, show }
})
