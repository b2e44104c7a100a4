// What speaks against words before anybody tries them: said in the form and on the paper, and closing nothing. Safe to try is
// for people to judge; what is missing to judge by can be told.
import type { TermsView } from '../record/view.ts'
import { plainText } from '../record/words.ts'
import { contradicts } from '../record/lines.ts'
import type { ExperimentDoubt, MeasureView } from './view.ts'

export function doubtsOf(of: Pick<TermsView, 'sections' | 'measures' | 'from' | 'until' | 'undo'>): ExperimentDoubt[] {
  const says = (voice: TermsView['sections'][number]['voice']): boolean =>
    of.sections.some((section) => section.voice === voice && plainText(section.words).trim() !== '')
  const measures = of.measures ?? []
  const found: readonly (readonly [ExperimentDoubt, boolean])[] = [
    ['no test', !says('test')],
    ['nobody hurt asked', !says('hurt')],
    ['no way back', !says('undo') && of.undo === undefined],
    ['no measure', measures.length === 0],
    ['no stop', !says('stop') && measures.every(({ stop }) => stop === undefined)],
    ['stop contradicts', measures.some(contradicts)],
    ['no end', of.until === undefined],
    ['ends before it begins', of.from !== undefined && of.until !== undefined && of.until < of.from],
  ]
  return found.filter(([, holds]) => holds).map(([doubt]) => doubt)
}

/** Measures that these words read in another unit than the readings there are: those stay, and are compared with no line of it. */
export const unitsLeft = (of: Pick<TermsView, 'measures'>, tried: readonly Pick<MeasureView, 'id' | 'unit' | 'readings'>[]): string[] =>
  (of.measures ?? []).filter(({ id, unit }) => tried.some((one) => one.id === id && one.readings.length > 0 && one.unit !== (unit ?? null))).map(({ measure }) => measure)
