// What was turned away, as sentences: one table for `parley status`, `parley doctor` and the page. The names are those of
// the counters (`StatusView.refused`). A name that has no sentence of its own has the one of its area.

const BY_NAME: Readonly<Record<string, string>> = {
  'act.signature': 'Acts whose signature does not fit. They are nobody’s word, so they were not taken in.',
  'act.malformed': 'Acts that are not written as acts are. They were not taken in.',
  'act.not-canonical': 'Acts that are not written as acts are. They were not taken in.',
  'act.oversize': 'Acts that are larger than any may be. They were not taken in.',
  'act.key': 'Acts under a key that is none. They were not taken in.',
  'act.workspace': 'Acts of another workspace. They were not taken in.',
  'act.circle': 'Acts that are not for others to see or to send. They were not taken in.',
  'act.chain': 'Acts that contradict what the same device said before. They were not taken in.',
  'act.waiting': 'Acts whose past never came. There is room for only so many; they come again once their past is here.',
  'act.unknown': 'Acts of a kind this Parley does not know. They are kept and passed on, and have no effect here; a newer Parley may know them.',
  'text.unasked': 'Words that no act names. They were not kept.',
  'draft.entry': 'Parts of drafts that can’t be read. The rest of each draft is there.',
  'draft.key': 'Parts of drafts that belong to no draft. They were left out.',
  'draft.deleted': 'Words of drafts that somebody took away. They were put back.',
  'mirror.deleted': 'Copies of acts that somebody took away from the shared document. They were written again; the acts themselves were never gone.',
  'mirror.malformed': 'Spoilt copies of acts in the shared document. They decide nothing and are written again.',
  'mirror.failed': 'The copy of the acts in the shared document could not be looked at. The acts themselves are safe.',
  'presence.unsigned': 'Carets in somebody’s name that they did not sign. They were not shown.',
  'presence.replayed': 'Carets from a time before. They were not shown.',
  'handshake.signature': 'Devices that claimed to be somebody they are not. They were told nothing.',
  'handshake.not-a-member': 'Devices of people who are not members any more. They were turned away.',
  'handshake.unproven': 'Devices that could not show that they belong here. They were told nothing but hashes.',
  'handshake.banned': 'Devices that are kept out for a while for what they sent before.',
  'handshake.flood': 'More devices wanted in at once than there is room for at the door. They may try again.',
  'document.hung': 'A change to a draft that would have kept this device busy for ever. It was given up; nothing is lost.',
  'document.rate': 'Changes to drafts faster than anybody writes. They were left out until there was room again.',
  'document.too-much': 'More changes to drafts at once than can be taken in. They come again in smaller parts.',
  'page.host': 'A page in this browser asked under a name that is not Parley’s. It was told nothing.',
  'page.origin': 'A page of somebody else in this browser tried to reach Parley. It was told nothing.',
  'page.token': 'A link to the page that was used before, or is too old. It opened nothing.',
  'page.session': 'A call for the page from something that has no session. It was told nothing.',
  'page.slow': 'A page that did not read what it was sent. Its connection was closed; it connects again by itself.',
  'socket.secret': 'A program on this machine that does not know the secret of your data folder. It was told nothing.',
  'socket.slow': 'A program that did not read what it was sent. Its connection was closed.',
  'call.bug': 'Something went wrong inside Parley that should not have. Nothing that was signed is affected; the log tells more.',
  'disk.full': 'The disk was full, so something was not written. What was signed before is safe.',
  'disk.failed': 'The disk refused to write. What was signed before is safe.',
  'data.in-use': 'Another Parley wanted the same data folder. It was turned away.',
  'record.damaged': 'Files with a signed record that does not verify. Nothing was taken from them.',
  'bundle.damaged': 'Exchange files that are damaged, or not what they say. Nothing of them was taken in.',
  'bundle.gap': 'Exchange files that go on from what is not here. Nothing of them was taken in.',
  'bundle.stranger': 'Exchange files of somebody not known here. Nothing of them was taken in.',
  'bundle.left': 'Exchange files of somebody who has left. Nothing of them was taken in.',
  'bundle.not-for-you': 'Exchange files for somebody else. They could not be read.',
  'ledger.quota': 'More acts from a device not known here than it needs to prove itself. It may try again later.',
  'ledger.not-taken': 'Acts from a colleague that could not be written just now. They are asked for again.',
  'settings.unreadable': 'The settings could not be read, so they were set aside and begun anew. Nothing that was signed is in them.',
  'exception': 'The link to others came upon something unexpected and went on.',
}

const BY_AREA: Readonly<Record<string, string>> = {
  act: 'Acts that can’t be right. They were not taken in.',
  bundle: 'Exchange files that could not be taken in. Nothing of them was.',
  call: 'A page or a command asked for something that there is not. Nothing was done.',
  channel: 'A channel that no Parley opens. The connection was ended.',
  document: 'A change to the shared document that no Parley makes. It was not taken in.',
  frame: 'Bytes that no Parley sends. The connection was ended.',
  handshake: 'A device that does not introduce itself as Parley does. It was turned away.',
  invite: 'A newcomer with an invite that lets nobody in any more. Nobody was admitted.',
  ledger: 'A message about acts that can’t be understood. It was not taken in.',
  message: 'A message that could not be sent. It goes with the next one.',
  page: 'A page in this browser sent what Parley’s own never sends. It was told nothing.',
  presence: 'Carets that can’t be right. They were not shown.',
  rendezvous: 'Noise where devices find each other. It was cut off.',
  signal: 'Noise where devices find each other. It was not passed on.',
  socket: 'A program on this machine that does not speak as the parley command does. It was told nothing.',
}

const own = (table: Readonly<Record<string, string>>, key: string): string | undefined => (Object.hasOwn(table, key) ? table[key] : undefined)

/** What a counter counts, in a sentence or two. */
export const refusalSays = (name: string): string =>
  own(BY_NAME, name) ?? own(BY_AREA, name.split('.', 1)[0]!) ?? `Something that Parley does not take in (${name}).`

export interface RefusalSaid {
  readonly says: string
  readonly times: number
}

/** Counters as sentences, what was most first; those that say the same together. */
export function refusalsSaid(counters: Readonly<Record<string, number>>): RefusalSaid[] {
  const times = new Map<string, number>()
  for (const [name, count] of Object.entries(counters)) {
    if (count > 0) times.set(refusalSays(name), (times.get(refusalSays(name)) ?? 0) + count)
  }
  return [...times].map(([says, count]) => ({ says, times: count })).sort((a, b) => b.times - a.times)
}
