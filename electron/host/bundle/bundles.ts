// Exchange by file, where there is no network: bundles made for a person or a workspace and taken in, and joining with
// files that carry the call and its answer.
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import type { DeviceId, PersonId } from '#shared/base/ids.ts'
import { fail, orThrow, problem, ProblemError } from '#shared/base/result.ts'
import { decodeBundle, encodeBundle, type Bundle } from '#shared/protocol/bundle.ts'
import type { BundleFile, BundleView } from '#shared/protocol/contract.ts'
import type { Core } from '../core.ts'
import { real } from '../sample/guard.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { damaged, deviceIdentity, deviceRecipient, open, seal, workspaceIdentity, workspaceRecipient, type Recipient } from './envelope.ts'
import { gather } from './gather.ts'
import { take, verified } from './take.ts'

export interface MadeBundle extends BundleFile {
  readonly acts: number
  readonly drafts: number
}

export class Bundles {
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
  }

  /** For one person (their devices alone can open it), or for all who are in the workspace. `all`: whatever they are known to have. */
  async make(id: string, to: PersonId | null, all: boolean): Promise<MadeBundle> {
    const workspace = real(this.#core.workspace(id), 'export')
    const reader = to === null ? null : this.#reader(workspace, to)
    const secret = this.#core.identity().workspaceSecret(workspace.id)!
    const recipients = reader ? reader.devices.map(deviceRecipient) : [await workspaceRecipient(secret)]
    const exchange = await gather(workspace, reader && !all ? reader.devices : [])
    const file = await this.#write({ ...this.#head(workspace), t: 'exchange', exchange }, workspace, recipients)
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
  async take(text: string): Promise<BundleView> {
    const file = fromBase64(text)
    if (!file) throw damaged()
    const bundle = decodeBundle(await open(file, this.#identities()))
    if (!bundle) throw damaged()
    switch (bundle.t) {
      case 'exchange': return this.#exchanged(bundle)
      case 'request': return this.#asked(bundle)
      case 'reply': return this.#answered(bundle)
    }
  }

  async #exchanged(bundle: Bundle & { t: 'exchange' }): Promise<BundleView> {
    const workspace = this.#core.workspaces.get(bundle.workspace)
    if (!workspace) throw new ProblemError(problem('bundle.workspace', 'This bundle is of a workspace that is not on this device. Nothing was taken in.', 'Join it with an invite first.'))
    const taken = await take(workspace, bundle.device, bundle.exchange, await verified(bundle.exchange, this.#core.verifier))
    return { ...viewOf(bundle, workspace), ...taken, code: null, reply: null }
  }

  /** A newcomer's call: judged as one over the network is, and answered with a file. */
  async #asked(bundle: Bundle & { t: 'request' }): Promise<BundleView> {
    const workspace = this.#core.workspaces.get(bundle.workspace)
    const answer = await workspace?.invites.answer(bundle.call.topic, bundle.call.message)
    if (!workspace || !answer) throw new ProblemError(problem('bundle.no-invite', 'This asks to join with an invite that was not written on this device. Nobody was admitted.', 'Write a new invite for them.'))
    const exchange = await gather(workspace, [])
    const reply = await this.#write({ ...this.#head(workspace), t: 'reply', call: { topic: bundle.call.topic, message: answer }, exchange }, workspace, [deviceRecipient(bundle.device)])
    const view = viewOf(bundle, workspace)
    const admitted = workspace.invites.list().flatMap((invite) => invite.admitted).find(({ person }) => person === view.person)
    return {
      ...view, code: admitted?.code ?? null, acts: 0, drafts: 0, records: [], lacks: exchange.acts.length,
      reply: { name: fileName(`${workspace.name} for ${view.from ?? 'a newcomer'}`), bundle: toBase64(reply) },
    }
  }

  async #answered(bundle: Bundle & { t: 'reply' }): Promise<BundleView> {
    const arrivals = await verified(bundle.exchange, this.#core.verifier)
    await this.#core.joins.answered(bundle.call.topic, bundle.call.message)
    const workspace = this.#core.workspaces.get(bundle.workspace)
    if (!workspace) throw new ProblemError(problem('bundle.not-admitted', 'This answers a join that is no longer under way, or refuses it. Nothing was taken in.', 'Look at the join, or ask for a new invite.'))
    const taken = await take(workspace, bundle.device, bundle.exchange, arrivals)
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

  #write(bundle: Bundle, workspace: Workspace, recipients: readonly Recipient[]): Promise<Uint8Array> {
    return seal(encodeBundle(bundle, workspace.voice.key), recipients)
  }

  #identities() {
    const vault = this.#core.identity()
    const joining = this.#core.joins.views().map((join) => deviceIdentity(vault.deviceKey(`join:${join.id}`)))
    return [...joining, ...[...this.#core.workspaces.values()].flatMap((workspace) => [
      deviceIdentity(workspace.voice.key), workspaceIdentity(vault.workspaceSecret(workspace.id)!),
    ])]
  }
}

function viewOf(bundle: Bundle, workspace: Workspace): Pick<BundleView, 'kind' | 'workspace' | 'workspaceName' | 'from' | 'person' | 'madeAt'> {
  const maker = workspace.people.ownerOf(bundle.device)
  return { kind: bundle.t, workspace: workspace.id, workspaceName: workspace.name, from: maker?.name ?? null, person: maker?.id ?? null, madeAt: bundle.at }
}

const fileName = (words: string): string => `${words.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 80) || 'bundle'}.parley-bundle`
