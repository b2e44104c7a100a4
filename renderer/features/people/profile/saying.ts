// What one says of oneself and of colleagues, as calls to the host about the workspace in view.
import type { EvidenceView, Params, ProfileView } from '../../../../shared/protocol/contract.ts'
import { useHost } from '../../../stores/host.ts'
import { useOverview } from '../../../stores/overview.ts'

export interface Saying {
  set(what: Omit<Params<'profile.set'>, 'workspace'>): Promise<ProfileView>
  claim(what: Omit<Params<'expertise.claim'>, 'workspace'>): Promise<ProfileView>
  drop(topic: string): Promise<ProfileView>
  wish(topic: string, words: string): Promise<ProfileView>
  unwish(topic: string): Promise<ProfileView>
  /** `yes: false` takes it back. */
  endorse(person: string, topic: string, yes: boolean): Promise<ProfileView>
  evidence(): Promise<readonly EvidenceView[]>
}

export function useSaying(): Saying {
  const host = useHost()
  const overview = useOverview()
  const here = (): { workspace: string } => ({ workspace: overview.workspace?.id ?? '' })
  return {
    set: (what) => host.call('profile.set', { ...here(), ...what }),
    claim: (what) => host.call('expertise.claim', { ...here(), ...what }),
    drop: (topic) => host.call('expertise.drop', { ...here(), topic }),
    wish: (topic, words) => host.call('expertise.wish', { ...here(), topic, words }),
    unwish: (topic) => host.call('expertise.unwish', { ...here(), topic }),
    endorse: (person, topic, yes) => host.call(yes ? 'expertise.endorse' : 'expertise.unendorse', { ...here(), person, topic }),
    evidence: () => host.call('expertise.evidence', here()),
  }
}
