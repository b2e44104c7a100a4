// Writes down what the host may say, for those who put it into another language: `npm run words`.
import { writeFileSync } from 'node:fs'
import { hostSentences } from './harness/host-sentences.ts'

const file = new URL('../renderer/locales/host/en.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(hostSentences(), null, 2)}\n`)
