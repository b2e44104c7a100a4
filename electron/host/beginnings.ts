// How a workspace comes to be on this device: founded, as a sample, or joined by an invite.
import { rmSync } from 'node:fs'
import { signAct, verifyAct, type VerifiedAct } from '#shared/acts/act.ts'
import { randomBytes as secretBytes } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { fail, orThrow, problem, ProblemError } from '#shared/base/result.ts'
import type { Core } from './core.ts'
import type { Admitted, Brought } from './joins.ts'
import type { Pace } from './long-work.ts'
import { Sample } from './sample/make.ts'
import { offerCharter, type FoundingCharter } from './workspace/founding-charter.ts'
import type { Workspace } from './workspace/workspace.ts'

/** A key needs a name before the workspace has an id. */
const provisionalName = () => `join:${toHex(secretBytes(8))}` as const

export class Beginnings {
  readonly #core: Core
  #sampling: Promise<Workspace> | null = null
  #telling: Workspace | null = null

  constructor(core: Core) {
    this.#core = core
  }

  async found(name: string, charter: FoundingCharter): Promise<Workspace> {
    const vault = this.#core.identity()
    const provisional = provisionalName()
    const key = vault.deviceKey(provisional)
    const founding = signAct({
      v: 1, workspace: '', circle: 'workspace', type: 'workspace.found', subject: '',
      body: { name, person: { name: vault.name, spare: vault.spare, label: vault.device }, nonce: toHex(secretBytes(16)) },
      person: '', device: key.id, seq: 0, prev: '', seen: [], at: this.#core.options.clock.now(),
    }, key)
    const id = founding.id as string as WorkspaceId
    const workspace = await this.#begin(id, founding.id as string as PersonId, [founding], () => {
      this.#list(id)
      vault.adopt(provisional, id, secretBytes(32))
    })
    await offerCharter(workspace, name, charter)
    this.#core.shown.overview()
    return workspace
  }

  /** The one that is here, else a new one. */
  async sample(pace: Pace): Promise<Workspace> {
    if (this.#sampling) return this.#sampling
    const known = [...this.#core.workspaces.values()].find((workspace) => workspace.sample)
    if (known) return known
    return (this.#sampling = this.#newSample(pace).finally(() => { this.#sampling = null }))
  }

  /** The sample, while its story is not all there: nobody is shown half of it. */
  isTelling(workspace: Workspace): boolean {
    return workspace === this.#telling
  }

  /** With its files, its keys and what the page kept of it. Throws `sample.not`. */
  async removeSample(id: string): Promise<void> {
    const workspace = this.#core.workspace(id)
    if (!workspace.sample) orThrow(fail('sample.not', `${workspace.name} is no sample: nothing was removed.`, 'Leave it instead; what you signed stays.'))
    await this.#drop(workspace)
  }

  /** What a host that ended while it made the sample left of it: taken away before anything is opened, and told until somebody has read so. */
  clearUnfinished(): void {
    const { telling } = this.#core.settings.data.sample
    if (telling === null) return
    this.#erase(telling as WorkspaceId)
    this.#core.settings.update((data) => { data.sample = { telling: null, cut: true } })
  }

  /** Somebody has read that the sample was cut short. */
  heardOfCut(): void {
    if (!this.#core.settings.data.sample.cut) return
    this.#core.settings.update((data) => { data.sample = { ...data.sample, cut: false } })
    this.#core.shown.overview()
  }

  async #drop(workspace: Workspace): Promise<void> {
    const { workspaces, held, shown } = this.#core
    workspaces.delete(workspace.id)
    held.drop(workspace.id)
    await workspace.dispose()
    this.#erase(workspace.id)
    shown.overview()
  }

  #erase(id: WorkspaceId): void {
    this.#core.settings.forget(id)
    this.#core.identity().forget(id)
    rmSync(this.#core.folderOf(id), { recursive: true, force: true })
  }

  /** Admitted by a member: the workspace opens here, and `join` is given once the admit has arrived. */
  async admitted({ invite, person, founding, reply, keyName, brought }: Admitted): Promise<void> {
    const genesis = verifyAct(reply.genesis!)
    const id = genesis.id as string as WorkspaceId
    if (id !== invite.workspace) throw new ProblemError(problem('join.other', 'The answer came from another workspace, so nothing was joined.', 'Ask for a new invite.'))
    if (this.#core.workspaces.has(id)) return
    const workspace = await this.#begin(id, person, [genesis, founding], () => {
      this.#core.finding.learn(id, reply.addresses, invite.addresses)
      this.#core.identity().adopt(keyName, id, reply.secret!)
    }, { brought })
    workspace.joinWhenAdmitted()
  }

  async #newSample(pace: Pace): Promise<Workspace> {
    const vault = this.#core.identity()
    const sample = new Sample(this.#core.options.clock.now())
    const founding = sample.founds()
    const id = founding.id as string as WorkspaceId
    // Noted before there is a file of it, and until it is whole.
    this.#core.settings.update((data) => { data.sample = { ...data.sample, telling: id } })
    try {
      const workspace = await this.#begin(id, sample.eyes.id, [founding], () => {
        vault.useDeviceKey(id, sample.eyes.seed)
        vault.adopt(provisionalName(), id, secretBytes(32))
        this.#list(id)
      }, { sample: true })
      await this.#tell(sample, workspace, pace)
      this.#core.settings.update((data) => { data.sample = { telling: null, cut: false } })
      return workspace
    } catch (error) {
      this.#core.settings.note((data) => { data.sample = { ...data.sample, telling: null } })
      throw error
    } finally {
      this.#core.shown.overview()
    }
  }

  async #tell(sample: Sample, workspace: Workspace, pace: Pace): Promise<void> {
    try {
      await sample.tellIn(workspace, this.#core.today(), pace)
    } catch (error) {
      // Half a story is no sample.
      await this.#drop(workspace)
      throw error
    } finally {
      this.#telling = null
    }
  }

  #list(id: WorkspaceId): void {
    this.#core.settings.update((data) => data.workspaces.push({ id, addresses: [] }))
  }

  /** The first acts, and what a file brought along, are on disk before anything says that the workspace is here; where that fails, it is not. */
  async #begin(
    id: WorkspaceId, me: PersonId, acts: readonly VerifiedAct[], enter: () => void,
    { sample = false, brought = null }: { readonly sample?: boolean; readonly brought?: Brought | null } = {},
  ): Promise<Workspace> {
    const workspace = this.#core.make(id, sample)
    if (sample) this.#telling = workspace
    try {
      workspace.me = me
      await workspace.ledger.take([...acts.map((verified) => ({ verified, texts: [] })), ...brought?.arrivals ?? []], brought?.from ?? 'own')
      enter()
    } catch (error) {
      await workspace.dispose()
      throw error
    }
    workspace.mirrorOwn([acts.at(-1)!.id])
    this.#core.enter(workspace)
    return workspace
  }
}
