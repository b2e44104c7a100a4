// Pictures on their way into the words: made small, kept by the host, then shown where they were put.
import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Editor } from '@tiptap/vue-3'
import { ProblemError, type Problem } from '../../../../shared/base/result.ts'
import { smallPicture } from './pictures-in.ts'
import type { DraftSession } from './session.ts'

export function usePictures(session: () => DraftSession): { readonly problem: Ref<Problem | null>; readonly take: (editor: Editor, files: readonly File[], at: number) => Promise<void> } {
  const { t } = useI18n()
  const problem = ref<Problem | null>(null)

  async function takeOne(editor: Editor, file: File, at: number): Promise<void> {
    const small = await smallPicture(file)
    if ('wrong' in small) {
      const name = file.name || t('block.picture')
      problem.value = small.wrong === 'points'
        ? { code: 'picture', message: t('picture.points', { name, width: small.width, height: small.height }), remedy: t('picture.pointsDo') }
        : { code: 'picture', message: t('write.noPicture', { name }), remedy: t('write.noPictureDo') }
      return
    }
    const { bytes, width, height } = small
    const hash = await session().addPicture(bytes)
    if (editor.isDestroyed) return
    const alt = file.name.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[-_]+/g, ' ').slice(0, 200)
    const image = { type: 'image', attrs: { hash, alt: /^image$/i.test(alt) ? '' : alt, width, height } }
    const { doc } = editor.state
    const place = Math.min(at, doc.content.size)
    // The caret stays where one writes: a picture that is chosen would be gone with the next letter. Below it is room to go on.
    const isLast = doc.resolve(place).indexAfter(0) >= doc.childCount
    editor.chain().insertContentAt(place, isLast ? [image, { type: 'paragraph' }] : [image], { updateSelection: false }).run()
  }

  async function take(editor: Editor, files: readonly File[], at: number): Promise<void> {
    problem.value = null
    for (const file of files.slice(0, 12)) {
      try {
        await takeOne(editor, file, at)
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        problem.value = error.problem
        return
      }
    }
  }
  return { problem, take }
}
