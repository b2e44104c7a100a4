import { problem, ProblemError } from '#shared/base/result.ts'
import { isCommitmentKind } from '#shared/domain/record/kinds.ts'
import type { HostClient, RecordRow } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command, type Outcome } from '../command.ts'
import { inWorkspace } from '../here.ts'
import { oneLine, shortId, table } from '../text.ts'
import { decisionCells } from './decision.ts'
import { topicTable } from './expertise.ts'
import { inviteTable } from './invite.ts'
import { peopleTable } from './people.ts'
import { questionTable } from './question.ts'
import { listTemplates } from './templates.ts'

const ASKS: Readonly<Record<string, string>> = {
  'answer': 'waits for your answer', 'accept again': 'changed since you accepted', 'acknowledge': 'waits for your acknowledgement',
  'answer question': 'someone asked you', 'choose': 'two offers: choose one',
  'advise': 'asks your advice', 'confirm': 'noted as said by you', 'answer advice': 'advice waits for your answer', 'take on': 'handed on to you',
  'agree': 'asks what you say to it', 'welcome': 'somebody waits for a welcome',
}

function rowCells(row: RecordRow): string[] {
  const revision = row.offer !== null ? `rev ${row.offer} offered` : row.revision !== null ? `rev ${row.revision}` : ''
  const others = row.parties.filter(({ you }) => !you).map(({ name }) => oneLine(name)).join(', ')
  const remarks = [row.needsMe ? ASKS[row.needsMe] : '', ...row.flags, row.unavailable ? 'terms unavailable' : '', row.onlyHere ? 'only on this device' : '']
  return [shortId(row.id), row.state, revision, row.due ? `by ${row.due}` : row.experimentRow?.concluded.join(' and ') ?? '', oneLine(row.title), others, remarks.filter(Boolean).join(', ')]
}

type Lister = (client: HostClient, workspace: string, now: number) => Promise<Outcome>

/** Lists of records: which rows stand in each, and what is said where there are none. Drafts stand in a list of their own. */
interface RecordsList {
  readonly has: (row: RecordRow) => boolean
  readonly none: string
  readonly drafts?: boolean
  /** A row of the table, where the concept has one of its own. */
  readonly cells?: (row: RecordRow) => string[]
}
const ofConcept = (concept: string, none: string): RecordsList => ({ has: (row) => row.concept === concept, none })
const RECORDS: Readonly<Record<string, RecordsList>> = {
  commitments: { has: ({ kind }) => isCommitmentKind(kind), none: 'No commitments yet.' },
  drafts: { has: ({ state }) => state === 'draft', none: 'No drafts.', drafts: true },
  offers: { has: ({ state, kind }) => state === 'in force' && kind === 'open offer', none: 'Nothing is offered to anybody.' },
  requests: { has: ({ state, kind }) => state === 'in force' && kind === 'open request', none: 'Nothing is asked of everyone.' },
  charters: ofConcept('charter', 'No charter.'),
  groups: ofConcept('group', 'No groups yet. "parley group call" calls one.'),
  roles: ofConcept('role', 'No roles yet. "parley role new TITLE" announces one of yours.'),
  minutes: { ...ofConcept('minutes', 'No minutes yet. "parley group minutes GROUP" keeps some.'), drafts: true },
  experiments: ofConcept('experiment', 'No experiments yet. "parley experiment new" drafts one.'),
  decisions: { ...ofConcept('decision', 'No decisions yet. "parley decision new" proposes one.'), cells: decisionCells },
}

const listRecords = ({ has, none, drafts = false, cells = rowCells }: RecordsList): Lister => async (client, workspace) => {
  const rows = (await client.call('records.list', { workspace })).filter((row) => has(row) && (drafts || row.state !== 'draft'))
  return { value: rows, text: rows.length === 0 ? none : table(rows.map(cells)) }
}

const KINDS: Readonly<Record<string, Lister>> = {
  ...Object.fromEntries(Object.entries(RECORDS).map(([name, list]) => [name, listRecords(list)])),
  people: async (client, workspace) => {
    const all = await client.call('people.list', { workspace })
    return { value: all, text: peopleTable(all) }
  },
  topics: async (client, workspace) => {
    const all = await client.call('topics.list', { workspace })
    return { value: all, text: topicTable(all) }
  },
  questions: async (client, workspace) => {
    const all = await client.call('question.list', { workspace })
    return { value: all, text: questionTable(all) }
  },
  invites: async (client, workspace, now) => {
    const all = await client.call('invite.list', { workspace })
    return { value: all, text: all.length === 0 ? 'No invites.' : inviteTable(all, now) }
  },
}

const names = [...Object.keys(KINDS), 'templates']

export const ls: Command = {
  name: 'ls',
  takes: ['WHAT'],
  says: `List ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`,
  options: WORKSPACE,
  more: 'JSON: a list. Of commitments and drafts: {"id","title","state","revision","offer","due","review","parties":[…],"needsMe","flags",…}.',
  run: async (call) => {
    const { given, around, host } = call
    const wanted = given.at(0)
    const kinds = names.filter((name) => name === wanted || name.startsWith(wanted))
    if (kinds.length !== 1) {
      throw new ProblemError(problem('usage.kind', `"${wanted}" is nothing that can be listed.`, `Choose one of ${names.join(', ')}.`))
    }
    if (kinds[0] === 'templates') return listTemplates(host, given.text('workspace'))
    const { client, workspace: id } = await inWorkspace(call)
    return KINDS[kinds[0]!]!(client, id, around.now().getTime())
  },
}
