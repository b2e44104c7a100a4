// What is done with commitments beyond single acts: begun from a template, duplicated, taken up.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { CapacityView, FitView, LeavingView, OpenOfferView, Results, TemplateView } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useLanguage } from './language.ts'
import { useOverview } from './overview.ts'

export const useCommitments = defineStore('commitments', () => {
  const host = useHost()
  const overview = useOverview()
  const language = useLanguage()
  const workspace = computed(() => overview.workspace?.id ?? null)
  const templates = shallowRef<readonly TemplateView[]>([])
  watch(workspace, () => { templates.value = [] })

  const here = (): string => {
    if (!workspace.value) throw new Error('no workspace in view')
    return workspace.value
  }

  async function loadTemplates(): Promise<void> {
    const ws = here()
    const list = await host.call('template.list', { workspace: ws })
    if (ws === workspace.value) templates.value = list
  }
  const begin = async (template: string, people: readonly string[], title: string): Promise<string> =>
    (await host.call('template.begin', { workspace: here(), template, people: [...people], ...(title ? { title } : {}) })).id
  async function saveTemplate(id: string, name: string, fits: string): Promise<void> {
    await host.call('template.save', { workspace: here(), id, name, ...(fits ? { fits } : {}) })
    await loadTemplates()
  }
  async function retireTemplate(template: string): Promise<void> {
    await host.call('template.retire', { workspace: here(), template })
    await loadTemplates()
  }
  const duplicate = async (id: string, how: 'copy' | 'supersede' | 'take over'): Promise<string> => (await host.call('commitment.duplicate', { workspace: here(), id, how })).id
  const openOffer = (id: string): Promise<OpenOfferView> => host.call('openoffer.show', { workspace: here(), id })
  /** Held like every signature; what comes of it is a commitment of its own. */
  const take = (id: string): Promise<Results['openoffer.take']> => host.call('openoffer.take', { workspace: here(), id, hold: true })
  /** Of a request: my own promise to who made it, in my words. */
  const answerRequest = (id: string, said: { readonly title?: string; readonly words?: string; readonly due?: string; readonly hours?: number }): Promise<Results['openoffer.take']> =>
    host.call('openoffer.take', { workspace: here(), id, hold: true, ...said })
  const capacity = (): Promise<CapacityView> => host.call('capacity.mine', { workspace: here(), weeks: 26, rule: language.weeks })
  const leaving = (): Promise<LeavingView> => host.call('capacity.leaving', { workspace: here(), rule: language.weeks })
  const fits = (id: string, revision: string): Promise<readonly FitView[]> => host.call('capacity.fits', { workspace: here(), id, revision, rule: language.weeks })

  return { templates, loadTemplates, begin, saveTemplate, retireTemplate, duplicate, openOffer, take, answerRequest, capacity, leaving, fits }
})
