// Pictures that are pasted, dropped or chosen: decoded and drawn anew on a canvas, so that they are small, of a kind that is
// safe to show, and carry no place or camera with them.
import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { toBase64 } from '../../../../shared/base/bytes.ts'
import { isRefusal, openPicture, type PictureRefusal } from '../../../ui/open-picture.ts'

const MAX_BYTES = 512 * 1024
/** Wider than any paper is shown. */
const MAX_SIDE = 1600
/** Before decoding: what is larger is no picture for a letter, and could take all memory. */
const MAX_FILE = 40 * 1024 * 1024
const KINDS = ['image/png', 'image/jpeg', 'image/webp']

export interface SmallPicture {
  readonly bytes: string
  readonly width: number
  readonly height: number
}

/** Or why there is none; `heavy` also where it can't be made small enough. */
export async function smallPicture(file: Blob): Promise<SmallPicture | PictureRefusal> {
  const bitmap = await openPicture(file, MAX_FILE)
  if (isRefusal(bitmap)) return bitmap
  try {
    for (const side of [MAX_SIDE, 1200, 900, 600]) {
      const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height))
      const [width, height] = [bitmap.width, bitmap.height].map((one) => Math.max(1, Math.round(one * scale))) as [number, number]
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d')
      if (!context) return { wrong: 'unknown' }
      context.drawImage(bitmap, 0, 0, width, height)
      for (const options of [{ type: 'image/png' }, { type: 'image/webp', quality: 0.86 }, { type: 'image/jpeg', quality: 0.8 }]) {
        const blob = await canvas.convertToBlob(options)
        if (blob.type === options.type && blob.size <= MAX_BYTES) return { bytes: toBase64(new Uint8Array(await blob.arrayBuffer())), width, height }
      }
    }
    return { wrong: 'heavy' }
  } finally {
    bitmap.close()
  }
}

/** A letter typed while a picture is chosen goes below it: a click beside it chooses it, and it would be gone. */
function writeBelow(view: EditorView, text: string): boolean {
  const { selection, schema, tr } = view.state
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'image') return false
  const below = selection.to
  if (!tr.doc.resolve(below).nodeAfter?.isTextblock) tr.insert(below, schema.nodes['paragraph']!.create())
  view.dispatch(tr.insertText(text, below + 1).setSelection(TextSelection.create(tr.doc, below + 1 + text.length)).scrollIntoView())
  return true
}

const filesIn = (data: DataTransfer | null): File[] => Array.from(data?.files ?? []).filter((file) => KINDS.includes(file.type) || file.type.startsWith('image/'))

/** `take` gets the files and the place they go to. */
export const picturesIn = (take: (files: readonly File[], at: number) => void) => Extension.create({
  name: 'picturesIn',
  addProseMirrorPlugins: () => [new Plugin({
    props: {
      handleTextInput: (view, _from, _to, text) => writeBelow(view, text),
      handlePaste: (view, event) => {
        const files = filesIn(event.clipboardData)
        // Text programs put a picture of the text beside it: then the text is meant.
        if (files.length === 0 || event.clipboardData?.getData('text/plain')) return false
        take(files, view.state.selection.from)
        return true
      },
      handleDrop: (view, event, _slice, moved) => {
        const files = moved ? [] : filesIn(event.dataTransfer)
        if (files.length === 0) return false
        event.preventDefault()
        take(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from)
        return true
      },
    },
  })],
})
