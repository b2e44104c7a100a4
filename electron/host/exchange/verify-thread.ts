// The thread that verifies acts in bulk. It holds no key and sees only what came from outside.
import { parentPort } from 'node:worker_threads'
import { ActError, verifyAct } from '#shared/acts/act.ts'
import { preferNativeCrypto } from '../native-crypto.ts'
import type { VerifyAnswer, VerifyJob } from './verify.ts'

const ready = preferNativeCrypto()

async function answer({ job, acts }: VerifyJob): Promise<VerifyAnswer> {
  await ready
  return {
    job,
    verdicts: acts.map((act) => {
      try {
        return { id: verifyAct(act).id }
      } catch (error) {
        if (error instanceof ActError) return { fault: error.fault }
        throw error
      }
    }),
  }
}

void ready.then(() => parentPort!.postMessage('ready'))
parentPort!.on('message', (job: VerifyJob) => {
  void answer(job).then((done) => parentPort!.postMessage(done))
})
