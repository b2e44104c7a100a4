// An invite may be brought as a line of text, as a picture of its code, or as a file. Whatever it is, it is read here, in
// the page, and nothing is sent.

/** What became of a file that was brought: the link in it, or why none was found, as a key of the locale. */
export type Brought = { readonly link: string } | { readonly wrong: 'bring.tooLarge' | 'bring.noCode' | 'bring.otherCode' | 'bring.noLink' | 'bring.unknown' }

/** A photograph may be large; a file with an invite never is. Bytes. */
const LARGEST_PICTURE = 40_000_000
const LARGEST_FILE = 200_000

/** The link in a text that may hold more than it, such as a whole mail. Long lines that a mail program broke are joined. */
export function linkIn(text: string): string | null {
  const found = /parley:\/\/join\/#?[\w-]*(?:\s*\n[ \t]*[\w-]{16,}(?=\s|$))*/.exec(text)
  return found ? found[0].replace(/\s+/g, '') : null
}

/** Reads a picture or a file that was chosen, dropped or pasted. */
export async function inviteIn(file: File): Promise<Brought> {
  return file.type.startsWith('image/') ? inPicture(file) : inFile(file)
}

async function inPicture(file: File): Promise<Brought> {
  const { codeIn, pixelsOf } = await import('../../ui/qr-read.ts')
  const pixels = await pixelsOf(file, LARGEST_PICTURE)
  if ('wrong' in pixels) return { wrong: pixels.wrong === 'unknown' ? 'bring.unknown' : 'bring.tooLarge' }
  const text = codeIn(pixels)
  if (text === null) return { wrong: 'bring.noCode' }
  const link = linkIn(text)
  return link ? { link } : { wrong: 'bring.otherCode' }
}

async function inFile(file: File): Promise<Brought> {
  if (file.size > LARGEST_FILE) return { wrong: 'bring.tooLarge' }
  const link = linkIn(await file.text())
  return link ? { link } : { wrong: 'bring.noLink' }
}
