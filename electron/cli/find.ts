// Which workspace, person, record or revision is meant. Names and ids by prefix; one that fits several is refused with
// the candidates, since a guess could sign a promise to the wrong person.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { HostClient, PersonView, RecordDetail, RecordRow, RevisionView, WorkspaceSummary } from '#shared/protocol/contract.ts'
import { oneLine, shortId } from './text.ts'

const fold = (text: string): string => text.normalize('NFC').trim().toLocaleLowerCase()

interface Named { readonly id: string; readonly name: string }

/** An exact name or id before names that begin so before ids that begin so. */
export function matching<T extends Named>(all: readonly T[], text: string): readonly T[] {
  const wanted = fold(text)
  if (wanted === '') return []
  const exact = all.filter(({ id, name }) => id === wanted || fold(name) === wanted)
  if (exact.length > 0) return exact
  const begins = all.filter(({ name }) => fold(name).startsWith(wanted))
  const ids = idsLike(all, wanted)
  return [...begins, ...ids.filter((one) => !begins.includes(one))]
}

const idsLike = <T extends { readonly id: string }>(all: readonly T[], wanted: string): readonly T[] =>
  /^[0-9a-f]{1,64}$/.test(wanted) ? all.filter(({ id }) => id.startsWith(wanted)) : []

const listed = (lines: readonly string[]): string => lines.slice(0, 12).join('; ')

/** Without a name, the only one this person is in, else the only one they were in: what was signed there stays readable. */
export async function findWorkspace(client: HostClient, wanted: string | undefined): Promise<WorkspaceSummary> {
  const all = await client.call('workspace.list', {})
  const current = all.filter(({ left }) => !left)
  const open = current.length > 0 ? current : all
  const lines = (wanted === undefined ? open : all).map(({ id, name }) => `${oneLine(name)} (${shortId(id)})`)
  if (all.length === 0) {
    throw new ProblemError(problem(
      'workspace.none', 'There is no workspace here yet.', 'Found one with "parley workspace create NAME", or join one with "parley join LINK".',
    ))
  }
  if (wanted === undefined) {
    if (open.length === 1) return open[0]!
    throw new ProblemError(problem(
      'workspace.several', `There are ${open.length} workspaces here: ${listed(lines)}.`, 'Say which with --workspace NAME.', { candidates: lines },
    ))
  }
  const found = matching(all, wanted)
  if (found.length === 1) return found[0]!
  if (found.length === 0) {
    throw new ProblemError(problem('workspace.unknown', `No workspace here is called "${wanted}".`, `These are here: ${listed(lines)}.`))
  }
  const candidates = found.map(({ id, name }) => `${oneLine(name)} (${shortId(id)})`)
  throw new ProblemError(problem(
    'workspace.ambiguous', `"${wanted}" fits ${found.length} workspaces: ${listed(candidates)}.`, 'Write more of the name, or the id.', { candidates },
  ))
}

const personLine = ({ id, name, keyCode, you, member }: PersonView): string =>
  `${oneLine(name)}${you ? ' (you)' : ''}${member ? '' : ' (has left)'}, key code ${keyCode}, id ${shortId(id)}`

/** People by name, key code or id, each named once. Members come before people who have left. */
export function findPeople(people: readonly PersonView[], wanted: readonly string[]): readonly PersonView[] {
  const found: PersonView[] = []
  for (const text of wanted) {
    const person = findPerson(people, text)
    if (!found.some(({ id }) => id === person.id)) found.push(person)
  }
  return found
}

function findPerson(people: readonly PersonView[], wanted: string): PersonView {
  const coded = people.filter(({ keyCode }) => fold(keyCode) === fold(wanted))
  const all = coded.length > 0 ? coded : matching(people, wanted)
  const members = all.filter(({ member }) => member)
  const found = members.length > 0 ? members : all
  if (found.length === 1) return found[0]!
  if (found.length === 0) {
    const lines = people.filter(({ member, you }) => member && !you).map(({ name }) => oneLine(name))
    const here = lines.length > 0 ? `These people are here: ${listed(lines)}.` : 'Nobody else is in this workspace yet: "parley invite" makes a link for them.'
    throw new ProblemError(problem('people.unknown', `Nobody here is called "${wanted}". Nothing was done.`, here))
  }
  const candidates = found.map(personLine)
  throw new ProblemError(problem(
    'people.ambiguous', `"${wanted}" fits ${found.length} people: ${listed(candidates)}. Nothing was done.`,
    'Say who is meant by more of the name, the key code in quotes, or the id.', { candidates },
  ))
}

/** A record or draft by the beginning of its id, or by its title or the beginning of that. */
export async function findRow(client: HostClient, workspace: string, wanted: string): Promise<RecordRow> {
  const rows = await client.call('records.list', { workspace })
  const ids = idsLike(rows, wanted.toLowerCase())
  const found = ids.length > 0 ? ids : matching(rows.map((row) => ({ ...row, name: row.title })), wanted)
  if (found.length === 1) return found[0]!
  if (found.length === 0) {
    throw new ProblemError(problem('record.unknown', `Nothing here has the id or title "${wanted}".`, '"parley ls commitments" and "parley ls drafts" list what is here.'))
  }
  const candidates = found.map(({ id, title, state }) => `${id.slice(0, 16)} ${oneLine(title)} (${state})`)
  throw new ProblemError(problem(
    'record.ambiguous', `"${wanted}" fits ${found.length} things: ${listed(candidates)}. Nothing was done.`, 'Write more of the id.', { candidates },
  ))
}

const revisionLine = ({ id, number, state, byName }: RevisionView): string => `revision ${number} by ${oneLine(byName)} (${state}), id ${shortId(id)}`

/** By number, or by the beginning of the id. */
export function findRevision(detail: RecordDetail, wanted: string): RevisionView {
  const numbered = /^\d{1,4}$/.test(wanted) ? detail.revisions.filter(({ number }) => number === Number(wanted)) : []
  const found = numbered.length > 0 ? numbered : idsLike(detail.revisions, wanted.toLowerCase())
  if (found.length === 1) return found[0]!
  const candidates = (found.length > 0 ? found : detail.revisions).map(revisionLine)
  if (found.length === 0) {
    throw new ProblemError(problem('revision.unknown', `There is no revision "${wanted}". Nothing was signed.`, `There is: ${listed(candidates)}.`))
  }
  throw severalRevisions(`"${wanted}" fits ${found.length} revisions`, found)
}

/** The one revision a verb can mean; null where there is none, and the host says why not. */
export function impliedRevision(detail: RecordDetail, verb: string): RevisionView | null {
  const answers = ['accept', 'decline', 'question', 'withdraw'].includes(verb)
  for (const state of answers ? ['offered', 'in force'] : ['in force', 'offered']) {
    const found = detail.revisions.filter((revision) => revision.state === state)
    if (found.length > 1) throw severalRevisions(`${found.length} revisions are ${state === 'offered' ? 'on offer' : 'in force'}`, found)
    if (found[0]) return found[0]
  }
  return null
}

const severalRevisions = (what: string, found: readonly RevisionView[]): ProblemError => {
  const candidates = found.map(revisionLine)
  return new ProblemError(problem(
    'revision.ambiguous', `${what}: ${listed(candidates)}. Nothing was signed.`, 'Read both, then say which with --revision ID.',
    { candidates, revisions: found.map(({ id }) => id) },
  ))
}
