// What a person said of a record's words and fields on the command line, and how it gets into a draft.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { RecordLink } from '#shared/domain/record/field-shapes.ts'
import { SINGLES, type SingleName } from '#shared/domain/record/fields.ts'
import type { RecordKind } from '#shared/domain/record/kinds.ts'
import type { DraftMeta, Params, RecordState } from '#shared/protocol/contract.ts'
import type { Call } from '../command.ts'
import { readDate } from '../dates.ts'
import { findRow } from '../find.ts'
import type { Here } from '../here.ts'
import type { Item, Reading } from './items.ts'
import { fieldsOf, type Field, type Lands } from './table.ts'

type Section = NonNullable<Params<'draft.amend'>['sections']>[number]
type Listed = Item & { readonly id: string }

export interface Said {
  /** Title and single fields. */
  readonly singles: Partial<DraftMeta>
  /** Without a voice. */
  readonly words: string | undefined
  readonly sections: readonly Section[]
  /** Names of the lists of which something was said. */
  readonly listed: readonly string[]
  /** Those lists as they stand once it is said, over what stood there. */
  lists(before: Partial<DraftMeta>): Partial<DraftMeta>
}

/** What a record is and whose; with it go fields that a command fills in by itself. */
type Whose = Pick<DraftMeta, 'kind' | 'gives' | 'receives'> & Partial<DraftMeta>
type From = Pick<Call, 'given' | 'around'>

/** All that was said of a kind's fields, names looked up; nothing is written yet. `flags`: only these. Throws usage problems. */
export async function saidIn(kind: RecordKind, call: From, here: Here, flags?: readonly string[]): Promise<Said> {
  const given = fieldsOf(kind).filter(({ flag }) => call.given.flag(flag) && (flags?.includes(flag) ?? true))
  const singles: Record<string, unknown> = {}
  const sections: Section[] = []
  let words: string | undefined
  const changes: Change[] = []
  for (const field of given) {
    const { flag, lands } = field
    switch (lands.as) {
      case 'title': singles['title'] = call.given.text(flag); break
      case 'words': words = call.given.text(flag); break
      case 'voice': sections.push({ voice: lands.voice, text: call.given.texts(flag).map((line) => line.trim()).filter(Boolean).join('\n\n') }); break
      case 'single': singles[lands.single] = lands.means ?? singleOf(call, flag, lands.single); break
      default: changes.push(await changeIn(field, lands, call, here))
    }
  }
  return {
    singles, words, sections, listed: [...new Set(changes.map(({ list }) => list))],
    lists: (before) => changes.reduce<Partial<DraftMeta>>((lists, { list, over }) => ({ ...lists, [list]: over(((lists as Lists)[list] ?? (before as Lists)[list] ?? [])) }), {}),
  }
}

type Lists = Readonly<Record<string, readonly Listed[] | undefined>>

export const saysAnything = ({ singles, words, sections, listed }: Said): boolean => Object.keys(singles).length + sections.length + listed.length > 0 || words !== undefined

function singleOf({ given, around }: From, flag: string, name: SingleName): unknown {
  const spec = SINGLES[name]
  const text = given.text(flag)!
  switch (spec.is) {
    case 'date': return readDate(flag, text, around.now())
    case 'dates': return given.texts(flag).map((one) => readDate(flag, one, around.now()))
    case 'whole': return given.whole(flag, spec.min, spec.max)
    case 'one of':
      if (spec.values.includes(text)) return text
      throw new ProblemError(problem('usage.choice', `--${flag} can't be ${text}.`, `Say one of ${spec.values.join(', ')}.`))
    default: return text
  }
}

interface Change {
  readonly list: string
  /** What is said anew takes the place of what was there of it; each keeps its place as its id, so that the same words make the same terms. */
  over(before: readonly Listed[]): readonly Listed[]
}

async function changeIn({ flag, type }: Field, lands: Extract<Lands, { as: 'list' | 'link' }>, { given, around }: From, here: Here): Promise<Change> {
  const texts = given.texts(flag)
  const of: Reading = {
    flag, me: here.me, today: around.now(), person: async (name) => (await here.idsOf([name]))[0]!,
    record: async (text) => (await findRow(here.client, here.workspace, text)).id,
  }
  if (lands.as === 'link') {
    const links = await Promise.all(texts.map((text) => linkTo(here, lands.how, text)))
    return { list: 'links', over: (before) => replaced(before, links, ({ how }) => how === lands.how, type === 'texts' ? 'l' : lands.how.replaceAll(' ', ''), type !== 'texts') }
  }
  const items: Item[] = []
  for (const text of texts) items.push(await lands.each(text, of))
  return { list: lands.list, over: (before) => replaced(before, items, (item) => lands.whose?.(item, here.me) ?? true, lands.prefix) }
}

async function linkTo({ client, workspace }: Here, how: RecordLink['how'], text: string): Promise<Item> {
  const { id, title } = await findRow(client, workspace, text)
  return { how, record: id, title: title.slice(0, 200) }
}

/** `bare`: the first is called as the prefix is, without a number. */
function replaced(before: readonly Listed[], said: readonly Item[], goes: (item: Item) => boolean, prefix: string, bare = false): readonly Listed[] {
  const stays = before.filter((item) => !goes(item))
  const taken = new Set(stays.map(({ id }) => id))
  let n = 0
  const next = (): string => {
    n++
    const id = bare && n === 1 ? prefix : `${prefix}${n}`
    return taken.has(id) ? next() : id
  }
  return [...stays, ...said.map((item) => ({ id: next(), ...item }))]
}

/** A new draft, open to the workspace. `meta`: what it is and whose, besides what was said. */
export async function draftNew({ client, workspace }: Here, meta: Whose, said: Said): Promise<string> {
  const { id } = await client.call('draft.create', {
    workspace, circle: 'workspace', meta: { title: '', ...said.singles, ...said.lists({}), ...meta }, ...spoken(said),
  } as Params<'draft.create'>)
  return id
}

/** Signed at once, without a draft that others see. */
export const offerOnce = ({ client, workspace }: Here, meta: Whose, said: Said): Promise<{ readonly id: string; readonly state: RecordState }> =>
  client.call('commitment.offer', { workspace, meta: { title: '', ...said.singles, ...said.lists({}), ...meta }, ...spoken(said) } as Params<'commitment.offer'>)

const spoken = ({ words, sections }: Said) => ({ ...(words !== undefined && { words }), ...(sections.length > 0 && { sections: [...sections] }) })

/** A draft begun from a template, opened to the workspace, with what was said over its own. */
export async function draftFrom(here: Here, template: string, people: readonly string[], said: Said, more: Partial<DraftMeta> = {}): Promise<string> {
  const { client, workspace } = here
  const { id } = await client.call('template.begin', { workspace, template, people: [...people] })
  await client.call('draft.share', { workspace, id })
  if (said.words !== undefined || said.sections.length > 0) await client.call('draft.amend', { workspace, id, ...spoken(said) })
  await writeMeta(here, id, said, more)
  return id
}

/** The draft that goes on from a record, or the draft itself, with what was said written into it. */
export async function draftOn(here: Here, record: string, said: Said, more: Partial<DraftMeta> = {}): Promise<string> {
  const { client, workspace } = here
  const { id } = await client.call('draft.amend', { workspace, id: record, ...spoken(said) })
  await writeMeta(here, id, said, more)
  return id
}

async function writeMeta(here: Here, id: string, said: Said, more: Partial<DraftMeta>): Promise<void> {
  const { client, workspace } = here
  const lists = said.listed.length > 0 ? said.lists(await metaOf(here, id)) : {}
  const meta = { ...said.singles, ...lists, ...more }
  if (Object.keys(meta).length > 0) await client.call('draft.meta', { workspace, id, meta } as Params<'draft.meta'>)
}

export async function metaOf({ client, workspace }: Here, id: string): Promise<DraftMeta> {
  const { meta } = await client.call('draft.open', { workspace, id })
  await client.call('draft.close', { workspace, id })
  return meta
}
