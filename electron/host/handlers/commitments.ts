// Commitments beyond the acts themselves, hours, templates.
import type { ActId, RecordId } from '#shared/base/ids.ts'
import type { DraftMeta } from '#shared/protocol/contract.ts'
import type { CommitmentResults } from '#shared/protocol/methods/commitments.ts'
import { capacityOf, fitsUnder, leavingOf } from '../commitments/capacity.ts'
import { offerNow, voiced, wordsOf } from '../commitments/offering.ts'
import { openOfferView } from '../commitments/open-offers.ts'
import { beginFrom, duplicate, retireTemplate, saveTemplate, templatesOf } from '../commitments/templates.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { giveOrHold } from '../giving.ts'
import { definedOnly } from './defined.ts'

export const commitmentHandlers = (core: Core): Pick<Handlers, keyof CommitmentResults> => ({
  'commitment.offer': ({ workspace, meta, words, sections }) => {
    const of = definedOnly(meta) as DraftMeta
    return offerNow(core.workspace(workspace), of, [...wordsOf(of, words), ...voiced(sections)])
  },
  'commitment.duplicate': ({ workspace, id, how }) => ({ id: duplicate(core.workspace(workspace), id as RecordId, how) }),
  'openoffer.show': ({ workspace, id }) => openOfferView(core.workspace(workspace), id as RecordId),
  'openoffer.take': ({ workspace, id, words, hold, ...more }) => giveOrHold(core, {
    workspace, record: id, verb: 'take', revision: null, words: null, text: words ?? null, about: null, more: definedOnly(more),
  }, hold === true),
  'capacity.mine': ({ workspace, weeks, rule }) => capacityOf(core, core.workspace(workspace), core.today(), weeks, rule),
  'capacity.fits': ({ workspace, id, revision, rule }) => fitsUnder(core, core.workspace(workspace), id as RecordId, revision as ActId, core.today(), rule),
  'capacity.leaving': ({ workspace, rule }) => leavingOf(core.workspace(workspace), core.today(), rule),
  'template.list': ({ workspace }) => templatesOf(core.workspace(workspace)),
  'template.begin': ({ workspace, template, people, title }) => ({ id: beginFrom(core.workspace(workspace), template, people, title, core.today()) }),
  'template.save': async ({ workspace, id, name, fits }) => ({ id: await saveTemplate(core.workspace(workspace), id as RecordId, name, fits) }),
  'template.retire': async ({ workspace, template }) => {
    await retireTemplate(core.workspace(workspace), template)
    return null
  },
})
