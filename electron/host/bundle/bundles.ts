// Exchange by file, where there is no network: bundles made for a person or a workspace and taken in, and joining with
// files that carry the call and its answer.
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import type { DeviceId, PersonId } from '#shared/base/ids.ts'
import { fail, orThrow, problem, ProblemError } from '#shared/base/result.ts'
import { decodeBundle, encodeBundle, type Bundle, type Exchange } from '#shared/protocol/bundle.ts'
import type { BundleFile, BundleView } from '#shared/protocol/contract.ts'
import type { Core } from '../core.ts'
import { atEase, type Pace } from '../long-work.ts'
import { real } from '../sample/guard.ts'
import type { Arrival } from '../store/ledger.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { damaged, deviceIdentity, deviceRecipient, open, seal } from './envelope.ts'
import { gather } from './gather.ts'
import { hereOf, judge, nothingOf } from './judge.ts'
import { recordsOf, take, takeDrafts, type Taken } from './take.ts'

const NOTHING: Exchange = { heads: [], acts: [], drafts: [] }

export interface MadeBundle extends BundleFile {
  readonly acts: number
  readonly drafts: number
}

export class Bundles {
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  /** For one person (their devices alone can open it), or for all who are members as it is made. `all`: whatever they are known to have. */
  async make(id: string, to: PersonId | null, all: boolean, pace: Pace): Promise<MadeBundle> {
    const workspace = real(this.#core.workspace(id), 'export')
    const reader = to === null ? null : this.#reader(workspace, to)
    const readers = reader?.devices ?? workspace.people.members().flatMap(({ devices }) => devices.map(({ id }) => id))
    const exchange = await gather(workspace, reader && !all ? reader.devices : [], pace)
    const file = await this.#write({ ...this.#head(workspace), t: 'exchange', exchange }, workspace, readers)
    await pace.step(exchange.acts.length, exchange.acts.length)
    const name = fileName(reader ? `${workspace.name} for ${reader.name}` : workspace.name)
    return { name, bundle: toBase64(file), acts: exchange.acts.length, drafts: exchange.drafts.length }
  }

  /** A newcomer's call as a file for whoever wrote the invite. */
  async request(join: string): Promise<BundleFile> {
    const { invite, key, call } = this.#core.joins.callOf(join)
    const content = encodeBundle({ t: 'request', workspace: invite.workspace, device: key.id, at: this.#core.options.clock.now(), call }, key)
    const file = await seal(content, [deviceRecipient(invite.inviterDevice)])
    return { name: fileName(`Joining ${invite.workspaceName}`), bundle: toBase64(file) }
  }

  /** Nothing of a bundle that fails anywhere is kept. */
  async take(text: string, pace: Pace): Promise<BundleView> {
    return this.#take(text, pace).catch((error: unknown) => {
      if (error instanceof ProblemError && error.problem.code !== 'work.stopped') this.#core.refused(error.problem.code)
      throw error
    })
  }

  async #take(text: string, pace: Pace): Promise<BundleView> {
    const file = fromBase64(text)
    if (!file) throw damaged()
    const bundle = decodeBundle(await open(file, this.#identities()))
    if (!bundle) throw damaged()
    switch (bundle.t) {
      case 'exchange': return this.#exchanged(bundle, pace)
      case 'request': return this.#asked(bundle)
      case 'reply': return this.#answered(bundle, pace)
    }
  }

  async #exchanged(bundle: Bundle & { t: 'exchange' }, pace: Pace): Promise<BundleView> {
    const workspace = this.#core.workspaces.get(bundle.workspace)
    if (!workspace) throw new ProblemError(problem('bundle.workspace', 'This bundle is of a workspace that is not on this device. Nothing was taken in.', 'Join it with an invite first.'))
    const arrivals = await judge(hereOf(workspace), bundle.device, bundle.exchange, this.#core.verifier, pace)
    const taken = await take(workspace, bundle.device, bundle.exchange, arrivals)
    return { ...viewOf(bundle, workspace), ...taken, code: null, reply: null }
  }

  /** A newcomer's call: judged as one over the network is, and answered with a file. Nobody stops it between: whoever was let in is to have the answer. */
  async #asked(bundle: Bundle & { t: 'request' }): Promise<BundleView> {
    const workspace = this.#core.workspaces.get(bundle.workspace)
    const answer = await workspace?.invites.answer(bundle.call.topic, bundle.call.message)
    if (!workspace || !answer) throw new ProblemError(problem('bundle.no-invite', 'This asks to join with an invite that was not written on this device. Nobody was admitted.', 'Write a new invite for them.'))
    // Whoever else asks, or hands on what somebody else asked, gets the answer and nothing of what is here.
    const admitted = workspace.invites.admitted(bundle.device)
    const exchange = admitted ? await gather(workspace, [], atEase) : NOTHING
    const reply = await this.#write({ ...this.#head(workspace), t: 'reply', call: { topic: bundle.call.topic, message: answer }, exchange }, workspace, [bundle.device])
    const view = viewOf(bundle, workspace)
    return {
      ...view, code: admitted?.code ?? null, acts: 0, drafts: 0, records: [], lacks: exchange.acts.length,
      reply: { name: fileName(`${workspace.name} for ${view.from ?? 'a newcomer'}`), bundle: toBase64(reply) },
    }
  }

  async #answered(bundle: Bundle & { t: 'reply' }, pace: Pace): Promise<BundleView> {
    const { device, exchange, call } = bundle
    const known = this.#core.workspaces.get(bundle.workspace)
    if (known) {
      const arrivals = await judge(hereOf(known), device, exchange, this.#core.verifier, pace)
      return this.#entered(bundle, known, await take(known, device, exchange, arrivals))
    }
    let arrivals: readonly Arrival[] = []
    // The workspace is entered with everything there is, in one transaction, once all of it was judged.
    const failed = await this.#core.joins.answered(call.topic, call.message, async ({ workspace, workspaceName }) => {
      if (workspace !== bundle.workspace) throw damaged()
      arrivals = await judge(nothingOf(workspace, workspaceName), device, exchange, this.#core.verifier, pace)
      return { from: device, arrivals }
    })
    if (failed) throw new ProblemError(failed)
    const workspace = this.#core.workspaces.get(bundle.workspace)
    if (!workspace) throw new ProblemError(problem('bundle.not-admitted', 'This answers a join that is no longer under way, or refuses it. Nothing was taken in.', 'Look at the join, or ask for a new invite.'))
    const foreign = arrivals.filter(({ verified: { act } }) => act.device !== workspace.voice.key.id)
    return this.#entered(bundle, workspace, { acts: foreign.length, records: recordsOf(foreign), ...takeDrafts(workspace, device, exchange) })
  }

  #entered(bundle: Bundle, workspace: Workspace, taken: Taken): BundleView {
    const joined = this.#core.joins.views().find((join) => join.workspace === workspace.id)
    return { ...viewOf(bundle, workspace), ...taken, code: joined?.code ?? null, reply: null }
  }

  #reader(workspace: Workspace, to: PersonId): { readonly name: string; readonly devices: readonly DeviceId[] } {
    const person = workspace.people.get(to)
    if (!person?.member || to === workspace.me) {
      orThrow(fail('bundle.to', 'A bundle is made for another member of this workspace, so none was made.', 'Choose somebody from the list of people.'))
    }
    return { name: person!.name, devices: person!.devices.map((device) => device.id) }
  }

  #head(workspace: Workspace): Pick<Bundle, 'workspace' | 'device' | 'at'> {
    return { workspace: workspace.id, device: workspace.voice.key.id, at: this.#core.options.clock.now() }
  }

  #write(bundle: Bundle, workspace: Workspace, readers: readonly DeviceId[]): Promise<Uint8Array> {
    return seal(encodeBundle(bundle, workspace.voice.key), readers.map(deviceRecipient))
  }

  #identities() {
    const vault = this.#core.identity()
    const joining = this.#core.joins.views().map((join) => deviceIdentity(vault.deviceKey(`join:${join.id}`)))
    return [...joining, ...[...this.#core.workspaces.values()].map((workspace) => deviceIdentity(workspace.voice.key))]
  }
}

function viewOf(bundle: Bundle, workspace: Workspace): Pick<BundleView, 'kind' | 'workspace' | 'workspaceName' | 'from' | 'person' | 'madeAt'> {
  const maker = workspace.people.ownerOf(bundle.device)
  return { kind: bundle.t, workspace: workspace.id, workspaceName: workspace.name, from: maker?.name ?? null, person: maker?.id ?? null, madeAt: bundle.at }
}

const fileName = (words: string): string => `${words.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 80) || 'bundle'}.parley-bundle`
