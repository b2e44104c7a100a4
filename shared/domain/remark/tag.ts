// A file of its own: the page reads tags in what is searched for, and must not take the signing code along for it.

/** How a tag is written, so that one word is one tag: lower case, single spaces, no hash sign. '' where nothing is left. */
export const normalTag = (typed: string): string =>
  typed.normalize('NFC').toWellFormed().replace(/[\u0000-\u001f\u007f]/g, ' ').trim().replace(/^#+\s*/, '').replace(/\s+/g, ' ').toLowerCase()
